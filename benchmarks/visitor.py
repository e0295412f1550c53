"""Somebody who opens a page without a browser: by its websocket, as the browser's own client does."""

from __future__ import annotations

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websocket import ABNF, create_connection


class Visitor:
    """One person at a page; each `look` is one run of the page's script, from the question to the end of the answer."""

    def __init__(self, address: str, page: str) -> None:
        self._socket = create_connection(
            f"{address.replace('http', 'ws')}/_stcore/stream", subprotocols=["streamlit"], timeout=60
        )
        self._name = page  # only the first message names the page; it tells the page's hash, which later ones name
        self._hash = ""

    def look(self, query: str) -> None:
        """Run the page with these query parameters, and wait until the run ended."""
        message = BackMsg()
        message.rerun_script.query_string = query
        message.rerun_script.page_name = "" if self._hash else self._name
        message.rerun_script.page_script_hash = self._hash
        self._socket.send(message.SerializeToString(), ABNF.OPCODE_BINARY)
        while True:
            answer = ForwardMsg.FromString(self._socket.recv())
            kind = answer.WhichOneof("type")
            if kind == "new_session":
                self._hash = answer.new_session.page_script_hash
            elif kind == "script_finished":
                if answer.script_finished != ForwardMsg.FINISHED_SUCCESSFULLY:
                    raise RuntimeError(f"a run ended with {answer.script_finished}")
                return

    def leave(self) -> None:
        self._socket.close()
