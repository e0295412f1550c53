"""The bundled meeting and a second one at which further processes say what those of the first one said."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from convergence import codebook as codebooks
from convergence import corpus
from convergence.analysis.frames import Frames
from convergence.codebook import Codebook
from convergence.model import Intervention, Meeting, Passage, Recommendation
from convergence.store import terms
from convergence.store.engine import open_store, reading, writing
from convergence.store.frames import frames as read_frames
from convergence.store.loading import SYSTEM, load_bundled, load_meeting

SECOND = "2024-06-01-test"


def frames_of(how_many: int, folder: Path) -> tuple[Frames, Codebook]:
    """Six processes and `how_many` further ones, which are called P-1, P-2 …"""
    engine = open_store(f"sqlite:///{folder / 'crowded.sqlite'}")
    bundled = codebooks.bundled()
    load_bundled(engine, bundled)
    with writing(engine) as connection:
        for number in range(1, how_many + 1):
            name, short = {"en": f"Test process {number}"}, {"en": f"P-{number}"}
            terms.add_term(connection, bundled, SYSTEM, "process", f"test-{number}", name, short)
        load_meeting(connection, SYSTEM, _second(corpus.read_meeting(corpus.meeting_files()[0]), how_many))
    with reading(engine) as connection:
        book = terms.codebook(connection, bundled)
        found = read_frames(connection, book)
    engine.dispose()
    return found, book


def _second(first: Meeting, how_many: int) -> Meeting:
    spoke = first.interventions
    said = tuple(_said_by(f"test-{n + 1}", spoke[n % len(spoke)]) for n in range(how_many))
    return replace(first, id=SECOND, date=date(2024, 6, 1), interventions=said)


def _said_by(process: str, model: Intervention) -> Intervention:
    passages = tuple(_passage(process, model.process, passage) for passage in model.passages)
    return replace(model, id=f"{SECOND}/{process}", process=process, passages=passages)


def _passage(process: str, former: str, model: Passage) -> Passage:
    name = f"{SECOND}/{process}.{model.number}"
    points = tuple(_point(process, former, name, point) for point in model.recommendations)
    return replace(model, id=name, recommendations=points)


def _point(process: str, former: str, passage: str, model: Recommendation) -> Recommendation:
    processes = tuple(process if code == former else code for code in model.processes)
    name = f"{passage}.{model.number}"
    return replace(model, id=name, passage=passage, processes=processes, actions=())
