"""The tables that analysis works on: everything of one data version, in pandas."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt
import pandas as pd

from convergence.model import LANGUAGES, Evidence

Mask = npt.NDArray[np.bool_]
Positions = npt.NDArray[np.int64]
Kept = TypeVar("Kept")


def _no_links() -> pd.DataFrame:
    return pd.DataFrame({"one": np.empty(0, np.int64), "other": np.empty(0, np.int64), "kind": np.empty(0, object)})


def _no_evidence() -> pd.DataFrame:
    return pd.DataFrame(
        {"act": np.empty(0, np.int64), "rank": np.empty(0, np.int16)}
        | {name: np.empty(0, object) for name in ("url", "title", "by")}
    )


@dataclass(frozen=True, eq=False)
class Frames:
    """All recommendations and actions of one data version. Rows are addressed by position, 0 … n-1; codes are categories.

    Categories of `theme`, `process`, `kind`, `position`, `progress`, `party` are those of the codebook, in its order, then whatever else
    the database holds.

    - `meetings`: id, date, body, title_fr … title_pt.
    - `passages`: id, meeting, process, number, text_fr … text_pt (None where a language is missing).
    - `recommendations`: id, passage (position in `passages`), meeting, number, kind, position, origin, reviewed, revision,
      text_fr … text_pt, verb_fr … verb_pt.
    - `themes`: rec (position in `recommendations`), theme, rank (1 = main theme).
    - `processes`: rec, process, rank.
    - `leads`: rec, party, rank.
    - `actions`: id, rec, number, title_fr … title_pt, lead, progress, due (datetime64, NaT = none), note, source, joint,
      on_behalf_of, reviewed_by, reviewed_at (UTC), review_note, updated_at (UTC, NaT = never since it was loaded), revision.
    - `supporting`: act (position in `actions`), party, rank.
    - `evidence`: act, rank, url, title ("" = none), by (who added it, "" = not known).
    - `links`: one, other (positions in `recommendations`), kind: what people decided about pairs, see `convergence.model.LinkKind`.
    """

    version: int
    meetings: pd.DataFrame
    passages: pd.DataFrame
    recommendations: pd.DataFrame
    themes: pd.DataFrame
    processes: pd.DataFrame
    leads: pd.DataFrame
    actions: pd.DataFrame
    supporting: pd.DataFrame
    evidence: pd.DataFrame = field(default_factory=_no_evidence)
    links: pd.DataFrame = field(default_factory=_no_links)
    _cache: dict[tuple[str, str], Any] = field(default_factory=dict, repr=False)

    @property
    def latest(self) -> pd.Timestamp | None:
        """The date of the latest meeting, which is the date of the data."""
        return None if self.meetings.empty else self.meetings["date"].max()

    def evidence_of_each(self) -> list[tuple[Evidence, ...]]:
        """The links of each action, in the order of the rows of `actions`."""

        def each() -> list[tuple[Evidence, ...]]:
            found: list[tuple[Evidence, ...]] = [()] * len(self.actions)
            for act, url, title, by in zip(
                *(self.evidence[name] for name in ("act", "url", "title", "by")), strict=True
            ):
                found[act] += (Evidence(url, title, by),)
            return found

        return self.kept(("evidence", ""), each)

    def words(self, table: str, name: str, language: str) -> pd.Series[str]:
        """A text column in a language; where it does not exist in that language, in the first one that it exists in."""
        return self.kept((f"{table}.{name}", language), lambda: _first_text(getattr(self, table), name, language))

    def searchable(self, table: str, name: str, language: str) -> pd.Series[str]:
        """The same without accents and case, for searching."""
        return self.kept(
            (f"{table}.{name}~", language), lambda: self.words(table, name, language).map(folded).astype(object)
        )

    def values(self, table: str, name: str) -> npt.NDArray[np.object_]:
        """A column as Python values, for looking at single rows: one of them costs a table much more."""
        return self.kept((f"{table}.{name}", "values"), lambda: getattr(self, table)[name].astype(object).to_numpy())

    def place(self, table: str, record_id: str) -> int | None:
        """The position of a record in its table by its id; None where there is none."""
        places = self.kept(
            (f"{table}.id", "places"), lambda: dict(zip(getattr(self, table)["id"], count(), strict=False))
        )
        return places.get(record_id)

    def kept(self, key: tuple[str, str], make: Callable[[], Kept]) -> Kept:
        """What follows from all of the tables and no choice, made once for this data version."""
        if key not in self._cache:
            self._cache[key] = make()
        found: Kept = self._cache[key]
        return found


# What keyboards lack and Unicode does not take apart: ligatures of French, the apostrophe of print.
_TYPED = str.maketrans({"œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae", "’": "'", "ʼ": "'"})


def folded(text: str) -> str:
    """Text without accents and case, for comparing what people type with what is written."""
    decomposed = unicodedata.normalize("NFKD", text.translate(_TYPED))
    return "".join(character for character in decomposed if not unicodedata.combining(character)).casefold()


def _first_text(table: pd.DataFrame, name: str, language: str) -> pd.Series[str]:
    texts = table[f"{name}_{language}"]
    for other in LANGUAGES:
        if not texts.isna().any():
            break
        texts = texts.fillna(table[f"{name}_{other}"])
    return texts.fillna("")
