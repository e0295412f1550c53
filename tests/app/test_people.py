"""The page of people, in local mode, where one may say that one is an administrator."""

from __future__ import annotations

from dataclasses import replace

from streamlit.testing.v1 import AppTest

from convergence.codebook import Codebook
from convergence.model import Actor, Person, Role
from convergence.store import people
from convergence.store.opened import Store

from .test_activity import write_history
from .visits import OVERVIEW, introduce, run, said, texts, visit

PEOPLE = "pages/settings/people.py"
BOSS = Actor("Adam", Role.ADMINISTRATOR)


def administrator() -> AppTest:
    at = introduce(visit(OVERVIEW), "Adam", Role.ADMINISTRATOR)
    at.switch_page(PEOPLE)
    return run(at)


def listed(store: Store) -> list[Person]:
    with store.reading() as connection:
        return people.everybody(connection, BOSS)


def fill(at: AppTest, email: str, name: str, role: Role, party: str | None = None) -> AppTest:
    at.text_input(key="p_email_0").set_value(email)
    next(field for field in at.text_input if field.label == "Name" and field.key is None).set_value(name)
    next(box for box in at.selectbox if box.label == "Role" and box.key is None).set_value(role)
    next(box for box in at.selectbox if box.label == "Delegation" and box.key is None).set_value(party)
    at.form_submit_button[0].click()
    return at


def test_adding_somebody(store: Store) -> None:
    run(fill(administrator(), "dana@example.org", "Dana Soto", Role.DELEGATE, "CHL"))
    assert listed(store) == [Person("dana@example.org", "Dana Soto", Role.DELEGATE, "CHL")]


def test_a_mistake_is_said_and_nothing_saved(store: Store) -> None:
    at = run(fill(administrator(), "dana@example.org", "Dana Soto", Role.DELEGATE), errors=1)
    assert said(at) == ["A delegate speaks for a country or body: say which for dana@example.org."]
    assert listed(store) == []


def test_an_address_that_is_somebody_else_s(store: Store, codebook: Codebook) -> None:
    dana = Person("dana@example.org", "Dana Soto", Role.DELEGATE, "CHL", reminders=True)
    with store.writing() as connection:
        people.save(connection, codebook, BOSS, [dana])
    at = run(fill(administrator(), "Dana@example.org", "Diana", Role.READER), errors=1)
    assert said(at) == [
        "dana@example.org is the address of Dana Soto already: change that person, or give another address."
    ]
    assert listed(store) == [dana]


def test_the_list_says_everything_in_words(store: Store, codebook: Codebook) -> None:
    known = [Person("d@example.org", "Dana", Role.DELEGATE, "CHL", "es"), Person("r@example.org", "Rosa", Role.READER)]
    with store.writing() as connection:
        people.save(connection, codebook, BOSS, known)
    shown = administrator().dataframe[0].value
    assert shown["Role"].tolist() == ["Delegate", "Reader"]
    assert shown["Delegation"].tolist() == ["Chile", ""]
    assert shown["Language"].tolist() == ["Español", ""]


def test_importing_a_file(store: Store) -> None:
    at = administrator()
    content = b"email;name;role;party\nr@example.org;Rosa;reader;\nd@example.org;Dana;delegate;CHL\n"
    at.file_uploader[0].set_value(("people.csv", content, "text/csv"))
    run(at)
    assert "2 new people, 0 changed." in texts(at)
    assert at.dataframe[0].value.to_numpy().tolist()[-3:] == [
        ["d@example.org", "Name", "", "Dana"],
        ["d@example.org", "Role", "", "Delegate"],
        ["d@example.org", "Delegation", "", "Chile"],
    ]
    at.button(key="p_import").click()
    run(at)
    assert [person.name for person in listed(store)] == ["Dana", "Rosa"]


def test_a_file_with_a_mistake_is_refused_whole(store: Store) -> None:
    at = administrator()
    content = b"email,name,role\nr@example.org,Rosa,reader\nr@example.org,Rita,king\n"
    at.file_uploader[0].set_value(("people.csv", content, "text/csv"))
    run(at, errors=1)
    assert said(at) == ["Row 3: “king” is not a role: choose reader, delegate, analyst or administrator."]
    assert listed(store) == []


def test_the_history_of_a_person(store: Store) -> None:
    """What became of the rights, and what the person did; not what others did."""
    dana = Person("dana@example.org", "Dario Rojas", Role.DELEGATE, "CHL")
    with store.writing() as connection:
        people.save(connection, store.codebook, BOSS, [dana])
    write_history(store)
    with store.writing() as connection:
        people.save(connection, store.codebook, BOSS, [replace(dana, role=Role.ANALYST)])
    at = administrator()
    assert not any(text.startswith("Dario Rojas (Chile) updated") for text in texts(at))
    at.selectbox(key="p_who").set_value(dana.email)
    run(at)
    told = [text for text in texts(at) if "Eva" not in text]
    assert [head.value for head in at.subheader if "Dario" in head.value] == ["History: Dario Rojas"]
    assert told[-8:] == [
        "Adam changed a person’s rights",
        "Role: “Delegate” became “Analyst”.",
        "Dario Rojas (Chile) updated an action",
        "Progress: “No information” became “In progress”.",
        "Adam added a person",
        "Role: “Delegate” (blank before).",
        "Country or body: Chile (blank before).",
        "May sign in: yes (blank before).",
    ]
    assert not any(text.startswith("Eva") for text in texts(at))
