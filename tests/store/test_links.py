"""What people decide about two recommendations: who may, what stands afterwards, what the history says."""

from __future__ import annotations

from datetime import date

import pytest
import sqlalchemy as sa
from alembic import command

from convergence import history
from convergence.codebook import Codebook
from convergence.errors import InvalidInput, NotAllowed, NotFound
from convergence.i18n import catalogue
from convergence.model import LANGUAGES, LinkKind, Meeting
from convergence.store import engine as engines
from convergence.store import frames as stored
from convergence.store import reads, writes
from convergence.store import tables as t
from convergence.store.engine import open_store, reading, writing
from convergence.store.loading import SYSTEM, load_meeting
from tests.conftest import ADMINISTRATOR, ANALYST, DELEGATE, READER

ONE, OTHER = "2024-02-01-test/crm.2.1", "2024-02-01-test/csm.1.1"


def links(engine: sa.Engine, codebook: Codebook) -> list[tuple[str, str, str]]:
    """What analysis sees: ids of both and the kind."""
    with reading(engine) as connection:
        frames = stored.frames(connection, codebook)
    ids = frames.recommendations["id"]
    return [(ids[row.one], ids[row.other], row.kind) for row in frames.links.itertuples()]


def test_a_decision_stands_until_it_is_taken_back(filled: sa.Engine, codebook: Codebook) -> None:
    with writing(filled) as connection:
        writes.link_recommendations(connection, ANALYST, OTHER, ONE, "same-ask")
    assert links(filled, codebook) == [(ONE, OTHER, "same-ask")]
    with writing(filled) as connection:
        writes.link_recommendations(connection, ADMINISTRATOR, OTHER, ONE, "builds-on", "same-ask")
    assert links(filled, codebook) == [(OTHER, ONE, "builds-on")]
    with writing(filled) as connection:
        writes.unlink_recommendations(connection, ANALYST, ONE, OTHER)
    assert links(filled, codebook) == []
    with reading(filled) as connection:
        events = reads.events(connection, limit=3)
        assert reads.version(connection) == 4
    assert [(event.verb, event.subject, dict(event.changes)) for event in events] == [
        ("recommendations-unlinked", OTHER, {"link": ("builds-on", None), "linked": (ONE, None)}),
        ("recommendations-linked", OTHER, {"link": ("same-ask", "builds-on"), "linked": (None, ONE)}),
        ("recommendations-linked", ONE, {"link": (None, "same-ask"), "linked": (None, OTHER)}),
    ]


def test_the_same_decision_twice_is_one(filled: sa.Engine) -> None:
    for one, other in ((ONE, OTHER), (OTHER, ONE)):
        with writing(filled) as connection:
            writes.link_recommendations(connection, ANALYST, one, other, "different")
    with reading(filled) as connection:
        assert reads.version(connection) == 2


def test_only_analysts_decide(filled: sa.Engine) -> None:
    for actor in (READER, DELEGATE):
        with pytest.raises(NotAllowed), writing(filled) as connection:
            writes.link_recommendations(connection, actor, ONE, OTHER, "same-ask")
        with pytest.raises(NotAllowed), writing(filled) as connection:
            writes.unlink_recommendations(connection, actor, ONE, OTHER)


def test_what_cannot_be_linked(filled: sa.Engine) -> None:
    with pytest.raises(InvalidInput, match="link_to_itself"), writing(filled) as connection:
        writes.link_recommendations(connection, ANALYST, ONE, ONE, "same-ask")
    with pytest.raises(InvalidInput, match="unknown_code"), writing(filled) as connection:
        writes.link_recommendations(connection, ANALYST, ONE, OTHER, "twin")
    with pytest.raises(NotFound), writing(filled) as connection:
        writes.link_recommendations(connection, ANALYST, ONE, "nowhere", "same-ask")
    with pytest.raises(NotFound), writing(filled) as connection:
        writes.unlink_recommendations(connection, ANALYST, ONE, OTHER)


def test_two_who_decide_differently(filled: sa.Engine) -> None:
    with writing(filled) as connection:
        writes.link_recommendations(connection, ADMINISTRATOR, ONE, OTHER, "contradicts")
    with pytest.raises(writes.Conflict) as raised, writing(filled) as connection:
        writes.link_recommendations(connection, ANALYST, ONE, OTHER, "same-ask")
    assert (raised.value.seen, raised.value.theirs, raised.value.mine, raised.value.by) == (
        {"link": None},
        {"link": "contradicts"},
        {"link": "same-ask"},
        ADMINISTRATOR.name,
    )


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", list(LinkKind))
def test_the_history_tells_it(filled: sa.Engine, codebook: Codebook, language: str, kind: LinkKind) -> None:
    words = catalogue(language)
    with writing(filled) as connection:
        writes.link_recommendations(connection, ANALYST, ONE, OTHER, kind)
    with reading(filled) as connection:
        event = reads.events(connection, limit=1)[0]
    assert history.headline(event, codebook, words).startswith("Ana ")
    (line,) = history.details(event, codebook, words)
    assert line.startswith(words(f"links.{kind}"))
    assert line.count(words.date(date(2024, 2, 1))) == 2
    assert "crm.2.1" not in line
    assert history.reference(ONE, codebook, catalogue("en")) == "RCM 2, point 1 (1 February 2024)"
    assert history.reference("a-meeting/x", codebook, words) == "a-meeting/x"


def test_the_table_stands_in_the_migrations(engine: sa.Engine) -> None:
    names = {column["name"] for column in sa.inspect(engine).get_columns("recommendation_link")}
    assert names == {column.name for column in t.recommendation_link.columns}


def test_a_file_from_before_there_were_links(sqlite_url: str, meeting: Meeting) -> None:
    engine = engines.connect(sqlite_url)
    with writing(engine) as connection:
        command.upgrade(engines._config(connection), "0001")
        assert not sa.inspect(connection).has_table("recommendation_link")
    engine.dispose()
    engine = open_store(sqlite_url)
    with writing(engine) as connection:
        load_meeting(connection, SYSTEM, meeting)
        writes.link_recommendations(connection, ANALYST, ONE, OTHER, "same-ask")
        assert connection.execute(sa.select(t.recommendation_link.c.kind)).scalars().all() == ["same-ask"]
    engine.dispose()
