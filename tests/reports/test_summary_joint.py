"""A joint action stands in the summary under each recommendation that it follows up, and is called joint there."""

from __future__ import annotations

import io

import docx

from convergence.analysis.filters import Filter
from convergence.analysis.frames import Frames
from convergence.codebook import Codebook
from convergence.i18n import catalogue
from convergence.reports import kinds
from convergence.reports.options import Options

from .given import ADDRESS, MOMENT


def lines(frames: Frames, codebook: Codebook) -> list[str]:
    options = Options(MOMENT, ADDRESS, variant="follow-up")
    made = kinds.make("summary", "docx", frames, codebook, Filter(), catalogue("fr"), options)
    return [paragraph.text for paragraph in docx.Document(io.BytesIO(made)).paragraphs]


def test_under_each_that_asks_the_same(joint: Frames, frames: Frames, codebook: Codebook) -> None:
    title = str(frames.words("actions", "title", "fr").iloc[0])
    told = [line for line in lines(joint, codebook) if line.startswith(title) and "Suivi commun" in line]
    assert len(told) == 2
    assert len(set(told)) == 1


def test_an_action_of_one_is_told_once_and_not_called_joint(frames: Frames, codebook: Codebook) -> None:
    told = lines(frames, codebook)
    assert sum(line.startswith(str(frames.words("actions", "title", "fr").iloc[0])) for line in told) == 1
    assert not any("Suivi commun" in line for line in told)
