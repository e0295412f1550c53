"""Reading a delegation slip back: what each row would change, what is disputed, what can't be, before anything is written.

A row's value is compared with what the slip was made from (the revision in the row), not only with what stands now: what the delegation
left alone is no change, whatever others did to it meanwhile; what both changed is disputed, and a person chooses.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Literal, Protocol

import numpy as np

from convergence import evidence
from convergence.analysis.frames import Frames, folded
from convergence.codebook import Codebook
from convergence.errors import ConvergenceError, InvalidInput, NotAllowed, NotFound
from convergence.fields import checked_action
from convergence.i18n import Catalogue, catalogue
from convergence.model import LANGUAGES, Action, Actor, Event, Texts
from convergence.reports import clean
from convergence.reports.slip import EDITABLE, LOCKED, Line, lines, locked, references
from convergence.slip_file import Cell, Returned, Row, day

Status = Literal["unchanged", "changed", "stale", "wrong"]
STATUSES: tuple[Status, ...] = ("changed", "stale", "wrong", "unchanged")


class Since(Protocol):
    """What became of a field since a revision (`convergence.store.reads.Change`)."""

    @property
    def before(self) -> Any: ...
    @property
    def by(self) -> str: ...
    @property
    def at(self) -> datetime: ...
    @property
    def on_behalf_of(self) -> str | None: ...


@dataclass(frozen=True, slots=True)
class Known:
    """What the database knows of a slip: which installation it is; by action, what others changed after the row's revision; the titles
    of actions that were taken back, by recommendation; and when the very same file was taken in before.
    """

    installation: str
    since: Mapping[str, Mapping[str, Since]]
    taken_back: Mapping[str, list[Texts]]
    applied: Event | None = None


@dataclass(frozen=True, slots=True)
class Wrong:
    """A cell that can't be taken as it is, and why."""

    place: str
    column: str
    error: ConvergenceError


@dataclass(frozen=True, slots=True)
class Stale:
    """A field that the slip and somebody else changed, to different values."""

    mine: Any
    theirs: Any
    by: str
    at: datetime
    on_behalf_of: str | None = None


@dataclass(frozen=True, slots=True)
class RowPreview:
    """What a row of the slip means for its action. `changes` are (value now, value in the slip); `typed` is passed over."""

    number: int
    action: str
    title: Texts
    revision: int
    changes: Mapping[str, tuple[Any, Any]]
    stale: Mapping[str, Stale]
    wrong: tuple[Wrong, ...]
    typed: tuple[Wrong, ...]

    @property
    def status(self) -> Status:
        if self.wrong:
            return "wrong"
        return "stale" if self.stale else "changed" if self.changes else "unchanged"


@dataclass(frozen=True, slots=True)
class Proposal:
    """A new action that the slip proposes; `known` where there is, or was, one of that title already."""

    number: int
    recommendation: str
    title: Texts
    fields: Mapping[str, Any]
    known: bool
    wrong: tuple[Wrong, ...]


@dataclass(frozen=True, slots=True)
class Decided:
    """What is to be written to one action, after the revision that was looked at."""

    action: str
    revision: int
    changes: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Preview:
    """Everything that a slip would do. `lacking` are columns that somebody deleted: they change nothing. `applied`: when the very same
    file was taken in before.
    """

    party: str | None
    language: str
    digest: str
    rows: tuple[RowPreview, ...]
    proposals: tuple[Proposal, ...]
    lacking: tuple[str, ...]
    applied: Event | None

    def having(self, status: Status) -> list[RowPreview]:
        return [row for row in self.rows if row.status == status]

    @property
    def to_add(self) -> list[Proposal]:
        return [proposal for proposal in self.proposals if not proposal.known and not proposal.wrong]

    @property
    def wrong(self) -> list[Wrong]:
        of_rows = [cell for row in self.rows for cell in row.wrong]
        return of_rows + [cell for proposal in self.proposals for cell in proposal.wrong]

    def decided(self, of_the_slip: Mapping[tuple[str, str], bool]) -> list[Decided]:
        """What to write: every change of rows without a mistake, and for each disputed field the slip's value where chosen.

        Raises KeyError where nobody has chosen.
        """
        found = []
        for row in self.rows:
            if row.wrong:
                continue
            changes = {name: after for name, (_, after) in row.changes.items()}
            changes |= {name: stale.mine for name, stale in row.stale.items() if of_the_slip[row.action, name]}
            if changes:
                found.append(Decided(row.action, row.revision, changes))
        return found


def saved(changed: int, added: int, t: Catalogue) -> str:
    """What became of a slip that was taken in, in a sentence."""
    counts = {"slip_actions": changed, "slip_added": added}
    told = [t.n(f"history.{name}", n) for name, n in counts.items() if n]
    return t("slip.applied", what=t.list(told)) if told else t("slip.nothing_changes")


