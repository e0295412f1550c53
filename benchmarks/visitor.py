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
        self._name = page  # only the first message names the page; the navigation in its answer tells the hash, which later ones name
        self._hash = ""
        self._chosen: dict[str, str] = {}
        self._ids: dict[str, str] = {}

    def look(self, query: str, **chosen: str) -> int:
        """Run the page with these query parameters and options of select boxes by key, wait for its end; how many elements it has."""
        self._chosen |= chosen
        message = BackMsg()
        message.rerun_script.query_string = query
        message.rerun_script.page_name = "" if self._hash else self._name
        message.rerun_script.page_script_hash = self._hash
        for key, option in self._chosen.items():
            message.rerun_script.widget_states.widgets.add(id=self._ids[key], string_value=option)
        self._socket.send(message.SerializeToString(), ABNF.OPCODE_BINARY)
        elements = 0
        while True:
            answer = ForwardMsg.FromString(self._socket.recv())
            kind = answer.WhichOneof("type")
            if kind == "navigation":
                self._hash = answer.navigation.page_script_hash
            elif kind == "delta":
                elements += 1
                if answer.delta.new_element.WhichOneof("type") == "selectbox":
                    name = answer.delta.new_element.selectbox.id
                    self._ids[name.rpartition("-")[2]] = name
            elif kind == "script_finished":
                if answer.script_finished != ForwardMsg.FINISHED_SUCCESSFULLY:
                    raise RuntimeError(f"a run ended with {answer.script_finished}")
                return elements

    def leave(self) -> None:
        self._socket.close()
