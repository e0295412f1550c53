"""The same document reads the same from text, from Word (with and without styles) and from PDF."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest
import yaml

from benchmarks.reading_accuracy import KEYS, SETS
from benchmarks.reading_documents import as_docx, as_pdf
from convergence.reading import Reading, read
from convergence.reading.paragraph import split_marker

DOCUMENTS = sorted((SETS / "dev").glob("*.yaml"))


def content(path: Path) -> list[tuple[str, str]]:
    lines = yaml.safe_load(path.read_text(encoding="utf-8"))["lines"]
    pairs = [next((key, str(line[key])) for key in KEYS if key in line) for line in lines]
    return [(key, split_marker(text)[1] if key in ("p", "a") else text) for key, text in pairs]


def bold_headings(pairs: list[tuple[str, str]]) -> bytes:
    """Word without a single style: headings are bold, the speaker is in italics."""
    document = docx.Document()
    for key, text in pairs:
        run = document.add_paragraph().add_run(text)
        run.bold, run.italic = key in ("title", "heading", "section"), key == "speaker"
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def told(reading: Reading) -> object:
    passages = [
        (one.process, one.speaker, [" ".join(p.text.split()) for p in one.passages]) for one in reading.interventions
    ]
    return reading.shape, reading.meeting.date, reading.meeting.place, passages


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_the_same_from_every_format(path: Path) -> None:
    pairs = content(path)
    plain = told(read("\n".join(text for _, text in pairs).encode(), "a.txt"))
    assert told(read(as_docx(pairs), "a.docx")) == plain
    assert told(read(bold_headings(pairs), "a.docx")) == plain
    assert told(read(as_pdf(pairs, header=""), "a.pdf")) == plain
    assert told(read(as_pdf(pairs, header="", columns=2), "a.pdf")) == plain
