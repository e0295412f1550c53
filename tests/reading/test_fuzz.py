"""No file makes the reader crash or hang: it is read, or refused with a message."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from convergence.errors import InvalidInput
from convergence.reading import read
from tests.reading.documents import TEXT, pdf, word

RELAXED = settings(
    max_examples=60,
    deadline=timedelta(seconds=10),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
FILES = {
    "a.docx": word(("Title", "Résumé"), ("Heading 1", "CRM"), *[("List Bullet", TEXT)] * 4),
    "a.pdf": pdf([(60, 100 + 14 * n, TEXT) for n in range(20)]),
}
PIECES = st.sampled_from(
    ["•", "1)", "a)", ";", ":", ",", ".", "?", "¿", "\n", "\t", "\u00a0", "é", "ß", "İ", "ﬁ", "𝒳", "\u0301", "@", "¤", "(", ")", "|",
     "CRM", "devraient", "acuerdan:", "should", "Chile lidera", "led by Peru and", "Considering", "9 mai 2023", "ne", "not"]
)  # fmt: skip


def survives(data: bytes, name: str) -> None:
    try:
        reading = read(data, name)
    except InvalidInput:
        return
    for one in reading.as_json()["interventions"]:
        for passage in one["passages"]:
            for proposal in passage["recommendations"]:
                low, high = proposal["span"]
                assert 0 <= low < high <= len(passage["text"])
                assert proposal["text"]
                assert proposal["verb"]
                assert len(proposal["themes"]) <= 4


@RELAXED
@given(st.lists(st.one_of(PIECES, st.text(max_size=12)), max_size=60).map(" ".join))
def test_any_text(text: str) -> None:
    survives((TEXT + "\n" + text).encode("utf-8", "ignore"), "a.txt")


@RELAXED
@given(st.binary(max_size=400), st.sampled_from(["a.txt", "a.md", "a.docx", "a.pdf", "a"]))
def test_any_bytes(data: bytes, name: str) -> None:
    survives(data, name)


@pytest.mark.parametrize("name", FILES)
@RELAXED
@given(data=st.data())
def test_real_files_mutated(name: str, data: st.DataObject) -> None:
    changed = bytearray(FILES[name])
    for _ in range(data.draw(st.integers(1, 12))):
        at = data.draw(st.integers(0, len(changed) - 1))
        action = data.draw(st.sampled_from(["flip", "cut", "copy"]))
        if action == "flip":
            changed[at] ^= data.draw(st.integers(1, 255))
        elif action == "cut":
            del changed[at : at + data.draw(st.integers(1, 200))]
        else:
            changed[at:at] = changed[at : at + data.draw(st.integers(1, 200))]
        if not changed:
            break
    survives(bytes(changed), name)
