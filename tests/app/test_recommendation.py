"""One recommendation: its coding, its actions and its history, as an analyst changes them."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest

from convergence import codebook
from convergence.model import Actor, Role
from convergence.store import reads, writes
from convergence.store.opened import Store

from .test_activity import CHILE, write_history
from .visits import MEETING, RECOMMENDATION, has_button, introduce, run, said, saver, texts, visit

REC = f"{MEETING}/crm.5.2"
ACTION = f"{REC}/a1"


def as_analyst(rec: str = REC) -> AppTest:
    return introduce(visit(RECOMMENDATION, id=rec), "Ana Ruiz", Role.ANALYST)


def test_a_permanent_link_shows_all_of_it(store: Store) -> None:
    at = visit(RECOMMENDATION, id=REC)
    assert at.title[0].value == "RCM 5, point 2"
    assert (
        "The RCM and the SACM recommend strengthening the exchange of information to combat migrant smuggling and"
        " trafficking in persons."
    ) in texts(at)
    assert [caption.value for caption in at.caption if caption.value.startswith("Passage ")] == [
        "Passage 4",
        "Passage 5, where the recommendation comes from",
        "Passage 6",
    ]
    assert "Nothing has changed since the meeting was loaded." in [caption.value for caption in at.caption]
    assert not at.form
    assert not has_button(at, "Save the action")


def test_a_link_to_nothing_says_so(store: Store) -> None:
    at = visit()
    at.switch_page(RECOMMENDATION)
    at.query_params["id"] = "2023-05-09-cam/crm.99.1"
    run(at, errors=1)
    assert said(at)[0] == "This recommendation does not exist: check the link, or look for it in the list."
    assert not at.text


def test_an_analyst_changes_the_coding(store: Store) -> None:
    at = as_analyst()
    prefix = f"form_coding_{REC}_1_0"
    at.multiselect(key=f"{prefix}_themes").set_value(["trafficking", "data"])
    at.selectbox(key=f"{prefix}_position").set_value("adopted")
    at.button(key=f"{prefix}_save").click()
    run(at)
    with store.reading() as connection:
        stored = reads.recommendation(connection, REC)
        events = reads.events(connection, limit=1)
    assert (stored.themes, stored.position, stored.revision) == (("trafficking", "data"), "adopted", 2)
    assert (stored.kind, stored.processes) == ("recommendation", ("crm", "csm"))
    assert set(events[0].changes) == {"themes", "position"}
    assert [toast.value for toast in at.toast] == ["Coding saved"]
    assert any(text.startswith("Ana Ruiz") for text in texts(at))


def test_coding_without_a_theme_is_refused_and_stays_typed(store: Store) -> None:
    at = as_analyst()
    prefix = f"form_coding_{REC}_1_0"
    at.multiselect(key=f"{prefix}_themes").set_value([])
    at.button(key=f"{prefix}_save").click()
    run(at, errors=1)
    assert "Choose 1 to 4 values." in said(at)[0]
    assert at.multiselect(key=f"{prefix}_themes").value == []
    assert store.version() == 1


def test_two_analysts_who_change_different_fields_are_merged(store: Store) -> None:
    at = as_analyst()
    prefix = f"form_coding_{REC}_1_0"
    with store.writing() as connection:
        writes.update_coding(
            connection, codebook.bundled(), Actor("Eva", Role.ANALYST), REC, 1, {"position": "adopted"}
        )
    at.selectbox(key=f"{prefix}_kind").set_value("proposal")
    at.button(key=f"{prefix}_save").click()
    run(at)
    with store.reading() as connection:
        stored = reads.recommendation(connection, REC)
    assert (stored.kind, stored.position, stored.revision) == ("proposal", "adopted", 3)


def test_two_analysts_who_change_the_same_field_lose_nothing(store: Store) -> None:
    at = as_analyst()
    prefix = f"form_coding_{REC}_1_0"
    hers = {"kind": "decision", "position": "adopted"}
    with store.writing() as connection:
        writes.update_coding(connection, codebook.bundled(), Actor("Eva", Role.ANALYST), REC, 1, hers)
    at.selectbox(key=f"{prefix}_kind").set_value("proposal")
    at.button(key=f"{prefix}_save").click()
    run(at)
    assert "Kind: My value: Proposal" in texts(at)
    assert "Kind: The other value: Decision" in texts(at)
    prefix = f"form_coding_{REC}_2_0"  # beside what stands now
    assert at.selectbox(key=f"{prefix}_kind").value == "proposal"
    assert at.selectbox(key=f"{prefix}_position").value == "adopted"
    with store.reading() as connection:
        assert reads.recommendation(connection, REC).kind == "decision"
    at.button(key=f"{prefix}_save").click()
    run(at)
    with store.reading() as connection:
        stored = reads.recommendation(connection, REC)
    assert (stored.kind, stored.position, stored.revision) == ("proposal", "adopted", 3)
    assert not at.warning


def test_an_analyst_adds_an_action(store: Store) -> None:
    at = as_analyst()
    prefix = f"form_add_{REC}_0"
    at.text_input(key=f"{prefix}_title").set_value("Compare the national registers")
    at.selectbox(key=f"{prefix}_lead").set_value("MEX")
    at.button(key=f"{prefix}_save").click()
    run(at)
    with store.reading() as connection:
        actions = reads.actions_of(connection, REC)
    assert [action.id for action in actions] == [ACTION, f"{REC}/a2"]
    assert actions[1].title == {"en": "Compare the national registers"}
    assert (actions[1].lead, actions[1].progress, actions[1].due) == ("MEX", "no-information", None)
    assert [toast.value for toast in at.toast] == ["Action added"]
    assert at.text_input(key=f"form_add_{REC}_1_title").value == ""


def test_an_action_without_a_title_is_refused_and_stays_typed(store: Store) -> None:
    at = as_analyst()
    prefix = f"form_add_{REC}_0"
    at.text_area(key=f"{prefix}_note").set_value("Agreed by telephone")
    at.button(key=f"{prefix}_save").click()
    run(at, errors=1)
    assert said(at)[0] == "Action: A title is missing: say in a few words what is to be done."
    assert at.text_area(key=f"{prefix}_note").value == "Agreed by telephone"
    assert store.version() == 1


def test_an_analyst_takes_an_action_back_and_puts_it_back(store: Store) -> None:
    at = as_analyst()
    at.button(key=f"form_{ACTION}_1_withdraw").click()
    run(at)
    assert has_button(at, "Take it back")
    with store.writing() as connection:  # the dialog's own button is pressed in the browser's tests
        writes.withdraw_action(connection, Actor("Ana Ruiz", Role.ANALYST), ACTION, 1)
    run(at)
    assert "This recommendation has no follow-up action yet." in [message.value for message in at.info]
    assert any(text.startswith("Taken back: ") for text in texts(at))
    at.button(key=f"restore_{ACTION}").click()
    run(at)
    with store.reading() as connection:
        assert [action.id for action in reads.actions_of(connection, REC)] == [ACTION]
        assert reads.actions_of(connection, REC, withdrawn=True) == []
    assert not any(text.startswith("Taken back: ") for text in texts(at))


def test_a_reader_and_a_delegate_see_no_form_of_the_coding(store: Store) -> None:
    at = introduce(visit(RECOMMENDATION, id=REC), "Rita", Role.READER)
    assert not at.form
    at = introduce(visit(RECOMMENDATION, id=f"{MEETING}/la-declaration.6.1"), "Dario", Role.DELEGATE, "CHL")
    assert not at.form  # not the coding, not a new action
    assert saver(at).label == "Save the action"  # his own action
    assert "Add an action" not in [expander.label for expander in at.expander]
    assert "Change the coding" not in [expander.label for expander in at.expander]


def test_the_history_of_an_action_is_shown_on_demand(store: Store) -> None:
    write_history(store)
    at = visit(RECOMMENDATION, id=CHILE.removesuffix("/a1"))
    before = texts(at).count("Progress: “No information” became “In progress”.")
    at.toggle(key=f"past_{CHILE}").set_value(True)
    run(at)
    assert before == 1  # that of the recommendation
    assert texts(at).count("Progress: “No information” became “In progress”.") == 2
    assert texts(at).count("Position: “Adopted” became “Noted”.") == 1  # not of the action
