"""Events as sentences: who changed what, from what to what, in the reader's language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from convergence import evidence
from convergence.codebook import Codebook
from convergence.i18n import LANGUAGE_NAMES, Catalogue
from convergence.model import LANGUAGES, Event

LINKS = ("recommendations-linked", "recommendations-unlinked")
VERBS = (
    "meeting-loaded",
    "action-added",
    "action-updated",
    "action-reviewed",
    "action-withdrawn",
    "action-restored",
    "coding-updated",
    "recommendations-linked",
    "recommendations-unlinked",
    "text-translated",
    "term-added",
    "term-named",
    "import-started",
    "import-corrected",
    "import-decided",
    "import-committed",
    "import-undone",
    "import-set-aside",
    "import-taken-up",
    "slip-applied",
    "actions-changed",
    "actions-change-undone",
    "person-added",
    "person-changed",
    "token-made",
    "token-revoked",
)

# Where a text stands in its passage, which proposal took another in, who said so before many actions were changed:
# for the application, not for readers.
UNTOLD = frozenset({"span", "merged_into", "said"})

# Values that need no quotation marks in a sentence.
_BARE = frozenset({"due", "date", "lead", "party", "body", "evidence", "active", "reminders", "sort"})


def headline(event: Event, codebook: Codebook, t: Catalogue) -> str:
    """Who did what, without its details: "Ana Ruiz (Chile) updated an action"."""
    who = event.actor
    if event.party:
        who = t("history.for_party", who=who, party=party(event.party, codebook, t))
    text = t(f"history.{event.verb}", who=who)
    if event.on_behalf_of:
        text = t("history.on_behalf", sentence=text, party=party(event.on_behalf_of, codebook, t))
    return text


def author(who: str, on_behalf_of: str | None, codebook: Codebook, t: Catalogue) -> str:
    """Who entered a value, and on whose behalf: "Ana Ruiz (on behalf of Chile)"."""
    return t("history.author_for", who=who, party=party(on_behalf_of, codebook, t)) if on_behalf_of else who


def details(event: Event, codebook: Codebook, t: Catalogue) -> list[str]:
    """Readable sentences, field by field."""
    if event.verb == "meeting-loaded":
        return [t(f"history.loaded_{name}", n=t.number(after)) for name, (_, after) in event.changes.items()]
    if event.verb in ("actions-changed", "actions-change-undone"):
        return [t.n("history.slip_actions", event.changes["actions"][1])]
    if event.verb == "slip-applied":
        return [t.n(f"history.slip_{name}", after) for name, (_, after) in event.changes.items() if after]
    if event.verb in ("import-started", "import-committed"):
        return [
            t(f"history.{name}", n=after if name == "meeting" else t.number(after))
            for name, (_, after) in event.changes.items()
        ]
    if event.verb == "import-undone":
        return [t("history.meeting", n=before) for name, (before, _) in event.changes.items() if name == "meeting"]
    if event.verb in ("action-withdrawn", "action-restored", "import-set-aside", "import-taken-up"):
        return []
    if event.verb == "action-reviewed":
        _, note = event.changes.get("review_note", (None, ""))
        return [t("history.review_note", note=quoted(note, t))] if note else []
    if event.verb in LINKS:
        kind, linked = (after or before for before, after in (event.changes["link"], event.changes["linked"]))
        one, other = (reference(name, codebook, t) for name in (event.subject, str(linked)))
        return [t("history.link", kind=t(f"links.{kind}"), one=one, other=other)]
    return [
        line
        for name, (before, after) in event.changes.items()
        if name not in UNTOLD
        for line in sentences(_field(event.verb, name), name, before, after, codebook, t)
    ]


_RECOMMENDATION = re.compile(r"(\d{4}-\d{2}-\d{2})\S*/([a-z0-9-]+)\.(\d+)\.(\d+)")


def reference(recommendation: str, codebook: Codebook, t: Catalogue) -> str:
    """How a reader knows a recommendation by its id: "RCM 5, point 2 (9 May 2023)"."""
    found = _RECOMMENDATION.fullmatch(recommendation)
    if not found:
        return recommendation
    day, heading, passage, number = found.groups()
    known = codebook.processes.get(heading)
    cited = t("parts.cited", process=t.text(known.short) if known else heading, n=t.number(int(passage)))
    return t(
        "history.recommendation",
        cited=t("recommendation.heading", cited=cited, n=t.number(int(number))),
        date=t.date(date.fromisoformat(day)),
    )


def sentences(label: str, name: str, before: Any, after: Any, codebook: Codebook, t: Catalogue) -> list[str]:
    """What became of a field, in one sentence, or in one for each language of a text and for what came to a list and what left it."""
    field = t(f"fields.{label}")
    if name == "evidence":
        before, after = evidence.read(before), evidence.read(after)
    if isinstance(before, dict) or isinstance(after, dict):
        earlier, later = before or {}, after or {}
        languages = [language for language in LANGUAGES if earlier.get(language) != later.get(language)]
        return [
            _sentence(
                t("history.in_language", field=field, language=LANGUAGE_NAMES[language]),
                quoted(earlier.get(language) or "", t),
                quoted(later.get(language) or "", t),
                t,
            )
            for language in languages
        ]
    if isinstance(before, (list, tuple)) and isinstance(after, (list, tuple)):
        came = [code for code in after if code not in before]
        left = [code for code in before if code not in after]
        if came or left:
            return [
                t(f"history.{key}", field=field, values=value(name, codes, codebook, t))
                for key, codes in (("came", came), ("left", left))
                if codes
            ]
    told = ["" if side in (None, "", [], ()) else value(name, side, codebook, t) for side in (before, after)]
    was, now = told if name in _BARE else [quoted(text, t) for text in told]
    return [_sentence(field, was, now, t)]


def _sentence(field: str, before: str, after: str, t: Catalogue) -> str:
    key = "became" if before and after else "set" if after else "cleared"
    return t(f"history.{key}", field=field, before=before, after=after)


def quoted(text: str, t: Catalogue) -> str:
    """Words as somebody else's, with the marks of the language; nothing stays nothing."""
    return t("history.quoted", text=text) if text else ""


