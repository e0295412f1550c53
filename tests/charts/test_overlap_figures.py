"""The figures of the Overlap page: marks carry their codes, every language has its sentence, text keeps its size."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pandas as pd
import plotly.graph_objects as go
import pytest

from convergence.analysis import cooccurrence, gaps, likeness, over_time, overlap, parties
from convergence.analysis.frames import Frames
from convergence.charts import convergence, matrix, processes, themes
from convergence.charts import gaps as gap_figures
from convergence.charts import over_time as time_figures
from convergence.charts import parties as party_figures
from convergence.charts.look import DARK, LIGHT, Drawn, Look, contrast, ink
from convergence.codebook import Codebook
from convergence.i18n import Catalogue, catalogue
from convergence.model import LANGUAGES

ALL = np.ones(6, dtype=bool)
KEY = re.compile(r"\b(charts|overlap|overlap_figures|parts)\.[a-z_]+")

Draw = Callable[[Frames, Codebook, Catalogue, Look], Drawn]


def _gaps(frames: Frames, book: Codebook, t: Catalogue, look: Look) -> Drawn:
    found = gaps.gaps(frames, ALL, {code: (code,) for code in book.themes}, ["crm", "csm"])
    return gap_figures.draw(found, {code: t.text(theme.label) for code, theme in book.themes.items()}, book, t, look)


def _parties(frames: Frames, book: Codebook, t: Catalogue, look: Look) -> Drawn:
    counts = parties.by_theme(frames, ALL)
    return party_figures.draw(counts, dict.fromkeys(counts.index, 1), book, t, look, "MEX", "data")


def _time(frames: Frames, book: Codebook, t: Catalogue, look: Look) -> Drawn:
    counts = over_time.by_meeting(frames, ALL)
    return time_figures.draw(counts.assign(later=0), {"2024-02-01-test": "2024", "later": "2025"}, book, t, look)


FIGURES: dict[str, Draw] = {
    "deviation": lambda f, book, t, look: matrix.draw(
        overlap.matrix(f, ALL), book, t, look, "deviation", order="similarity"
    ),
    "presence": lambda f, book, t, look: matrix.draw(overlap.matrix(f, ALL), book, t, look, "presence", order="total"),
    "convergence": lambda f, book, t, look: convergence.draw(
        overlap.matrix(f, ALL), book, t, look, 0, banded=True, theme="data"
    ),
    "network of processes": lambda f, book, t, look: processes.network(
        likeness.likeness(overlap.matrix(f, ALL)), book, t, look, "crm", "csm"
    ),
    "matrix of processes": lambda f, book, t, look: processes.matrix(
        likeness.likeness(overlap.matrix(f, ALL), "cosine"), book, t, look
    ),
    "sets": lambda f, book, t, look: processes.upset(
        likeness.intersections(overlap.matrix(f, ALL)), ["crm", "csm", "idb"], book, t, look, ["csm"]
    ),
    "network of themes": lambda f, book, t, look: themes.network(cooccurrence.together(f, ALL), book, t, look),
    "matrix of themes": lambda f, book, t, look: themes.matrix(
        cooccurrence.together_in_processes(overlap.matrix(f, ALL)), book, t, look
    ),
    "gaps": _gaps,
    "parties": _parties,
    "over time": _time,
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", FIGURES)
def test_a_sentence_in_every_language(frames: Frames, codebook: Codebook, name: str, language: str) -> None:
    drawn = FIGURES[name](frames, codebook, catalogue(language), LIGHT)
    assert len(drawn.alt) > 20
    words = drawn.alt + "".join(str(text) for trace in drawn.figure.data for text in hovers(trace))
    assert not KEY.search(words)
    assert "{" not in words


@pytest.mark.parametrize("name", FIGURES)
def test_the_same_data_give_the_same_picture(frames: Frames, codebook: Codebook, name: str) -> None:
    pictures = {FIGURES[name](frames, codebook, catalogue("fr"), DARK).figure.to_json() for _ in range(2)}
    assert len(pictures) == 1


def hovers(trace: go.Scatter) -> list[str]:
    return list(trace.hovertext) if trace.hovertext is not None else []


@pytest.mark.parametrize("name", FIGURES)
def test_every_mark_carries_its_codes(frames: Frames, codebook: Codebook, name: str) -> None:
    drawn = FIGURES[name](frames, codebook, catalogue("en"), LIGHT)
    marks = [trace for trace in drawn.figure.data if trace.type == "bar" or getattr(trace, "mode", "lines") != "lines"]
    assert marks
    for trace in marks:
        assert len(trace.customdata) == len(trace.x)


def test_exact_sentences(frames: Frames, codebook: Codebook) -> None:
    t = catalogue("en")
    assert FIGURES["network of processes"](frames, codebook, t, LIGHT).alt == (
        "The most alike are SACM and RCM, with 2 themes in common (similarity 50%). 1 pair has no theme in common."
    )
    assert FIGURES["network of themes"](frames, codebook, t, LIGHT).alt == (
        "Most often together: “Asylum and international protection” and “Gender equality”, 1 recommendation, "
        "1.5 times what chance would give. Themes form 1 family."
    )
    assert FIGURES["sets"](frames, codebook, t, LIGHT).alt == (
        "0 themes are common to all processes. RCM and SACM, and they alone, share 2 themes: “Borders and irregular "
        "movement” and “Asylum and international protection”."
    )


def wide(processes_: int, themes_: int, book: Codebook) -> tuple[overlap.Matrix, Codebook]:
    """A matrix of any size, with names as long as real ones."""
    process = book.processes["crm"]
    theme = book.themes["regularization"]
    names = [f"process-{place:02d}" for place in range(processes_)]
    codes = [f"theme-{place:02d}" for place in range(themes_)]
    large = replace(
        book,
        processes={code: replace(process, code=code, short={"en": f"PROC {code[-2:]}"}) for code in names},
        themes={code: replace(theme, code=code) for code in codes},
    )
    counts = pd.DataFrame(np.arange(processes_ * themes_).reshape(themes_, processes_) % 7, index=codes, columns=names)
    found = overlap.Matrix(
        counts, counts.max(axis=1), counts.sum(), (counts > 0).sum(axis=1), int(counts.to_numpy().sum()), 1, 0
    )
    return found, large


def test_a_network_of_processes_that_leaves_pairs_out_says_so(codebook: Codebook) -> None:
    t = catalogue("en")
    large, small = ((likeness.likeness(found), book) for found, book in (wide(40, 60, codebook), wide(8, 60, codebook)))
    assert processes.network(*large, t, LIGHT).alt.endswith(
        "The figure shows the 60 closest pairs of 780; the matrix and the table give them all."
    )
    assert "The figure shows" not in processes.matrix(*large, t, LIGHT).alt
    assert "The figure shows" not in processes.network(*small, t, LIGHT).alt


@pytest.mark.parametrize(("processes_", "themes_"), [(2, 5), (40, 60)])
def test_text_keeps_its_size_however_many_there_are(codebook: Codebook, processes_: int, themes_: int) -> None:
    found, book = wide(processes_, themes_, codebook)
    t = catalogue("en")
    drawn = [
        matrix.draw(found, book, t, LIGHT, order="similarity").figure,
        convergence.draw(found, book, t, LIGHT, 0, banded=True).figure,
        processes.matrix(likeness.likeness(found), book, t, LIGHT).figure,
        processes.network(likeness.likeness(found), book, t, LIGHT).figure,
        processes.upset(likeness.intersections(found), found.speaking, book, t, LIGHT).figure,
        themes.matrix(cooccurrence.together_in_processes(found), book, t, LIGHT).figure,
        themes.network(cooccurrence.together_in_processes(found), book, t, LIGHT).figure,
    ]
    for figure in drawn:
        assert figure.layout.width is not None
        for axis in (figure.layout.xaxis, figure.layout.yaxis):
            assert axis.tickfont.size is None or axis.tickfont.size >= 12
            if axis.ticktext:
                low, high = sorted(axis.range)
                room = figure.layout.width if axis is figure.layout.xaxis else figure.layout.height
                assert room / (high - low) >= 24  # a line of text a label, whatever the number


@pytest.mark.parametrize("look", [LIGHT, DARK])
def test_differences_stand_out_from_the_page(look: Look) -> None:
    for colour in (*look.less, *look.more):
        assert contrast(colour, look.page) >= 3
        assert contrast(ink(colour, look), colour) >= 4.5


def test_the_outline_of_a_cell_a_row_a_column_and_of_nothing(frames: Frames, codebook: Codebook) -> None:
    found = overlap.matrix(frames, ALL)
    shown = matrix.draw(found, codebook, catalogue("en"), LIGHT, order="total").figure
    themes, processes = [list(axis) for axis in (found.order("total"), found.columns("total"))]

    def frame(theme: str | None, process: str | None) -> tuple[float, ...] | None:
        outline = matrix.outline(found, codebook, LIGHT, theme, process, "total")
        return outline and tuple(outline[side] for side in ("x0", "x1", "y0", "y1"))

    last = len(processes) - 1
    assert frame(themes[0], processes[last]) == (last - 0.5, last + 0.5, 0.5, 1.5)  # line 0 holds the totals
    assert frame(themes[1], None) == (-0.5, last + 0.5, 1.5, 2.5)
    assert frame(None, processes[0]) == (-0.5, 0.5, 0.5, len(themes) + 0.5)
    assert frame(None, None) is None
    assert frame("no-such-theme", None) is None
    assert not any(shape.type == "rect" for shape in shown.layout.shapes)
