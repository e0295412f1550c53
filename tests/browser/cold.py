"""A page opened cold without drawing it: what the server sends to a browser that comes by a deep link with these cookies, all of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from streamlit.proto.Alert_pb2 import Alert
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websocket import ABNF, create_connection

from .server import Server


@dataclass
class Answer:
    """The titles of a page, how many elements of each kind it has, how many errors are told, and every word that was sent."""

    titles: list[str] = field(default_factory=list)
    kinds: Counter[str] = field(default_factory=Counter)
    errors: int = 0
    sent: str = ""


def ask(server: Server, path: str, cookies: Iterable[Mapping[str, Any]] = ()) -> Answer:
    """Open a page and wait until it stands."""
    carried = {cookie["name"]: cookie["value"] for cookie in cookies}
    socket = create_connection(
        f"{server.url.replace('http', 'ws')}/_stcore/stream",
        subprotocols=["streamlit", carried.get("_streamlit_xsrf") or "none"],  # as the browser's own client says it
        cookie="; ".join(f"{name}={value}" for name, value in carried.items()),
        origin=server.url,
        timeout=60,
    )
    name, _, query = path.partition("?")
    message = BackMsg()
    message.rerun_script.page_name = name.strip("/")
    message.rerun_script.query_string = f"{query}&lang=en".strip("&")
    socket.send(message.SerializeToString(), ABNF.OPCODE_BINARY)
    answer = Answer()
    while True:
        told = ForwardMsg.FromString(socket.recv())
        kind = told.WhichOneof("type")
        if kind == "delta":
            _take(answer, told)
        elif kind == "new_session":
            answer = Answer()  # a page that leads on to another begins anew
        elif kind == "script_finished" and told.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY:
            socket.close()
            return answer


def _take(answer: Answer, told: ForwardMsg) -> None:
    element, block = told.delta.new_element, told.delta.add_block
    answer.kinds[element.WhichOneof("type") or block.WhichOneof("type") or ""] += 1
    answer.sent += str(told)
    if element.heading.tag == "h1":
        answer.titles.append(element.heading.body)
    answer.errors += element.alert.format == Alert.ERROR
