"""Events as sentences: who changed what, from what to what, in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from convergence.codebook import Codebook
from convergence.i18n import Catalogue
from convergence.model import Event

VERBS = (
    "meeting-loaded",
    "action-added",
    "action-updated",
    "action-withdrawn",
    "action-restored",
    "coding-updated",
    "slip-applied",
)


def headline(event: Event, codebook: Codebook, t: Catalogue) -> str:
    """Who did what, without its details: "Ana Ruiz (Chile) updated an action"."""
    who = event.actor
    if event.party:
        who = t("history.for_party", who=who, party=party(event.party, codebook, t))
    text = t(f"history.{event.verb}", who=who)
    if event.on_behalf_of:
        text = t("history.on_behalf", sentence=text, party=party(event.on_behalf_of, codebook, t))
    return text


def details(event: Event, codebook: Codebook, t: Catalogue) -> list[str]:
    """One line a field: its name, the value before and the value after."""
    if event.verb == "meeting-loaded":
        return [t(f"history.loaded_{name}", n=t.number(after)) for name, (_, after) in event.changes.items()]
    if event.verb == "slip-applied":
        return [t.n(f"history.slip_{name}", after) for name, (_, after) in event.changes.items() if after]
    if event.verb in ("action-withdrawn", "action-restored"):
        return []
    return [
        t(
            "history.change",
            field=t(f"fields.{name}"),
            before=value(name, before, codebook, t),
            after=value(name, after, codebook, t),
        )
        for name, (before, after) in event.changes.items()
    ]


def party(code: str | None, codebook: Codebook, t: Catalogue) -> str:
    """A country or body by its name; one that the codebook does not know by its code."""
    if not code:
        return t("history.nobody")
    known = codebook.parties.get(code)
    return t.text(known.label) if known else code


def value(name: str, content: Any, codebook: Codebook, t: Catalogue) -> str:
    """The value of a field as a reader would write it."""
    if content is None or content == "" or content == []:
        return t("history.blank")
    if name == "due":
        return t.date(content if isinstance(content, date) else date.fromisoformat(str(content)))
    if name == "title":
        return t.text(content)
    if name == "lead":
        return party(content, codebook, t)
    if name in ("supporting", "leads"):
        return t.list(party(code, codebook, t) for code in content)
    vocabularies: dict[str, Mapping[str, Any]] = {
        "progress": codebook.progress,
        "kind": codebook.kinds,
        "position": codebook.positions,
        "themes": codebook.themes,
    }
    if name == "processes":
        return t.list(
            t.text(codebook.processes[code].short) if code in codebook.processes else code for code in content
        )
    if name in vocabularies:
        codes = content if isinstance(content, (list, tuple)) else [content]
        known = vocabularies[name]
        return t.list(t.text(known[code].label) if code in known else str(code) for code in codes)
    return str(content)
