"""The archive: what was edited, exported, loaded into an empty database of the other kind and exported again is the same, byte for byte."""

from __future__ import annotations

import hashlib
import io
import json
import random
import re
import zipfile
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
import sqlalchemy as sa

from convergence.codebook import Codebook
from convergence.errors import InvalidInput
from convergence.model import Evidence, Meeting, Person, Role
from convergence.store import archive, chain, importing, people, reads, tokens, writes
from convergence.store.engine import PROJECT_DIR, connect, open_store, reading, upgrade, writing
from convergence.store.loading import SYSTEM, load_meeting
from tests.conftest import ADMINISTRATOR, ANALYST
from tests.store.content import ASYLUM, BORDER_PLAN, BORDERS, TRAINING, everything, version
from tests.store.documents import READING

AWKWARD = ("=1+1", "Ñandú “œuvre”\n\ttwo lines", "مرحبا 中文 🕊", "\\ ' \" , ;", "", "\u2028 \u00a0")


def edit(engine: sa.Engine, codebook: Codebook, seed: int) -> None:
    """What people do in a year, by chance: every kind of change, texts of every kind."""
    chance = random.Random(seed)

    def one(write: Callable[[sa.Connection], object]) -> None:
        with writing(engine) as connection:
            write(connection)

    def update(connection: sa.Connection) -> None:
        action = chance.choice([BORDER_PLAN, TRAINING])
        changes: dict[str, Any] = {
            "note": chance.choice(AWKWARD),
            "progress": chance.choice(list(codebook.progress)),
            "due": chance.choice([None, date(2027, 2, 28)]),
            "supporting": tuple(chance.sample(["CHL", "PER", "MEX"], 2)),
            "evidence": (Evidence("https://example.org/é", chance.choice(AWKWARD)),),
        }
        revision = reads.action(connection, action).revision
        writes.update_action(connection, codebook, ANALYST, action, revision, changes)

    def add(connection: sa.Connection) -> None:
        added = writes.add_action(connection, codebook, ANALYST, ASYLUM, {"pt": "Só em português"}, {"lead": "BRA"})
        if chance.random() < 0.7:
            writes.withdraw_action(connection, ANALYST, added, 1)

    def code(connection: sa.Connection) -> None:
        revision = reads.recommendation(connection, BORDERS).revision
        themes = tuple(chance.sample(list(codebook.themes), 3))
        writes.update_coding(connection, codebook, ANALYST, BORDERS, revision, {"themes": themes})

    for _ in range(6):
        one(chance.choice([update, add, code]))
    one(lambda connection: writes.link_recommendations(connection, ANALYST, BORDERS, ASYLUM, "builds-on"))
    one(lambda connection: importing.start_import(connection, ANALYST, READING))
    person = Person("dana@example.org", "Dana Soto", Role.DELEGATE, "CHL")
    one(lambda connection: people.save(connection, codebook, ADMINISTRATOR, [person]))
    one(lambda connection: tokens.make(connection, ADMINISTRATOR, person.email, "Power BI"))


def exported(engine: sa.Engine) -> bytes:
    file = io.BytesIO()
    with reading(engine) as connection:
        archive.write(connection, file)
    return file.getvalue()


def loaded(engine: sa.Engine, content: bytes) -> int:
    with writing(engine) as connection:
        return archive.load(connection, io.BytesIO(content))


@pytest.fixture
def empty(kind: str, request: pytest.FixtureRequest) -> Iterator[sa.Engine]:
    """An empty database of the other kind than `engine`."""
    other = "sqlite" if kind == "postgresql" else "postgresql"
    made = connect(request.getfixturevalue(f"{other}_url"))
    upgrade(made)
    yield made
    made.dispose()


