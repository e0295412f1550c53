"""What readers see in place of codes: labels, citations and links, row by row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol
from urllib.parse import quote

import numpy as np
import pandas as pd

from convergence.analysis.frames import Frames
from convergence.codebook import Codebook
from convergence.i18n import Catalogue
from convergence.model import LANGUAGES, Action, Review, Texts

JOIN = "; "


class Labelled(Protocol):
    @property
    def label(self) -> Texts: ...


def of(terms: Mapping[str, Labelled], t: Catalogue) -> dict[str, str]:
    """Labels by code, in the catalogue's language."""
    return {code: t.text(term.label) for code, term in terms.items()}


def acronyms(codebook: Codebook, t: Catalogue) -> dict[str, str]:
    """Acronym of each process, or its short name where it has none."""
    return {code: t.text(process.short) for code, process in codebook.processes.items()}


def one_each(codes: pd.Series[str], names: Mapping[str, str]) -> list[str]:
    """The label of each code; a blank stays "", and a code that the codebook does not know stands for itself."""
    known = [names.get(str(code), str(code)) for code in codes.cat.categories]
    return [known[position] if position >= 0 else "" for position in codes.cat.codes]


def several(table: pd.DataFrame, owner: str, code: str, names: Mapping[str, str], n: int) -> list[list[str]]:
    """The labels of each of `n` records, in their rank; `table` is sorted by owner and rank, as Frames keeps it."""
    found: list[list[str]] = [[] for _ in range(n)]
    for position, label in zip(table[owner].tolist(), one_each(table[code], names), strict=True):
        found[position].append(label)
    return found


def joined(lists: Sequence[Sequence[str]]) -> list[str]:
    return [JOIN.join(labels) for labels in lists]


def written_in(table: pd.DataFrame, name: str, language: str) -> list[str]:
    """The language in which each row's text is given: the one asked for, else the first that it exists in, else ""."""
    found = np.full(len(table), "", dtype=object)
    for candidate in reversed([language, *(other for other in LANGUAGES if other != language)]):
        found[table[f"{name}_{candidate}"].notna().to_numpy()] = candidate
    return list(found)


def marked(frames: Frames, table: str, name: str, t: Catalogue) -> list[str]:
    """A text column in the catalogue's language; a text that exists in another one only says so in front of it."""
    texts = list(frames.words(table, name, t.language))
    languages = written_in(getattr(frames, table), name, t.language)
    return [
        text if language in ("", t.language) else f"{t(f'reports.only_in.{language}')} {text}"
        for text, language in zip(texts, languages, strict=True)
    ]


def cited(frames: Frames, passage: int, codebook: Codebook, t: Catalogue) -> str:
    """How one passage is cited on a page: "RCM 5"."""
    process, number = frames.values("passages", "process")[passage], frames.values("passages", "number")[passage]
    known = codebook.processes.get(process)
    return t("parts.cited", process=t.text(known.short) if known else process, n=t.number(number))


def dated(frames: Frames, passage: int, citation: str, t: Catalogue) -> str:
    """What is cited, with the day of its meeting where there are several: "RCM 5 (9 May 2023)"."""
    place = frames.place("meetings", frames.values("passages", "meeting")[passage])
    if len(frames.meetings) < 2 or place is None:
        return citation
    return t("history.recommendation", cited=citation, date=t.date(frames.meetings["date"].iloc[place].date()))


def worded(frames: Frames, table: str, name: str, position: int, t: Catalogue) -> str:
    """A text of one record in the catalogue's language, or in the first one that it exists in."""
    for language in (t.language, *LANGUAGES):
        text = frames.values(table, f"{name}_{language}")[position]
        if isinstance(text, str):
            return text
    return ""


def citations(frames: Frames, codebook: Codebook, t: Catalogue) -> list[str]:
    """How each passage is cited: the acronym of the process that spoke, and its number ("RCM 5" for `crm.5`)."""
    spoken = one_each(frames.passages["process"], acronyms(codebook, t))
    return [
        f"{acronym}\u00a0{number}" for acronym, number in zip(spoken, frames.passages["number"].tolist(), strict=True)
    ]


def references(frames: Frames, codebook: Codebook, t: Catalogue) -> list[str]:
    """How each recommendation is cited: its passage and its number in it ("RCM 5.2")."""
    cited = citations(frames, codebook, t)
    table = frames.recommendations
    return [
        f"{cited[passage]}.{number}"
        for passage, number in zip(table["passage"].tolist(), table["number"].tolist(), strict=True)
    ]


def link(address: str | None, recommendation: str, language: str) -> str:
    """The permanent address of a recommendation's page; "" where the installation has no address."""
    name = quote(recommendation, safe="/")
    return f"{address.rstrip('/')}/recommendation?id={name}&lang={language}" if address else ""


def said(frames: Frames, codebook: Codebook, t: Catalogue) -> list[str]:
    """Who says how far each action is, as `said_of` tells it."""
    sources, parties = of(codebook.sources, t), of(codebook.parties, t)
    names = ("source", "on_behalf_of", "reviewed_by", "reviewed_at", "review_note")
    return [
        _said(source, party, Review(who, at, note) if isinstance(who, str) else None, sources, parties, t)
        for source, party, who, at, note in zip(*(frames.actions[name] for name in names), strict=True)
    ]


def said_of(action: Action, codebook: Codebook, t: Catalogue) -> str:
    """Who says how far an action is: its delegation, the secretariat on whose behalf, or who reviewed it when and with which note."""
    sources, parties = of(codebook.sources, t), of(codebook.parties, t)
    return _said(action.source, action.on_behalf_of, action.review, sources, parties, t)


def _said(
    source: str | None,
    party: str | None,
    review: Review | None,
    sources: Mapping[str, str],
    parties: Mapping[str, str],
    t: Catalogue,
) -> str:
    if not isinstance(source, str):
        return ""
    behalf = t("reports.on_behalf", party=parties.get(party, party)) if isinstance(party, str) else ""
    if source == "reviewed" and review:
        reviewed = t("reports.reviewed_by", who=review.by, date=t.date(review.at, "medium"))
        told = t("reports.pair", label=reviewed, value=review.note) if review.note else reviewed
        return " · ".join([behalf, told]) if behalf else told
    return behalf if behalf and source == "secretariat-on-behalf" else sources.get(source, source)
