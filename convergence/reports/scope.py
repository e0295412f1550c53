"""What a report covers: the data, what the filter selects of it, and everything in the words of one language, row by row."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from convergence.analysis import filters, links, overlap
from convergence.analysis.filters import Filter
from convergence.analysis.frames import Frames, Mask
from convergence.analysis.overlap import Matrix
from convergence.analysis.progress import flags_of_each
from convergence.carried import Point
from convergence.codebook import Codebook
from convergence.errors import InvalidInput
from convergence.i18n import Catalogue
from convergence.model import LANGUAGES, Texts
from convergence.reports import about as abouts
from convergence.reports import clean, labels
from convergence.reports.about import About
from convergence.reports.document import Line, Run
from convergence.reports.options import Options

# Choices that are asked of actions; they narrow a report on follow-up to the recommendations behind the chosen actions.
_OF_ACTIONS = {"progress", "flags", "search", "parties"}


def quietly(share: float) -> None:
    """Tells nobody how far a report is."""


@dataclass(frozen=True)
class Scope:
    """Frames, Filter and options in one language. Lists are by position, over all rows; masks tell which are chosen.

    `told` hears how much of a long report is made, 0 to 1.
    """

    frames: Frames
    codebook: Codebook
    chosen: Filter
    t: Catalogue
    options: Options
    told: Callable[[float], None] = quietly

    @cached_property
    def recommendations(self) -> Mask:
        return filters.recommendations(self.frames, self.chosen, self.t.language)

    @cached_property
    def actions(self) -> Mask:
        return filters.actions(self.frames, self.chosen, self.t.language, self.options.today)

    @cached_property
    def behind_actions(self) -> Mask:
        """The recommendations that a report on follow-up rests on."""
        if not _OF_ACTIONS & set(self.chosen.active):
            return self.recommendations
        mask: Mask = np.zeros(len(self.frames.recommendations), dtype=bool)
        mask[self.frames.actions["rec"].to_numpy()[self.actions]] = True
        return mask

    @cached_property
    def counted(self) -> Matrix:
        """The chosen recommendations by theme and process; of chosen themes and processes only those, as on screen."""
        chosen = self.chosen
        return overlap.matrix(self.frames, self.recommendations, chosen.main_only, chosen.themes, chosen.processes)

    def shown(self, follow_up: bool = False) -> Mask:
        """The recommendations that a report rests on. Raises InvalidInput where the filter selects nothing that it could show."""
        mask = self.behind_actions if follow_up else self.recommendations
        if not mask.any() or (follow_up and not self.actions.any()):
            raise InvalidInput("reports.empty_scope")
        return mask

    def about(self, title: str, follow_up: bool = False) -> About:
        """The account of a report. Raises InvalidInput as `shown` does."""
        mask = self.shown(follow_up)
        return self.about_those(title, mask, int(self.actions.sum()) if follow_up else None)

    def about_those(self, title: str, mask: Mask, actions: int | None = None) -> About:
        """The account of a report over some recommendations and a number of actions. Raises InvalidInput for none."""
        if not mask.any():
            raise InvalidInput("reports.empty_scope")
        return abouts.about(
            title,
            self.frames,
            self.codebook,
            self.chosen,
            mask,
            self.t,
            self.options.moment,
            actions,
            self.options.address,
        )

    def name(self, kind: str, code: object) -> str:
        """The label of a code of the codebook: `name("themes", "asylum")`; processes by their acronym."""
        if kind not in self._names:
            acronyms = kind == "processes"
            terms = getattr(self.codebook, kind)
            self._names[kind] = labels.acronyms(self.codebook, self.t) if acronyms else labels.of(terms, self.t)
        return self._names[kind].get(str(code), str(code))

    @cached_property
    def _names(self) -> dict[str, dict[str, str]]:
        return {}

    def text(self, texts: Texts | None) -> str:
        """A text in this language; one that exists in another only is marked as being in it."""
        shown = self.t.text(texts)
        if not texts or not shown or self.t.language in texts:
            return shown
        language = next(language for language in LANGUAGES if language in texts)
        return f"{self.t(f'reports.only_in.{language}')} {shown}"

    @cached_property
    def seen_flags(self) -> list[tuple[str, ...]]:
        """The flags of each action that its row does not tell anyway by an empty lead or date."""
        names = labels.of(self.codebook.flags, self.t)
        told = ("no-lead", "no-due-date")
        each = flags_of_each(self.frames, self.options.today)
        return [tuple(names[flag] for flag in flags if flag not in told) for flags in each]

    @cached_property
    def references(self) -> list[Run]:
        """The citation of each recommendation, leading to its page where the installation has an address."""
        cited = labels.references(self.frames, self.codebook, self.t)
        names = self.frames.recommendations["id"].tolist()
        return [
            Run(text, bold=True, link=labels.link(self.options.address, name, self.t.language))
            for text, name in zip(cited, names, strict=True)
        ]

    @cached_property
    def statements(self) -> list[Line]:
        return self._lines("recommendations", "text")

    @cached_property
    def titles(self) -> list[Line]:
        """The titles of the actions."""
        return self._lines("actions", "title")

    @cached_property
    def passages(self) -> list[Line]:
        return self._lines("passages", "text")

    def _lines(self, table: str, name: str) -> list[Line]:
        """Texts in this language; one that exists in another only is given in it, marked, and told to be in it."""
        languages = labels.written_in(getattr(self.frames, table), name, self.t.language)
        texts = self.frames.words(table, name, self.t.language)
        return [
            (Run(text),)
            if language in ("", self.t.language)
            else (Run(self.t(f"reports.only_in.{language}") + " ", muted=True), Run(text, language=language))
            for text, language in zip(texts, languages, strict=True)
        ]

    @cached_property
    def processes(self) -> list[list[str]]:
        """The acronyms of the processes of each recommendation."""
        names = labels.acronyms(self.codebook, self.t)
        return labels.several(self.frames.processes, "rec", "process", names, len(self.frames.recommendations))

    @cached_property
    def themes(self) -> list[list[str]]:
        names = labels.of(self.codebook.themes, self.t)
        return labels.several(self.frames.themes, "rec", "theme", names, len(self.frames.recommendations))

    @cached_property
    def leads(self) -> list[list[str]]:
        """Whom each recommendation names as leading."""
        names = labels.of(self.codebook.parties, self.t)
        return labels.several(self.frames.leads, "rec", "party", names, len(self.frames.recommendations))

    @cached_property
    def points(self) -> list[Point]:
        """The coding of each recommendation, in codes and in the words of this language."""
        frames, n = self.frames, len(self.frames.recommendations)
        lists = (
            labels.several(table, "rec", code, {}, n)
            for table, code in ((frames.themes, "theme"), (frames.processes, "process"), (frames.leads, "party"))
        )
        table, language = frames.recommendations, self.t.language
        columns = (frames.words("recommendations", "text", language), table["kind"].astype(str))
        verbs = frames.words("recommendations", "verb", language)
        return [
            Point(text, kind, verb, tuple(themes), tuple(processes), tuple(leads))
            for text, kind, verb, themes, processes, leads in zip(*columns, verbs, *lists, strict=True)
        ]

    @cached_property
    def firsts(self) -> list[int]:
        """The first recommendation of each passage, and behind them the number of all; recommendations are sorted by passage."""
        of = self.frames.recommendations["passage"].to_numpy(dtype=np.int64)
        found: list[int] = np.searchsorted(of, np.arange(len(self.frames.passages) + 1)).tolist()
        return found

    @cached_property
    def actions_of(self) -> list[list[int]]:
        """The actions that follow up each recommendation: its own, and joint ones of those that ask the same."""
        found: list[list[int]] = [[] for _ in range(len(self.frames.recommendations))]
        table = links.follows(self.frames)
        for place, position in zip(table["act"].tolist(), table["rec"].tolist(), strict=True):
            found[position].append(place)
        return found

    @cached_property
    def joint(self) -> list[bool]:
        """Of each action, whether it follows up all that ask the same."""
        found: list[bool] = self.frames.actions["joint"].tolist()
        return found

    @cached_property
    def reviewed(self) -> list[bool]:
        found: list[bool] = self.frames.recommendations["reviewed"].tolist()
        return found

    @cached_property
    def kinds(self) -> list[str]:
        return labels.one_each(self.frames.recommendations["kind"], labels.of(self.codebook.kinds, self.t))

    @cached_property
    def positions(self) -> list[str]:
        return labels.one_each(self.frames.recommendations["position"], labels.of(self.codebook.positions, self.t))

    @cached_property
    def dues(self) -> list[str]:
        """The due date of each action as the language writes it; "" for none."""
        days = self.frames.actions["due"]
        written = {day: self.t.date(day, "medium") for day in days.dropna().unique()}
        return [written.get(day, "") for day in days]

    @cached_property
    def notes(self) -> list[str]:
        return [note or "" for note in self.frames.actions["note"]]

    @cached_property
    def evidence(self) -> list[list[Line]]:
        """The links that each action gives as evidence, each as a line: its title, or the address, leading there."""
        return [
            [(Run(link.label, link=link.url if clean.is_web_address(link.url) else ""),) for link in links]
            for links in self.frames.evidence_of_each()
        ]

    @cached_property
    def said(self) -> list[str]:
        """Who says so, of each action; "" where nobody has reported anything."""
        return labels.said(self.frames, self.codebook, self.t)

    @cached_property
    def action_leads(self) -> list[str]:
        return labels.one_each(self.frames.actions["lead"], labels.of(self.codebook.parties, self.t))

    @cached_property
    def action_progress(self) -> list[str]:
        return labels.one_each(self.frames.actions["progress"], labels.of(self.codebook.progress, self.t))
