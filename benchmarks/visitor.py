"""Somebody who opens a page without a browser: by its websocket, as the browser's own client does."""

from __future__ import annotations

from collections import Counter

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websocket import ABNF, create_connection

ENDED_WELL = (ForwardMsg.FINISHED_SUCCESSFULLY, ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY)


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
        self._parts: dict[
            str, str
        ] = {}  # the part of the page that runs by itself for a select box, "" for the whole page

    def look(self, query: str, **chosen: str) -> Counter[str]:
        """Choose these options of select boxes by key, or come to the page; wait for the end of the run; its elements, by type.

        As from a browser, the run is one of the part of the page that holds what was chosen.
        """
        self._chosen |= chosen
        message = BackMsg()
        message.rerun_script.query_string = query
        message.rerun_script.page_name = "" if self._hash else self._name
        message.rerun_script.page_script_hash = self._hash
        message.rerun_script.fragment_id = next((self._parts[key] for key in chosen), "")
        for key, option in self._chosen.items():
            message.rerun_script.widget_states.widgets.add(id=self._ids[key], string_value=option)
        self._socket.send(message.SerializeToString(), ABNF.OPCODE_BINARY)
        elements: Counter[str] = Counter()
        while True:
            answer = ForwardMsg.FromString(self._socket.recv())
            kind = answer.WhichOneof("type")
            if kind == "navigation":
                self._hash = answer.navigation.page_script_hash
            elif kind == "delta":
                element = answer.delta.new_element
                elements[element.WhichOneof("type") or "block"] += 1
                if element.WhichOneof("type") == "selectbox":
                    key = element.selectbox.id.rpartition("-")[2]
                    self._ids[key], self._parts[key] = element.selectbox.id, answer.delta.fragment_id
            elif kind == "script_finished":
                if answer.script_finished not in ENDED_WELL:
                    raise RuntimeError(f"a run ended with {answer.script_finished}")
                return elements

    def leave(self) -> None:
        self._socket.close()