def _field(verb: str, name: str) -> str:
    return "meeting" if verb == "import-corrected" and name == "title" else name


def party(code: str | None, codebook: Codebook, t: Catalogue) -> str:
    """A country or body by its name; one that the codebook does not know by its code."""
    if not code:
        return t("history.nobody")
    known = codebook.parties.get(code)
    return t.text(known.label) if known else code


def value(name: str, content: Any, codebook: Codebook, t: Catalogue) -> str:
    """The value of a field as a reader would write it."""
    if content is None or content == "" or content == [] or content == ():
        return t("history.blank")
    if name == "evidence":
        return t.list(evidence.one_line(link) for link in evidence.read(content))
    if name in ("due", "date"):
        return t.date(content if isinstance(content, date) else date.fromisoformat(str(content)))
    if isinstance(content, dict):
        return t.text(content)
    if name == "role":
        return t.text(codebook.roles[content].label) if content in codebook.roles else str(content)
    if isinstance(content, bool):
        return t("history.yes" if content else "history.no")
    if name == "sort":
        return t(f"codebook.sort_{content}")
    if name == "state":
        return t(f"review.state_{content}")
    if name == "body" and content in codebook.processes:
        return t.text(codebook.processes[content].name)
    if name in ("lead", "body", "party"):
        return party(content, codebook, t)
    if name in ("supporting", "leads"):
        return t.list(party(code, codebook, t) for code in content)
    vocabularies: dict[str, Mapping[str, Any]] = {
        "progress": codebook.progress,
        "source": codebook.sources,
        "kind": codebook.kinds,
        "position": codebook.positions,
        "themes": codebook.themes,
    }
    if name in ("process", "processes"):
        spoken = [content] if isinstance(content, str) else content
        return t.list(t.text(codebook.processes[code].short) if code in codebook.processes else code for code in spoken)
    if name in vocabularies:
        codes = content if isinstance(content, (list, tuple)) else [content]
        known = vocabularies[name]
        return t.list(t.text(known[code].label) if code in known else str(code) for code in codes)
    return str(content)
