"""The summary in Word, read again by the reader of documents: the same meeting, in four languages."""

from __future__ import annotations

import pytest

from convergence import corpus
from convergence.analysis.filters import Filter
from convergence.analysis.frames import Frames
from convergence.codebook import Codebook
from convergence.i18n import catalogue
from convergence.model import LANGUAGES
from convergence.reading.reader import read
from convergence.reports import kinds
from convergence.reports.options import Options

from .given import ADDRESS, MOMENT


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_summary_is_read_back_as_the_meeting(frames: Frames, codebook: Codebook, language: str) -> None:
    (meeting,) = (corpus.read_meeting(path) for path in corpus.meeting_files())
    t = catalogue(language)
    options = Options(MOMENT, ADDRESS, (meeting,), variant="meeting")
    found = read(kinds.make("summary", "docx", frames, codebook, Filter(), t, options), "summary.docx")
    assert found.language == language
    assert found.meeting.date == meeting.date
    assert found.meeting.body == meeting.body
    assert [
        (
            one.process,
            one.heading,
            one.speaker,
            one.speaker_role,
            [(passage.number, passage.text) for passage in one.passages],
        )
        for one in found.interventions
    ] == [
        (
            one.process,
            t.text(one.heading),
            one.speaker,
            t.text(one.speaker_role),
            [(passage.number, t.text(passage.text)) for passage in one.passages],
        )
        for one in meeting.interventions
    ]