@pytest.mark.parametrize("seed", [1, 2])
def test_byte_for_byte_the_same(filled: sa.Engine, empty: sa.Engine, codebook: Codebook, seed: int) -> None:
    edit(filled, codebook, seed)
    first = exported(filled)
    assert exported(filled) == first
    rows = loaded(empty, first)
    assert exported(empty) == first
    before, after = everything(filled), everything(empty)
    assert {name: after[name] for name in archive.KEPT} == {name: before[name] for name in archive.KEPT}
    assert rows == sum(len(before[name]) for name in archive.KEPT) > 60
    assert (after["person"], after["token"]) == ([], [])
    assert version(empty) == version(filled)
    with reading(empty) as connection:
        assert list(chain.breaks(connection)) == []
    with writing(empty) as connection:
        writes.link_recommendations(connection, ANALYST, BORDERS, ASYLUM, "contradicts", "builds-on")
    assert version(empty) == version(filled) + 1


def test_addresses_and_keys_don_t_leave(filled: sa.Engine, codebook: Codebook) -> None:
    edit(filled, codebook, 3)
    with zipfile.ZipFile(io.BytesIO(exported(filled))) as content:
        text = "".join(content.read(name).decode() for name in content.namelist())
    assert "dana@example.org" not in text
    assert not [row for row in everything(filled)["token"] if row[3] in text]
    assert "Dolores" not in text
    assert "Ana" in text


def test_the_data_dictionary_tells_what_is_in_it() -> None:
    text = (PROJECT_DIR / "data" / "README.md").read_text(encoding="utf-8").partition("## The archive")[2]
    inside, _, outside = text.partition("| left out |")
    names = {
        side: re.findall(r"`(\w+)`", "".join(row.split("|")[1] for row in rows))
        for side, rows in (
            ("in", [row for row in inside.splitlines() if row.startswith("| `")]),
            ("out", [row for row in outside.splitlines() if row.startswith("| `")]),
        )
    }
    assert sorted(names["in"]) == sorted(archive.KEPT)
    assert sorted(names["out"]) == sorted(archive.LEFT_OUT)


def test_only_into_an_empty_database(filled: sa.Engine, sqlite_url: str) -> None:
    content = exported(filled)
    before = everything(filled)
    with pytest.raises(InvalidInput) as refused:
        loaded(filled, content)
    assert refused.value.key == "archive.not_empty"
    assert everything(filled) == before


def spoiled(content: bytes, name: str, change: Callable[[bytes], bytes], true: bool = False) -> bytes:
    """The archive with one file changed; with `true`, contents.json agrees to it."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(file, "w") as target:
        members = {member: source.read(member) for member in source.namelist()}
        members[name] = change(members[name])
        if true:
            about = json.loads(members["contents.json"])
            about["tables"][name.partition(".")[0]]["sha256"] = hashlib.sha256(members[name]).hexdigest()
            members["contents.json"] = json.dumps(about).encode()
        for member, told in members.items():
            target.writestr(member, told)
    return file.getvalue()


def test_a_damaged_archive_loads_nothing(tmp_path_factory: pytest.TempPathFactory, meeting: Meeting) -> None:
    engine = open_store(f"sqlite:///{tmp_path_factory.mktemp('source') / 'c.db'}")
    with writing(engine) as connection:
        load_meeting(connection, SYSTEM, meeting)
    content = exported(engine)
    target = open_store(f"sqlite:///{tmp_path_factory.mktemp('target') / 'c.db'}")
    before = everything(target)
    wrong = {
        "archive.damaged": [
            b"",
            b"no zip",
            content[: len(content) // 2],
            spoiled(content, "action.ndjson", lambda text: text.replace(b"MEX", b"PER")),
            spoiled(content, "action.ndjson", lambda text: text[: len(text) // 2], true=True),
            spoiled(content, "passage.ndjson", lambda _: b"", true=True),
            spoiled(content, "event.ndjson", lambda text: text.replace(b'"verb"', b'"word"'), true=True),
            spoiled(content, "contents.json", lambda text: text.replace(b"passage", b"person", 1)),
        ],
        "archive.other_shape": [
            spoiled(content, "contents.json", lambda text: text.replace(b'"shape": "', b'"shape": "9')),
        ],
    }
    for key, files in wrong.items():
        for number, file in enumerate(files):
            with pytest.raises(InvalidInput) as refused:
                loaded(target, file)
            assert refused.value.key == key, number
            assert everything(target) == before
    assert loaded(target, content) > 0
    engine.dispose()
    target.dispose()
