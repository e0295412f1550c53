"""Passages with their marks: whatever a document says is text, never markup."""

from __future__ import annotations

import re

from convergence.ui.parts import plain
from convergence.ui.review.marked import Mark, marked


def test_marks_stand_in_their_places() -> None:
    text = "We agree to meet and to report."
    shown = marked(text, [Mark(21, 30, "1.2", "blue"), Mark(9, 16, "1.1", "green")])
    assert shown == ("We agree :green-background[**1\\.1** to meet] and :blue-background[**1\\.2** to report]\\.")


def test_marks_that_overlap_share_nothing() -> None:
    shown = marked("one two three", [Mark(0, 7, "a", "blue"), Mark(4, 13, "b", "gray"), Mark(2, 6, "c", "gray")])
    assert shown == ":blue-background[**a** one two] :gray-background[**b** three]"


def test_marks_beyond_the_text_end_with_it() -> None:
    assert marked("one", [Mark(0, 99, "a", "blue"), Mark(50, 60, "b", "blue")]) == ":blue-background[**a** one]"
    assert marked("", []) == "\u200b"


def test_what_a_document_says_is_never_markup() -> None:
    """Every mark of Markdown, HTML and Streamlit's own is disarmed, inside a span and outside of it."""
    hostile = "](http://x) **b** <b>i</b> :red[no] $x$ `c` [a] \\ # h\n- i :material/home: ![p](q) ] :blue-background[x"
    shown = marked(hostile, [Mark(12, 60, "1", "blue")])
    bare = re.sub(r"\\.", "", shown)  # without what is escaped, only our own marks are left
    assert bare.count("[") == bare.count("]") == 1
    assert bare.count("**") == 2
    assert not re.search(r"[<>`$#!]", bare)
    assert re.findall(r":[a-z-]+\[", bare) == [":blue-background["]
    unmarked = re.sub(r":blue-background\[\*\*1\*\* (.*?)(?<!\\)\]", r"\1", shown)
    assert unmarked == plain(hostile)
