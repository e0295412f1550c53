"""What things are: the words of the field as frozen values, and who may do what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

LANGUAGES = ("fr", "en", "es", "pt")

Texts = Mapping[str, str]
"""A text in one to four languages, keyed by `LANGUAGES`; in the bundled data always in four."""


class Role(StrEnum):
    """What a person may do. Asked at every write, in the store."""

    READER = "reader"
    DELEGATE = "delegate"
    ANALYST = "analyst"
    ADMINISTRATOR = "administrator"

    @property
    def can_edit_coding(self) -> bool:
        """Kind, themes, position and leads of a recommendation; adding and taking back actions."""
        return self in (Role.ANALYST, Role.ADMINISTRATOR)

    @property
    def can_review(self) -> bool:
        """Marking what a delegation reported as reviewed."""
        return self in (Role.ANALYST, Role.ADMINISTRATOR)

    @property
    def can_link(self) -> bool:
        """Deciding that two recommendations ask the same, build on each other, contradict each other or are different."""
        return self in (Role.ANALYST, Role.ADMINISTRATOR)

    @property
    def can_update_every_action(self) -> bool:
        return self in (Role.ANALYST, Role.ADMINISTRATOR)

    @property
    def can_manage_people(self) -> bool:
        return self is Role.ADMINISTRATOR

    @property
    def can_load(self) -> bool:
        return self in (Role.ANALYST, Role.ADMINISTRATOR)


class LinkKind(StrEnum):
    """What a person decided about two recommendations. A machine's proposal is none of these, and is never stored."""

    SAME_ASK = "same-ask"
    BUILDS_ON = "builds-on"
    CONTRADICTS = "contradicts"
    DIFFERENT = "different"

    @property
    def has_direction(self) -> bool:
        """The one builds on the other; in all other kinds the two are alike."""
        return self is LinkKind.BUILDS_ON


@dataclass(frozen=True, slots=True)
class Actor:
    """Who writes: the name goes into the history; `party` is the delegation a delegate speaks for."""

    name: str
    role: Role
    party: str | None = None

    def can_update(self, action: Action) -> bool:
        """A delegate updates what his delegation leads or supports; an analyst updates everything."""
        if self.role.can_update_every_action:
            return True
        return self.role is Role.DELEGATE and self.party is not None and self.party in action.parties


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who may sign in: the provider vouches for the e-mail, the secretariat for the rest. Whoever is not `active` is nobody.

    `reminders`: whether he wants them by mail; None, in a list that does not say, leaves it as it stands.
    """

    email: str
    name: str
    role: Role
    party: str | None = None
    language: str | None = None
    active: bool = True
    reminders: bool | None = False

    @property
    def actor(self) -> Actor:
        return Actor(self.name, self.role, self.party)


@dataclass(frozen=True, slots=True)
class Evidence:
    """A page (http or https) that shows what was done. `by` is who added it; two are alike where address and title are."""

    url: str
    title: str = ""
    by: str = field(default="", compare=False)

    @property
    def label(self) -> str:
        return self.title or self.url


@dataclass(frozen=True, slots=True)
class Review:
    """Somebody of the secretariat has checked what was reported, and says so, with a note."""

    by: str
    at: datetime
    note: str = ""


@dataclass(frozen=True, slots=True)
class Action:
    """Follow-up of one recommendation; a `joint` one also follows up all that people decided ask the same.

    Flags (overdue, no lead …) are computed, never stored.
    """

    id: str
    recommendation: str
    title: Texts
    lead: str | None
    supporting: tuple[str, ...]
    progress: str
    due: date | None
    evidence: tuple[Evidence, ...] = ()
    note: str = ""
    source: str | None = None
    on_behalf_of: str | None = None
    review: Review | None = None
    joint: bool = False
    revision: int = 1

    @property
    def parties(self) -> tuple[str, ...]:
        return ((self.lead,) if self.lead else ()) + self.supporting


@dataclass(frozen=True, slots=True)
class Recommendation:
    """One actionable point of one passage, readable by itself."""

    id: str
    passage: str
    number: int
    kind: str
    verb: Texts
    text: Texts
    themes: tuple[str, ...]
    processes: tuple[str, ...]
    position: str
    leads: tuple[str, ...] = ()
    origin: str = "person"
    reviewed: bool = True
    revision: int = 1
    actions: tuple[Action, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """A numbered paragraph of an intervention, cited as `crm.5`."""

    id: str
    number: int
    text: Texts
    recommendations: tuple[Recommendation, ...] = ()


@dataclass(frozen=True, slots=True)
class Intervention:
    """What one process said at one meeting."""

    id: str
    process: str
    heading: Texts
    speaker: str
    speaker_role: Texts
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting and everything that was said at it. `id` is date and body: `2023-05-09-cam`."""

    id: str
    date: date
    body: str | None
    title: Texts
    place: Texts | None
    source_title: Texts
    source_language: str
    interventions: tuple[Intervention, ...]


@dataclass(frozen=True, slots=True)
class Event:
    """One change, written in the same transaction as the change itself, and never edited.

    `changes` maps a field to its value before and after. `number` of the last event is the data version.
    """

    number: int
    at: datetime
    actor: str
    role: str
    party: str | None
    on_behalf_of: str | None
    verb: str
    subject: str
    changes: Mapping[str, tuple[Any, Any]] = field(default_factory=dict)
