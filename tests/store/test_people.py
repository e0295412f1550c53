"""People and roles: who may read and change the list, what can't stand in it, and what of it the history tells."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
import sqlalchemy as sa

from convergence import people_file
from convergence.codebook import Codebook
from convergence.errors import ConvergenceError, InvalidInput, NotAllowed
from convergence.i18n import catalogue
from convergence.model import Actor, Person, Role
from convergence.store import chain, people
from convergence.store.engine import reading, writing
from tests.conftest import ADMINISTRATOR, ANALYST, DELEGATE, READER
from tests.store.content import events, everything, version

ADAM = Person("adam@example.org", "Adam Kay", Role.ADMINISTRATOR, None, "en")
DANA = Person("dana@example.org", "Dana Soto", Role.DELEGATE, "CHL", "es")


def save(engine: sa.Engine, codebook: Codebook, *wanted: Person, actor: Actor = ADMINISTRATOR) -> int:
    with writing(engine) as connection:
        return people.save(connection, codebook, actor, wanted)


def listed(engine: sa.Engine) -> list[Person]:
    with reading(engine) as connection:
        return people.everybody(connection, ADMINISTRATOR)


def find(engine: sa.Engine, email: str) -> Person | None:
    with reading(engine) as connection:
        return people.by_email(connection, email)


def test_adding_and_changing(filled: sa.Engine, codebook: Codebook) -> None:
    assert save(filled, codebook, replace(DANA, email=" Dana@Example.ORG ", name=" Dana  Soto "), ADAM) == 2
    assert listed(filled) == [ADAM, DANA]
    assert save(filled, codebook, ADAM, DANA) == 0
    assert save(filled, codebook, replace(DANA, party="PER")) == 1
    found = find(filled, "DANA@example.org")
    assert found is not None
    assert found.actor == Actor("Dana Soto", Role.DELEGATE, "PER")
    assert save(filled, codebook, replace(DANA, active=False)) == 1
    assert find(filled, DANA.email) is None


def test_the_history_tells_rights_but_no_address(filled: sa.Engine, codebook: Codebook) -> None:
    save(filled, codebook, DANA)
    save(filled, codebook, replace(DANA, role=Role.ANALYST, party=None, name="D. Soto"))
    changed, added, *_ = events(filled)
    assert (added.verb, added.changes) == (
        "person-added",
        {"role": (None, "delegate"), "party": (None, "CHL"), "active": (None, True)},
    )
    assert (changed.verb, changed.changes) == (
        "person-changed",
        {"role": ("delegate", "analyst"), "party": ("CHL", None)},
    )
    assert changed.subject == added.subject
    assert "dana" not in repr((changed, added)).lower()
    with reading(filled) as connection:
        assert list(chain.breaks(connection)) == []


@pytest.mark.parametrize(
    ("person", "key"),
    [
        (replace(DANA, email=""), "people.bad_email"),
        (replace(DANA, email="dana"), "people.bad_email"),
        (replace(DANA, email="dana@localhost"), "people.bad_email"),
        (replace(DANA, email="Dana <dana@example.org>"), "people.bad_email"),
        (replace(DANA, email="a\x00b@example.org"), "people.bad_email"),
        (replace(DANA, email=f"{'x' * 250}@example.org"), "people.bad_email"),
        (replace(DANA, name=" "), "people.no_name"),
        (replace(DANA, name="x" * 121), "store.too_long"),
        (replace(DANA, role="king"), "people.unknown_role"),  # type: ignore[arg-type]
        (replace(DANA, party=None), "people.no_party"),
        (replace(DANA, party="XXX"), "people.unknown_party"),
        (replace(DANA, language="de"), "people.unknown_language"),
    ],
)
def test_what_cannot_be(filled: sa.Engine, codebook: Codebook, person: Person, key: str) -> None:
    """And nothing is kept of the others who were given with it."""
    before = everything(filled)
    with pytest.raises(InvalidInput) as refused:
        save(filled, codebook, ADAM, person)
    assert refused.value.key == key
    assert everything(filled) == before


def test_two_people_with_one_address(filled: sa.Engine, codebook: Codebook) -> None:
    with pytest.raises(InvalidInput, match=r"people\.twice"):
        save(filled, codebook, DANA, replace(DANA, email="DANA@example.org", name="Diana"))
    assert listed(filled) == []


def test_an_address_that_is_somebody_else_s(filled: sa.Engine, codebook: Codebook) -> None:
    """Nobody is renamed or loses his role because another person is added under his address."""

    def add(person: Person, or_change: bool = False) -> int:
        with writing(filled) as connection:
            return people.add(connection, codebook, ADMINISTRATOR, person, or_change)

    assert add(ADAM) == 1
    for person, or_change in ((replace(ADAM, name="Eve"), True), (replace(ADAM, email="ADAM@example.org"), False)):
        with pytest.raises(InvalidInput, match=r"people\.taken"):
            add(person, or_change)
    assert listed(filled) == [ADAM]
    assert add(replace(ADAM, name="adam kay", language="fr"), True) == 1
    assert listed(filled) == [replace(ADAM, name="adam kay", language="fr")]


@pytest.mark.parametrize("without", [{"active": False}, {"role": Role.ANALYST}], ids=["inactive", "demoted"])
def test_the_last_administrator_stays(filled: sa.Engine, codebook: Codebook, without: dict[str, object]) -> None:
    save(filled, codebook, ADAM, DANA)
    with pytest.raises(InvalidInput, match=r"people\.last_administrator"):
        save(filled, codebook, replace(ADAM, **without))  # type: ignore[arg-type]
    assert listed(filled) == [ADAM, DANA]
    other = replace(ADAM, email="eve@example.org", name="Eve")
    assert save(filled, codebook, other, replace(ADAM, **without)) == 2  # type: ignore[arg-type]


READ: Callable[..., object] = lambda c, book, who: people.everybody(c, who)  # noqa: E731
SAVE: Callable[..., object] = lambda c, book, who: people.save(c, book, who, [DANA])  # noqa: E731
GIVE: Callable[..., object] = lambda c, book, who: people.set_role(c, book, who, ADAM.email, "analyst")  # noqa: E731


@pytest.mark.parametrize("act", [READ, SAVE, GIVE], ids=["read", "save", "role"])
@pytest.mark.parametrize("who", [READER, DELEGATE, ANALYST], ids=["reader", "delegate", "analyst"])
def test_only_an_administrator(filled: sa.Engine, codebook: Codebook, who: Actor, act: Callable[..., object]) -> None:
    before = version(filled)
    with pytest.raises(NotAllowed, match=r"people\.administrator_only"), writing(filled) as connection:
        act(connection, codebook, who)
    assert version(filled) == before


def test_giving_a_role(filled: sa.Engine, codebook: Codebook) -> None:
    save(filled, codebook, ADAM, DANA)
    with writing(filled) as connection:
        people.set_role(connection, codebook, ADMINISTRATOR, "Dana@example.org", "analyst")
    found = find(filled, DANA.email)
    assert found is not None
    assert found.role is Role.ANALYST
    with pytest.raises(InvalidInput, match=r"people\.nobody"), writing(filled) as connection:
        people.set_role(connection, codebook, ADMINISTRATOR, "x@example.org", "analyst")


def test_nobody_is_found_by_what_is_no_address(filled: sa.Engine) -> None:
    assert [find(filled, text) for text in ("", "\x00", "dana@example.org' OR 1=1")] == [None, None, None]


@pytest.mark.parametrize("separator", [",", ";"])
def test_a_file_of_people(filled: sa.Engine, codebook: Codebook, separator: str) -> None:
    rows = [
        "Role,E-mail,name,party,active",
        "delegate,dana@example.org,Dana Soto,CHL,",
        ",,,,",
        "reader,r@example.org,Ñusta,,no",
    ]
    content = "\ufeff" + "\r\n".join(rows).replace(",", separator)
    assert save(filled, codebook, *people_file.read(content.encode()).values()) == 2
    assert [(person.name, person.role, person.active) for person in listed(filled)] == [
        ("Dana Soto", Role.DELEGATE, True),
        ("Ñusta", Role.READER, False),
    ]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("dana,Dana,reader,,", "Row 4: “dana” is not an e-mail address: write name@organisation.org."),
        ("d@example.org,,reader,,", "Row 4: The name of d@example.org is missing: it stands in the history."),
        (
            "d@example.org,Dana,king,,",
            "Row 4: “king” is not a role: choose reader, delegate, analyst or administrator.",
        ),
        (
            "d@example.org,Dana,delegate,Atlantis,",
            "Row 4: “Atlantis” is no country or body known here: write its name as in the list, or its code, as PER.",
        ),
        ("R@example.org,Dana,reader,,", "Row 4: r@example.org is given twice: keep one row only."),
        (
            f"d@example.org,{'D' * 100_000},reader,,",
            "Row 4: Name: The text has 100,000 characters; 120 at most: shorten it.",
        ),
    ],
)
def test_a_mistake_in_a_file_is_told_with_its_row(codebook: Codebook, row: str, said: str) -> None:
    content = f"email,name,role,party,language\nr@example.org,Rosa,reader,,\n\n{row}\n"
    with pytest.raises(InvalidInput) as refused:
        people.checked_rows(codebook, people_file.read(content.encode()))
    assert catalogue("en").error(refused.value) == said


def test_a_file_gives_roles_and_delegations_in_words(codebook: Codebook) -> None:
    content = "email;name;role;party\nd@example.org;Dana;Délégué;chili\na@example.org;Ana;ANALISTA;per\n"
    found = people.checked_rows(codebook, people_file.read(content.encode()))
    assert [(person.role, person.party) for person in found] == [(Role.DELEGATE, "CHL"), (Role.ANALYST, "PER")]


def test_a_file_that_says_nothing_of_reminders_leaves_them(filled: sa.Engine, codebook: Codebook) -> None:
    save(filled, codebook, replace(DANA, reminders=True))
    header, row = "email,name,role,party,language", "dana@example.org,Dana Soto,delegate,CHL,es"
    assert save(filled, codebook, *people_file.read(f"{header}\n{row}\n".encode()).values()) == 0
    assert save(filled, codebook, *people_file.read(f"{header},reminders\n{row},no\n".encode()).values()) == 1
    assert events(filled)[0].changes == {"reminders": (True, False)}
    assert save(filled, codebook, *people_file.read(f"{header},reminders\n{row},sí\n".encode()).values()) == 1
    assert listed(filled) == [replace(DANA, reminders=True)]


def test_a_file_leaves_what_it_has_no_column_for(codebook: Codebook) -> None:
    known = {DANA.email: replace(DANA, active=False)}
    short = "email,name,role\nDana@example.org,Dana Soto,delegate\n"
    assert people.checked_rows(codebook, people_file.read(short.encode(), known)) == [
        replace(DANA, active=False, reminders=None)
    ]
    cleared = "email,name,role,party,language,active\ndana@example.org,Dana Soto,reader,,,\n"
    assert people.checked_rows(codebook, people_file.read(cleared.encode(), known)) == [
        Person(DANA.email, DANA.name, Role.READER, active=False, reminders=None)
    ]


@pytest.mark.parametrize("content", [b"", b"\x89PNG\r\n", b"a;b\n1;2", b"name,role\nx,reader", b"email,name\nx,y"])
def test_what_is_no_file_of_people(content: bytes) -> None:
    with pytest.raises(ConvergenceError, match=r"people\.no_columns"):
        people_file.read(content)
