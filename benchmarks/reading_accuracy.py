"""How well the reader finds actionable passages, their themes and their leads, against coded documents.

A set is a folder of YAML files: a document line by line, each line coded `p` (no point) or `a` (actionable) with themes `t`
and, where the text names them, `leads`. Scores are over passages: actionable or not, and pairs of passage and theme.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from convergence.reading import Reading, read
from convergence.reading.paragraph import split_marker

ROOT = Path(__file__).resolve().parents[1]
SETS = ROOT / "benchmarks" / "reading_sets"
SOURCE = ROOT.parent / "shared" / "source" / "cam-2023-05-09.fr.txt"
SOURCE_CODING = ROOT / "data" / "meetings" / "2023-05-09-cam.yaml"
ASKS = {"recommendation", "proposal", "commitment", "decision", "assignment"}


@dataclass(frozen=True, slots=True)
class Coded:
    """One passage as a person coded it and as the reader did."""

    document: str
    text: str
    actionable: bool
    themes: frozenset[str]
    leads: frozenset[str]
    read_actionable: bool
    read_themes: frozenset[str]
    read_leads: frozenset[str]
    confidences: tuple[float, ...]
    words: dict[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(slots=True)
class Score:
    """Counts of what was found rightly, found wrongly and missed."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    def add(self, wanted: frozenset[str] | set[str], found: frozenset[str] | set[str]) -> None:
        self.right += len(wanted & found)
        self.wrong += len(found - wanted)
        self.missed += len(wanted - found)

    @property
    def precision(self) -> float:
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0

    @property
    def f1(self) -> float:
        return 2 * self.right / max(1, 2 * self.right + self.wrong + self.missed)


def scores(passages: list[Coded]) -> dict[str, Score]:
    found = {"actionable": Score(), "themes": Score(), "leads": Score()}
    for one in passages:
        found["actionable"].add({"x"} if one.actionable else set(), {"x"} if one.read_actionable else set())
        found["themes"].add(one.themes, one.read_themes)
        found["leads"].add(one.leads, one.read_leads)
    return found


def of_set(name: str) -> list[Coded]:
    """All passages of the documents of a set (`dev`, `test`, `third`)."""
    return [one for path in sorted((SETS / name).glob("*.yaml")) for one in of_document(path)]


def document_text(document: dict[str, Any]) -> str:
    return "\n".join(next(str(line[k]) for k in KEYS if k in line) for line in document["lines"])


KEYS = ("title", "heading", "speaker", "section", "p", "a")


def of_document(path: Path) -> Iterator[Coded]:
    document = yaml.safe_load(path.read_text(encoding="utf-8"))
    reading = read(document_text(document).encode(), f"{path.stem}.txt")
    found = _by_text(reading)
    for line in document["lines"]:
        text = line.get("p") or line.get("a")
        if text:
            key = split_marker(str(text).strip())[1].strip()
            yield _coded(path.stem, key, "a" in line, line.get("t", ()), line.get("leads", ()), found.pop(key, None))
    for text, passage in found.items():
        yield _coded(path.stem, text, False, (), (), passage)


def of_source(*, only_asks: bool = False) -> list[Coded]:
    """The official document against the coding in the corpus; `only_asks` leaves out progress and good practices."""
    reading = read(SOURCE)
    meeting = yaml.safe_load(SOURCE_CODING.read_text(encoding="utf-8"))
    result = []
    for coded, one in zip(meeting["interventions"], reading.interventions, strict=True):
        for gold, passage in zip(coded["passages"], one.passages, strict=True):
            wanted = [r for r in gold["recommendations"] if not only_asks or r["kind"] in ASKS]
            themes = {t for r in wanted for t in r["themes"]}
            leads = {lead for r in wanted for lead in r["leads"] if r["kind"] == "assignment"}
            label = f"{coded['process']}.{gold['number']}"
            result.append(_coded(label, passage.text, bool(wanted), themes, leads, passage, only_asks=only_asks))
    return result


def _by_text(reading: Reading) -> dict[str, Any]:
    return {p.text: p for one in reading.interventions for p in one.passages}


def _coded(
    document: str, text: str, actionable: bool, themes: Any, leads: Any, passage: Any, *, only_asks: bool = False
) -> Coded:
    proposals = [p for p in passage.proposals if not only_asks or p.kind in ASKS] if passage is not None else []
    return Coded(
        document,
        text,
        actionable,
        frozenset(themes),
        frozenset(leads),
        bool(proposals),
        frozenset(t for p in proposals for t in p.themes),
        frozenset(lead for p in proposals for lead in p.leads if p.kind == "assignment"),
        tuple(p.confidence for p in proposals),
        {t: w for p in proposals for t, w in p.words.items()},
    )