def revisions(returned: Returned) -> dict[str, int]:
    """The revision from which each row was made, by action; rows that lack one, or say nonsense, are left out."""
    found = {}
    for row in returned.rows:
        revision = _revision(row.cells["revision"])
        if revision is not None:
            found[row.cells["id"].text] = revision
    return found


def _revision(cell: Cell) -> int | None:
    text = cell.text
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 and int(text) > 0 else None


def compare(
    returned: Returned,
    frames: Frames,
    known: Known,
    actor: Actor,
    codebook: Codebook,
) -> Preview:
    """What a slip would change, row by row.

    Raises InvalidInput for a slip of another installation, NotAllowed for one of another delegation.
    """
    made = returned.origin
    if made.installation != known.installation:
        raise InvalidInput("slip.other_installation")
    t = catalogue(made.language)
    if not actor.role.can_update_every_action and made.party and made.party != actor.party:
        whose = codebook.parties.get(made.party)
        raise NotAllowed("slip.other_delegation", party=t.text(whose.label) if whose else made.party)
    wanted = {row.cells["id"].text for row in returned.rows}
    positions = np.flatnonzero(frames.actions["id"].isin(wanted).to_numpy())
    present = {line.action.id: line for line in lines(frames, codebook, positions, t)}
    seen: dict[str, RowPreview] = {}
    loose: list[RowPreview] = []
    for row in returned.rows:
        preview = _row(row, present, known.since, made.party, actor, codebook, t)
        earlier = seen.get(preview.action)
        if not preview.action or preview.action not in present:
            loose.append(preview)
        elif earlier is None:
            seen[preview.action] = preview
        elif (earlier.changes, earlier.stale) != (preview.changes, preview.stale):
            twice = Wrong(row.cells["id"].place, "reference", InvalidInput("slip.twice", row=earlier.number))
            seen[preview.action] = replace(preview, wrong=(*preview.wrong, twice))
    proposals = _proposals(returned, frames, known.taken_back, codebook, t)
    rows = sorted([*seen.values(), *loose], key=lambda row: row.number)
    return Preview(made.party, made.language, returned.digest, tuple(rows), proposals, returned.lacking, known.applied)


def _row(
    row: Row,
    present: Mapping[str, Line],
    since: Mapping[str, Mapping[str, Since]],
    party: str | None,
    actor: Actor,
    codebook: Codebook,
    t: Catalogue,
) -> RowPreview:
    cells = row.cells
    action_id = cells["id"].text
    line = present.get(action_id)
    place = cells["id"].place
    if line is None:
        error = NotFound("store.no_such_action") if action_id else InvalidInput("slip.no_id")
        first = next((cell for key, cell in cells.items() if not cell.is_blank), cells["id"])
        return RowPreview(row.number, action_id, {}, 0, {}, {}, (Wrong(first.place, "id", error),), ())
    now = line.action
    revision = _revision(cells["revision"])
    if revision is None or revision > now.revision:
        wrong = Wrong(cells["revision"].place, "revision", InvalidInput("slip.bad_revision"))
        return RowPreview(row.number, action_id, now.title, now.revision, {}, {}, (wrong,), ())
    changed = since.get(action_id, {})
    then = _as_it_was(now, changed)
    typed = _typed(row, replace(line, action=then), party, codebook, t)
    changes: dict[str, tuple[Any, Any]] = {}
    stale: dict[str, Stale] = {}
    wrongs: list[Wrong] = []
    for name in EDITABLE:
        if name not in cells:
            continue
        try:
            mine = _filled(name, cells[name], then, codebook, t)
        except ConvergenceError as error:
            wrongs.append(Wrong(cells[name].place, name, error))
            continue
        before, theirs = getattr(then, name), getattr(now, name)
        if mine in (before, theirs):
            continue
        if name == "evidence":
            mine, retitled = evidence.merged(before, theirs, mine)
            if mine == theirs:
                continue
        if before == theirs or (name == "evidence" and not retitled):
            changes[name] = (theirs, mine)
        else:
            last = changed[name]
            stale[name] = Stale(mine, theirs, last.by, last.at, last.on_behalf_of)
    if (changes or stale) and not actor.can_update(now):
        wrongs.append(Wrong(place, "reference", NotAllowed("store.not_your_action")))
    return RowPreview(row.number, action_id, now.title, now.revision, changes, stale, tuple(wrongs), tuple(typed))


def _as_it_was(action: Action, changed: Mapping[str, Since]) -> Action:
    """The action at the revision after which these changes came."""
    before = {name: change.before for name, change in changed.items() if name in Action.__dataclass_fields__}
    return replace(action, **before)


