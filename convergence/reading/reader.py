"""The whole way of a document: bytes, paragraphs, outline, coded passages."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from itertools import count
from pathlib import Path, PurePath

from convergence.codebook import Codebook, bundled
from convergence.errors import InvalidInput
from convergence.reading import formats, language, naming, progress
from convergence.reading.coding import coded
from convergence.reading.outline import Outline, outline
from convergence.reading.paragraph import Paragraph
from convergence.reading.progress import Told, untold
from convergence.reading.result import InterventionRead, PassageRead, Problem, Reading


def read(source: Path | bytes, name: str | None = None, book: Codebook | None = None, told: Told = untold) -> Reading:
    """Reads a document; `name` is the name of the file, by default that of the path.

    `book` is the codebook with what was added to it: its processes and parties are recognised by their names, and a file that
    carries its coding may use its codes. `told` hears how far the reading is.

    Raises `InvalidInput` with one of the keys of `formats.paragraphs`, or `reading.unknown_language`.
    """
    title = name if name is not None else (source.name if isinstance(source, Path) else "")
    data = formats.load(source)
    paragraphs = formats.paragraphs(data, title, told)
    spoken = language.of_paragraphs([p.text for p in paragraphs])
    if spoken is None:
        raise InvalidInput("reading.unknown_language")
    book = book or bundled()
    with naming.of(book):
        found = outline(paragraphs, spoken)
        looked = _counter(found.interventions, told)
        carried = formats.carried(data, book)
        interventions = tuple(coded(one, found.shape, carried, looked) for one in found.interventions)
    found = Outline(found.shape, found.meeting, interventions)
    return Reading(
        name=PurePath(title).name,
        sha256=hashlib.sha256(data).hexdigest(),
        language=spoken,
        shape=found.shape,
        meeting=found.meeting,
        interventions=interventions,
        problems=tuple(_problems(found, paragraphs)),
    )


def _counter(parts: Sequence[InterventionRead], told: Told) -> Callable[[PassageRead], None]:
    """What is to hear of each passage that has been looked at."""
    passages = [passage for part in parts for passage in part.passages]
    pages = max((passage.page for passage in passages if passage.page), default=None)
    number = count(1)

    def looked(passage: PassageRead) -> None:
        progress.coded(told, next(number), len(passages), passage.page, pages)

    return looked


def _problems(found: Outline, paragraphs: Sequence[Paragraph]) -> list[Problem]:
    """What a person should look at before he trusts the reading."""
    problems = []
    if not any(p.proposals for one in found.interventions for p in one.passages):
        problems.append(Problem("reading.no_recommendation"))
    if found.meeting.date is None:
        problems.append(Problem("reading.no_date"))
    if found.meeting.title is None:
        problems.append(Problem("reading.no_title"))
    problems += [
        Problem("reading.no_process", {"heading": one.heading})
        if one.heading
        else Problem("reading.no_process_untitled")
        for one in found.interventions
        if one.process is None
    ]
    pages = {p.page for p in paragraphs if p.page}
    missing = [n for n in range(1, max(pages, default=0)) if n not in pages]
    if missing:
        problems.append(Problem("reading.pages_without_text", {"pages": ", ".join(map(str, missing))}))
    return problems
