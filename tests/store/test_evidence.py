"""Links to evidence in the store: kept from older versions, merged between two who write, told in the history."""

from __future__ import annotations

from typing import Any

import pytest
import sqlalchemy as sa
from alembic import command

from convergence import history
from convergence.codebook import Codebook
from convergence.errors import NotAllowed
from convergence.i18n import catalogue
from convergence.model import Actor, Evidence, Role
from convergence.store import chain, reads, writes
from convergence.store import engine as engines
from convergence.store import tables as t
from convergence.store.engine import connect, reading, upgrade, writing
from convergence.store.writes import Conflict
from tests.conftest import ANALYST, DELEGATE
from tests.store.content import BORDER_PLAN, action, events

PLAN, LAW = Evidence("https://example.org/plan", "Plan"), Evidence("https://example.org/law")


def update(engine: sa.Engine, codebook: Codebook, actor: Actor, revision: int, links: Any) -> int:
    with writing(engine) as connection:
        return writes.update_action(connection, codebook, actor, BORDER_PLAN, revision, {"evidence": links})


def test_the_single_link_of_an_older_database_is_carried_over(url: str) -> None:
    engine = connect(url)
    with writing(engine) as connection:
        command.upgrade(engines._config(connection), "0005")
        before = sa.MetaData()
        before.reflect(connection)
        old = before.tables
        for name, values in {
            "meeting": {"date": sa.func.current_date(), "title": {}, "source_title": {}, "source_language": "fr"},
            "intervention": {"meeting": "m", "place_in_meeting": 1, "process": "crm", "heading": {}, "speaker": ""},
            "passage": {"intervention": "m", "number": 1, "text": {}},
            "recommendation": {"passage": "m", "number": 1, "kind": "proposal", "verb": {}, "text": {}},
        }.items():
            extra: dict[str, Any] = {"meeting": {"loaded_at": sa.func.current_timestamp()}}.get(name, {})
            extra |= {"intervention": {"speaker_role": {}}}.get(name, {})
            extra |= {"recommendation": {"position": "noted", "origin": "person", "reviewed": True, "revision": 1}}.get(
                name, {}
            )
            connection.execute(sa.insert(t.metadata.tables[name]).values(id="m", **values, **extra))
        shared = {"recommendation": "m", "title": {}, "progress": "planned", "note": "", "withdrawn": False}
        for number, link in enumerate(["https://a.org", "https://b.org", None], start=1):
            row = {**shared, "id": f"a{number}", "number": number, "evidence": link, "revision": 1}
            connection.execute(sa.insert(old["action"]).values(row))
        event = {"at": sa.func.current_timestamp(), "role": "analyst", "verb": "action-updated", "subject": "a1"}
        for number, (who, link) in enumerate([("Ana", "https://a.org"), ("Eva", "https://z.org")], start=1):
            told = {"number": number, "actor": who, "changes": {"evidence": [None, link]}, **event}
            connection.execute(sa.insert(t.event).values(told))
    upgrade(engine)
    with reading(engine) as connection:
        kept = {name: reads.action(connection, name).evidence for name in ("a1", "a2", "a3")}
        old_event = reads.events(connection, subjects="a1")[-1]
    assert kept == {"a1": (Evidence("https://a.org"),), "a2": (Evidence("https://b.org"),), "a3": ()}
    assert [link.by for links in kept.values() for link in links] == ["Ana", ""]
    assert old_event.changes == {"evidence": (None, "https://a.org")}  # the history is never rewritten
    engine.dispose()


def test_two_people_who_add_different_links_both_keep_them(filled: sa.Engine, codebook: Codebook) -> None:
    update(filled, codebook, DELEGATE, 1, (PLAN,))
    assert update(filled, codebook, ANALYST, 1, (LAW,)) == 3
    kept = action(filled).evidence
    assert [(link.url, link.title, link.by) for link in kept] == [
        (PLAN.url, "Plan", "Dolores"),
        (LAW.url, "", "Ana"),
    ]
    with reading(filled) as connection:
        assert list(chain.breaks(connection)) == []


def test_what_one_takes_out_the_other_does_not_lose(filled: sa.Engine, codebook: Codebook) -> None:
    update(filled, codebook, ANALYST, 1, (PLAN, LAW))
    update(filled, codebook, ANALYST, 2, (LAW,))
    update(filled, codebook, DELEGATE, 2, (PLAN, LAW, Evidence("https://example.org/new")))
    assert [link.url for link in action(filled).evidence] == [LAW.url, "https://example.org/new"]


def test_two_titles_for_one_link_are_for_a_person_to_settle(filled: sa.Engine, codebook: Codebook) -> None:
    update(filled, codebook, ANALYST, 1, (LAW,))
    update(filled, codebook, ANALYST, 2, (Evidence(LAW.url, "Law 4"), PLAN))
    with pytest.raises(Conflict) as told:
        update(filled, codebook, DELEGATE, 2, (Evidence(LAW.url, "The law"),))
    assert told.value.theirs == {"evidence": (Evidence(LAW.url, "Law 4"), PLAN)}
    assert told.value.mine == {"evidence": (Evidence(LAW.url, "The law"), PLAN)}  # the other's link is in it
    assert [link.title for link in action(filled).evidence] == ["Law 4", "Plan"]


def test_the_history_tells_each_link(filled: sa.Engine, codebook: Codebook) -> None:
    update(filled, codebook, ANALYST, 1, (LAW,))
    update(filled, codebook, ANALYST, 2, (PLAN,))
    assert update(filled, codebook, ANALYST, 3, (PLAN,)) == 3
    t_en = catalogue("en")
    assert history.details(events(filled)[0], codebook, t_en) == [
        "Evidence (links): Plan https://example.org/plan added.",
        "Evidence (links): https://example.org/law taken out.",
    ]


def test_a_delegate_does_not_add_links_to_the_actions_of_others(filled: sa.Engine, codebook: Codebook) -> None:
    with pytest.raises(NotAllowed):
        update(filled, codebook, Actor("Pia", Role.DELEGATE, "PER"), 1, (LAW,))
    assert action(filled).evidence == ()