def _typed(row: Row, line: Line, party: str | None, codebook: Codebook, t: Catalogue) -> list[Wrong]:
    """Locked cells that hold something else than the slip was sent with."""
    sent = locked(line, party, codebook, t)
    return [
        Wrong(cell.place, key, _not_to_be_filled(cell, t(f"slip.column.{key}")))
        for key in LOCKED
        if (cell := row.cells.get(key)) is not None and (cell.formula or _loose(cell.text) != _loose(sent[key]))
    ]


def _not_to_be_filled(cell: Cell, column: str) -> InvalidInput:
    if cell.is_blank:
        return InvalidInput("slip.locked_emptied", column=column)
    return InvalidInput("slip.locked", column=column, value=cell.text[:60])


def _loose(text: str) -> str:
    return " ".join(text.split())


def _filled(name: str, cell: Cell, then: Action, codebook: Codebook, t: Catalogue) -> Any:
    """The value that a cell gives, as the store takes it. Raises InvalidInput."""
    if cell.formula:
        raise InvalidInput("slip.formula")
    if name == "due":
        return _due(cell, codebook)
    if name == "progress":
        return _progress(cell, codebook, t)
    text = cell.text
    before = evidence.as_text(then.evidence) if name == "evidence" else then.note
    if _sent(text) == _sent(before):
        return getattr(then, name)
    return checked_action(codebook, {name: text})[name]


def _sent(text: str) -> str:
    """A text as a cell gives it back: no control characters, no spaces around it."""
    return clean.text(text).strip()


def _due(cell: Cell, codebook: Codebook) -> date | None:
    try:
        found = day(cell)
    except ValueError:
        raise InvalidInput("slip.bad_date", value=cell.text[:40]) from None
    due: date | None = checked_action(codebook, {"due": found})["due"]
    return due


def _progress(cell: Cell, codebook: Codebook, t: Catalogue) -> str:
    """The code of a label, in the slip's language or in another one, whatever its case and accents; or the code itself."""
    typed = _loose(folded(cell.text))
    if not typed:
        raise InvalidInput("slip.no_progress")
    for language in (t.language, *LANGUAGES):
        for code, term in codebook.progress.items():
            if typed in (_loose(folded(catalogue(language).text(term.label))), code):
                return code
    raise InvalidInput("slip.bad_progress", value=cell.text[:60])


def _proposals(
    returned: Returned, frames: Frames, taken_back: Mapping[str, list[Texts]], codebook: Codebook, t: Catalogue
) -> tuple[Proposal, ...]:
    if not returned.proposals:
        return ()
    ids = frames.recommendations["id"].to_list()
    names = {_loose(name): code for name, code in zip(references(frames, codebook, t), ids, strict=True)}
    names |= {code: code for code in ids}
    titles = _titles(frames, taken_back)
    found = []
    for row in returned.proposals:
        wrong: list[Wrong] = []
        cells = row.cells
        blank, anywhere = Cell(None, ""), next(iter(cells.values())).place
        cited, title = cells.get("reference", blank), cells.get("title", blank)
        recommendation = names.get(_loose(cited.text), "")
        if not recommendation:
            wrong.append(
                Wrong(cited.place or anywhere, "reference", InvalidInput("slip.no_reference", value=cited.text[:60]))
            )
        fields: dict[str, Any] = {}
        texts = {t.language: title.text}
        for key, cell in {"title": title, "due": cells.get("due", blank), "note": cells.get("note", blank)}.items():
            try:
                if cell.formula:
                    raise InvalidInput("slip.formula")
                value = _due(cell, codebook) if key == "due" else texts if key == "title" else cell.text
                fields[key] = checked_action(codebook, {key: value})[key]
            except ConvergenceError as error:
                wrong.append(Wrong(cell.place or anywhere, key, error))
        known = _loose(folded(title.text)) in titles.get(recommendation, set())
        fields.pop("title", None)
        found.append(Proposal(row.number, recommendation, texts, fields, known, tuple(wrong)))
        titles.setdefault(recommendation, set()).add(_loose(folded(title.text)))
    return tuple(found)


def _titles(frames: Frames, taken_back: Mapping[str, list[Texts]]) -> dict[str, set[str]]:
    """What the actions of each recommendation are called, in every language, for comparing."""
    titles: dict[str, set[str]] = {}
    owners = frames.recommendations["id"].to_numpy()[frames.actions["rec"].to_numpy()]
    for language in LANGUAGES:
        for owner, title in zip(owners, frames.actions[f"title_{language}"], strict=True):
            if isinstance(title, str):
                titles.setdefault(owner, set()).add(_loose(folded(title)))
    for owner, withdrawn in taken_back.items():
        titles.setdefault(owner, set()).update(_loose(folded(text)) for texts in withdrawn for text in texts.values())
    return titles
