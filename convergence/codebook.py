"""The codebook: themes, processes, parties and vocabularies from `data/codebook/`, resolved into values.

Labels and definitions are in four languages; codes never change. The shapes are in `data/README.md`, the rules that hold
between the files in `convergence.check`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from convergence.i18n import catalogue, missing_languages
from convergence.model import LANGUAGES, Texts

DATA_DIR = Path(__file__).parent.parent / "data"

NESTING_LIMIT = 50

FILES = ("themes", "crosswalk", "processes", "parties", "vocabulary")


@dataclass(frozen=True, slots=True)
class Term:
    """A coded word with its label and, for most, a definition. `final` and `icon` belong to progress and flags."""

    code: str
    label: Texts
    definition: Texts | None = None
    final: bool = False
    icon: str = ""


@dataclass(frozen=True, slots=True)
class Theme:
    code: str
    group: str
    label: Texts
    definition: Texts
    gcm_objectives: tuple[int, ...]
    gcm_principles: tuple[str, ...]
    la_packages: tuple[str, ...]
    la_pillars: tuple[str, ...]
    other_frameworks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Process:
    code: str
    short: Texts
    name: Texts
    description: Texts


@dataclass(frozen=True, slots=True)
class Party:
    """A country (`code` is ISO 3166-1 alpha-3) or a body (`code` is hyphenated)."""

    code: str
    kind: str
    label: Texts


@dataclass(frozen=True, slots=True)
class Added:
    """A process, country or body that an analyst added to the bundled ones, in the languages that he could give.

    `sort` is process, country or body; `short` is the acronym, of a process only.
    """

    code: str
    sort: str
    name: Texts
    short: Texts
    revision: int = 1

    @property
    def to_translate(self) -> tuple[str, ...]:
        """The languages in which it has no name yet."""
        return tuple(missing_languages(self.name))


@dataclass(frozen=True, slots=True)
class Package:
    """An action package of the Los Angeles Declaration and the pillar that it stands under."""

    code: str
    pillar: str
    label: Texts


@dataclass(frozen=True)
class Codebook:
    """Every code in its canonical order; the order of a mapping is the order in which readers see it."""

    groups: Mapping[str, Term]
    themes: Mapping[str, Theme]
    processes: Mapping[str, Process]
    parties: Mapping[str, Party]
    kinds: Mapping[str, Term]
    positions: Mapping[str, Term]
    progress: Mapping[str, Term]
    sources: Mapping[str, Term]
    flags: Mapping[str, Term]
    roles: Mapping[str, Term]
    gcm_objectives: Mapping[int, Texts]
    gcm_principles: Mapping[str, Term]
    la_pillars: Mapping[str, Term]
    la_packages: Mapping[str, Package]
    other_frameworks: Mapping[str, Term]

    @property
    def countries(self) -> list[str]:
        return [party.code for party in self.parties.values() if party.kind == "country"]

    def themes_by_group(self) -> dict[str, list[str]]:
        return {group: [theme.code for theme in self.themes.values() if theme.group == group] for group in self.groups}


class _Loader(yaml.CSafeLoader):
    """Keeps a date that no calendar has as text, so that the shapes can say in which record it stands."""

    def construct_yaml_timestamp(self, node: yaml.ScalarNode) -> Any:
        try:
            return super().construct_yaml_timestamp(node)
        except ValueError:
            return node.value


_Loader.add_constructor("tag:yaml.org,2002:timestamp", _Loader.construct_yaml_timestamp)


def read_yaml(path: Path) -> Any:
    """The document in a YAML file. Raises yaml.YAMLError, ValueError or OSError."""
    text = path.read_text(encoding="utf-8")
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > NESTING_LIMIT:  # the loader would end the process, not raise
            raise yaml.MarkedYAMLError(problem_mark=event.start_mark)  # type: ignore[arg-type]
    return yaml.load(text, Loader=_Loader)


def _tuples(entry: Mapping[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in entry.items()}


def _terms(entries: list[dict[str, Any]]) -> dict[str, Term]:
    return {entry["code"]: Term(**entry) for entry in entries}


def load(folder: Path = DATA_DIR / "codebook") -> Codebook:
    """The codebook in a folder.

    The files are taken to be right: `convergence.check.codebook_problems` tells what is wrong with them.
    """
    raw = {name: read_yaml(folder / f"{name}.yaml") for name in FILES}
    vocabulary = raw["vocabulary"]
    crosswalk = raw["crosswalk"]
    return Codebook(
        groups=_terms(raw["themes"]["groups"]),
        themes={entry["code"]: Theme(**_tuples(entry)) for entry in raw["themes"]["themes"]},
        processes={entry["code"]: Process(**entry) for entry in raw["processes"]["processes"]},
        parties={entry["code"]: Party(**entry) for entry in raw["parties"]["parties"]},
        **{name: _terms(vocabulary[name]) for name in vocabulary},
        gcm_objectives={entry["number"]: entry["label"] for entry in crosswalk["gcm_objectives"]},
        gcm_principles=_terms(crosswalk["gcm_principles"]),
        la_pillars=_terms(crosswalk["la_pillars"]),
        la_packages={entry["code"]: Package(**entry) for entry in crosswalk["la_packages"]},
        other_frameworks=_terms(crosswalk["other_frameworks"]),
    )


@lru_cache(maxsize=1)
def bundled() -> Codebook:
    """The codebook that comes with the application, read once."""
    return load()


def extended(book: Codebook, added: Iterable[Added]) -> Codebook:
    """The codebook with what was added to it, after what it had; a name that waits for its translation says so."""
    processes, parties = dict(book.processes), dict(book.parties)
    for term in added:
        name = _everywhere(term.name)
        if term.sort == "process":
            short = {language: term.short.get(language) or _first(term.short) for language in LANGUAGES}
            processes[term.code] = Process(term.code, short, name, name)
        else:
            parties[term.code] = Party(term.code, term.sort, name)
    return replace(book, processes=processes, parties=parties)


def _everywhere(texts: Texts) -> Texts:
    given = _first(texts)
    return {
        language: texts.get(language) or catalogue(language)("codebook.to_translate", text=given)
        for language in LANGUAGES
    }


def _first(texts: Texts) -> str:
    return next((texts[language] for language in LANGUAGES if texts.get(language)), "")
