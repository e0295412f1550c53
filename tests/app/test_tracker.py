"""Follow-up: who may change what, saving, and two people at one field."""

from __future__ import annotations

from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from convergence import codebook
from convergence.errors import NotAllowed
from convergence.model import Action, Actor, Evidence, Role
from convergence.store import reads, writes
from convergence.store.opened import Store

from .visits import MEETING, RECOMMENDATION, TRACKER, has_button, introduce, params, run, said, saver, texts, visit

CHILE = f"{MEETING}/la-declaration.6.1/a1"
PERU = f"{MEETING}/la-declaration.6.4/a1"
PARAGUAY = f"{MEETING}/la-declaration.6.7/a1"  # Peru supports it
EVA = Actor("Eva Solís", Role.ANALYST)


def stored(store: Store, action_id: str) -> Action:
    with store.reading() as connection:
        return reads.action(connection, action_id)


def change(store: Store, action_id: str, revision: int, **changes: object) -> None:
    """What a colleague saves elsewhere."""
    with store.writing() as connection:
        writes.update_action(connection, codebook.bundled(), EVA, action_id, revision, changes)


def form(name: str, role: Role, party: str | None = None, action: str = CHILE) -> AppTest:
    return introduce(visit(TRACKER, f_view="form", f_action=action), name, role, party)


def save(at: AppTest, errors: int = 0) -> AppTest:
    saver(at).click()
    return run(at, errors)


def settle(at: AppTest, action: str, keep: str) -> AppTest:
    for radio in at.radio:
        radio.set_value(keep)
    run(at)
    at.button(key=f"settle_{action}").click()
    return run(at)


def test_a_reader_cannot_save(store: Store) -> None:
    at = introduce(visit(TRACKER), "Rita", Role.READER)
    assert at.button(key="f_save").disabled
    assert not at.data_editor
    assert len(at.dataframe[0].value) == 53
    at.segmented_control(key="f_view").set_value("form")
    run(at)
    assert not has_button(at, "Save the action")
    with store.writing() as connection, pytest.raises(NotAllowed):
        writes.update_action(
            connection, codebook.bundled(), Actor("Rita", Role.READER), CHILE, 1, {"note": "not allowed"}
        )
    assert store.version() == 1


@pytest.mark.parametrize(("role", "name"), [(Role.ANALYST, ""), (Role.DELEGATE, "Dario")])
def test_without_a_name_or_a_delegation_nobody_saves(store: Store, role: Role, name: str) -> None:
    at = introduce(visit(TRACKER), name, role)
    assert at.button(key="f_save").disabled
    assert not at.data_editor
    assert [message.value for message in at.info] == [
        "Your name or your delegation is missing: give them in the menu on the left to be able to save."
    ]


def test_too_long_a_name_is_none(store: Store) -> None:
    at = visit(TRACKER)
    at.text_input(key="person_name").set_value("N" * 121)
    at.selectbox(key="person_role").set_value(Role.ANALYST)
    assert said(run(at, errors=1)) == ["Name: The text has 121 characters; 120 at most: shorten it."]
    assert not at.data_editor


def test_a_delegate_edits_his_own_actions_and_reads_the_others(store: Store) -> None:
    at = introduce(visit(TRACKER), "Dario", Role.DELEGATE, "PER")
    assert len(at.data_editor) == 1
    assert len(at.data_editor[0].value) == 3
    assert "50 actions that your delegation neither leads nor supports, read-only" in [c.value for c in at.caption]
    assert sorted(len(table.value) for table in at.dataframe) == [3, 50]


def test_a_delegate_has_a_form_for_his_own_actions_only(store: Store) -> None:
    at = form("Dario", Role.DELEGATE, "PER", PARAGUAY)
    prefix = f"form_{PARAGUAY}_1"
    at.text_area(key=f"{prefix}_note").set_value("Two seminars held")
    at.selectbox(key=f"{prefix}_progress").set_value("in-progress")
    save(at)
    action = stored(store, PARAGUAY)
    assert (action.note, action.progress, action.source, action.revision) == (
        "Two seminars held",
        "in-progress",
        "delegation",
        2,
    )
    assert action.lead == "PRY"
    assert [toast.value for toast in at.toast] == ["Action saved"]
    with pytest.raises(KeyError):
        at.selectbox(key=f"form_{PARAGUAY}_2_lead")
    at.selectbox(key="f_action").set_value(CHILE)
    run(at)
    assert not has_button(at, "Save the action")


def test_an_analyst_saves_all_fields_of_a_form(store: Store) -> None:
    at = form("Ana", Role.ANALYST)
    prefix = f"form_{CHILE}_1"
    at.selectbox(key=f"{prefix}_progress").set_value("planned")
    at.date_input(key=f"{prefix}_due").set_value(date(2027, 3, 31))
    at.selectbox(key=f"{prefix}_lead").set_value("COL")
    at.multiselect(key=f"{prefix}_supporting").set_value(["CHL", "PAN"])
    at.text_input(key=f"{prefix}_link_0_url").set_value("https://example.org/a")
    at.text_input(key=f"{prefix}_link_0_title").set_value("The plan")
    at.text_area(key=f"{prefix}_note").set_value("Text")
    save(at)
    action = stored(store, CHILE)
    assert (action.progress, action.due, action.lead) == ("planned", date(2027, 3, 31), "COL")
    assert action.supporting == ("CHL", "PAN")
    assert action.evidence == (Evidence("https://example.org/a", "The plan"),)
    assert [link.by for link in action.evidence] == ["Ana"]
    assert (action.note, action.source) == ("Text", "secretariat-on-behalf")


def test_a_wrong_link_is_refused_and_stays_typed(store: Store) -> None:
    at = form("Ana", Role.ANALYST)
    at.text_input(key=f"form_{CHILE}_1_link_0_url").set_value("javascript:alert(1)")
    at.text_area(key=f"form_{CHILE}_1_note").set_value("kept")
    save(at, errors=1)
    assert "is not a link" in said(at)[0]
    assert at.text_area(key=f"form_{CHILE}_1_note").value == "kept"
    assert store.version() == 1


def test_an_analyst_reviews_what_a_delegation_reported(store: Store) -> None:
    at = form("Dario", Role.DELEGATE, "CHL")
    at.text_area(key=f"form_{CHILE}_1_note").set_value("Two meetings held")
    save(at)
    assert "Who says so: Delegation" in texts(at)
    assert not has_button(at, "Mark as reviewed")
    at = form("Ana", Role.ANALYST)
    at.text_area(key=f"form_review_{CHILE}_0").set_value("Minutes seen")
    at.button(key=f"form_review_{CHILE}_0_yes").click()
    assert [toast.value for toast in run(at).toast] == ["Update marked as reviewed"]
    assert any(text.endswith(": Minutes seen") and "Reviewed by Ana" in text for text in texts(at))
    assert not has_button(at, "Mark as reviewed")
    action = stored(store, CHILE)
    assert (action.source, action.note, action.revision) == ("reviewed", "Two meetings held", 3)


def test_what_is_discarded_leaves_the_table_too(store: Store) -> None:
    at = form("Ana", Role.ANALYST)
    at.text_area(key=f"form_{CHILE}_1_note").set_value("x" * 100_000)
    assert "100,000 characters" in said(save(at, errors=1))[0]
    at.segmented_control(key="f_view").set_value("grid")
    assert "x" * 100_000 in set(run(at, errors=1).data_editor[0].value["note"])
    at.button(key=f"forget_{CHILE}").click()
    assert set(run(at).data_editor[0].value["note"]) == {""}
    assert store.version() == 1


def test_what_was_typed_is_told_to_who_may_not_save_it_any_more(store: Store) -> None:
    at = form("Ana", Role.ANALYST)
    at.text_area(key=f"form_{CHILE}_1_note").set_value("my note")
    run(at)
    assert not at.info
    at.selectbox(key="person_role").set_value(Role.READER)
    assert [message.value.split(":")[0] for message in run(at).info] == [
        "You are reading. To update, say in the menu on the left who you are and choose a role.",
        "1 change typed earlier in this browser is not saved",
    ]
    at.selectbox(key="person_role").set_value(Role.ANALYST)
    assert run(at).text_area(key=f"form_{CHILE}_1_note").value == "my note"
    assert store.version() == 1


def test_saving_an_untouched_form_changes_nothing(store: Store) -> None:
    at = save(form("Ana", Role.ANALYST))
    assert [message.value for message in at.info] == ["Nothing was changed."]
    assert store.version() == 1


def test_two_people_at_different_fields_are_merged(store: Store) -> None:
    at = form("Ana", Role.ANALYST)
    change(store, CHILE, 1, progress="in-progress")
    at.text_area(key=f"form_{CHILE}_1_note").set_value("mine")
    save(at)
    action = stored(store, CHILE)
    assert (action.progress, action.note, action.revision) == ("in-progress", "mine", 3)
    assert not at.radio


def test_who_added_a_link_is_told_while_another_is_typed(store: Store) -> None:
    change(store, CHILE, 1, evidence=(Evidence("https://example.org/a", "A"),))
    at = form("Ana", Role.ANALYST)
    at.text_input(key=f"form_{CHILE}_2_link_1_url").set_value("https://example.org/b")
    labels = [run(at).text_input(key=f"form_{CHILE}_2_link_{place}_url").label for place in range(3)]
    assert labels == ["Address, added by Eva Solís", "Address (https://…)", "Address (https://…)"]


def test_what_a_colleague_changed_stands_under_the_form(store: Store) -> None:
    """By name and field, and where it pushes away nothing that is being typed into."""
    at = form("Ana", Role.ANALYST)
    change(store, CHILE, 1, progress="in-progress")
    at.text_area(key=f"form_{CHILE}_1_note").set_value("mine")
    told = [message.value for message in run(at).info]
    assert [words.replace("\\", "").replace("\u2060", "") for words in told] == [
        "Changed since you opened the form, by Eva Solís (on behalf of Chile): Progress. "
        "Save: what goes together will be merged, and you will choose for the rest."
    ]
    shown = [getattr(node, "key", None) or node.type for node in at.main]
    assert shown.index(f"form_{CHILE}_1_note") < shown.index(f"form_{CHILE}_1_save") < shown.index("info")


def test_what_is_typed_into_stays_when_the_filter_loses_it(store: Store) -> None:
    at = introduce(visit(TRACKER, f_view="form", f_action=CHILE, f_flags=["no-due-date"]), "Ana", Role.ANALYST)
    at.text_area(key=f"form_{CHILE}_1_note").set_value("mine")
    run(at)
    change(store, CHILE, 1, due=date(2027, 1, 31))
    assert run(at).text_area(key=f"form_{CHILE}_1_note").value == "mine"
    save(at)
    assert (stored(store, CHILE).note, stored(store, CHILE).due) == ("mine", date(2027, 1, 31))
    assert at.selectbox(key="f_action").value != CHILE


@pytest.mark.parametrize(("keep", "kept"), [("mine", "my note"), ("theirs", "her note")])
def test_a_conflict_shows_both_values_and_is_settled(store: Store, keep: str, kept: str) -> None:
    at = form("Ana", Role.ANALYST)
    change(store, CHILE, 1, note="her note")
    at.text_area(key=f"form_{CHILE}_1_note").set_value("my note")
    at.selectbox(key=f"form_{CHILE}_1_progress").set_value("planned")
    save(at)
    assert "Two people changed the same field" in [header.value for header in at.subheader]
    assert len(at.radio) == 1
    mine, theirs = at.radio[0].options
    assert ("my note" in mine, "her note" in mine) == (True, False)
    assert ("my note" in theirs, "her note" in theirs) == (False, True)
    assert at.radio[0].value is None
    assert at.button(key=f"settle_{CHILE}").disabled
    assert (stored(store, CHILE).note, stored(store, CHILE).progress) == ("her note", "no-information")
    settle(at, CHILE, keep)
    assert (stored(store, CHILE).note, stored(store, CHILE).progress) == (kept, "planned")
    assert not at.radio
    assert [toast.value for toast in at.toast] == ["Values saved"]


def test_a_conflict_stays_across_pages_and_languages(store: Store) -> None:
    at = form("Ana", Role.ANALYST)
    change(store, CHILE, 1, note="her note")
    at.text_area(key=f"form_{CHILE}_1_note").set_value("my note")
    save(at)
    at.switch_page(RECOMMENDATION)
    at.query_params["id"] = CHILE.removesuffix("/a1")
    assert len(run(at).radio) == 1
    at.selectbox(key="lang").set_value("fr")
    assert len(run(at).radio) == 1
    settle(at, CHILE, "mine")
    assert stored(store, CHILE).note == "my note"


def test_a_third_change_while_settling_is_a_new_conflict(store: Store) -> None:
    at = form("Ana", Role.ANALYST)
    change(store, CHILE, 1, note="her note")
    at.text_area(key=f"form_{CHILE}_1_note").set_value("my note")
    save(at)
    change(store, CHILE, 2, note="her second note")
    settle(at, CHILE, "mine")
    assert stored(store, CHILE).note == "her second note"
    assert "her second note" in at.radio[0].options[1]
    settle(at, CHILE, "mine")
    assert stored(store, CHILE).note == "my note"


def test_an_action_taken_back_meanwhile_is_told_and_the_text_kept(store: Store) -> None:
    at = form("Ana", Role.ANALYST)
    with store.writing() as connection:
        writes.withdraw_action(connection, EVA, CHILE, 1)
    at.text_area(key=f"form_{CHILE}_1_note").set_value("my note")
    saver(at).click()
    at.run()
    assert not at.exception
    shown = [*texts(at), *(area.value for area in at.text_area), *(message.value for message in at.error)]
    assert any("my note" in text for text in shown if text)


@pytest.mark.parametrize(
    ("choices", "found"),
    [
        ({"f_processes": "la-declaration"}, 16),
        ({"f_parties": "PER"}, 3),
        ({"f_progress": "implemented"}, 7),
        ({"f_progress": ["planned", "in-progress"]}, 3),
        ({"f_flags": "no-lead"}, 33),
        ({"f_themes": "climate"}, 4),
        ({"f_processes": "mirps", "f_progress": "no-information"}, 1),
    ],
)
def test_filters_select_exactly(store: Store, choices: dict[str, str | list[str]], found: int) -> None:
    at = visit(TRACKER, **choices)
    assert len(at.dataframe[0].value) == found
    assert params(at) == choices


def test_grouping_puts_the_group_first(store: Store) -> None:
    at = visit(TRACKER, f_group="progress")
    groups = list(at.dataframe[0].value["progress"])
    assert groups == sorted(groups)
    assert len(groups) == 53


def test_charts_of_progress(store: Store) -> None:
    at = visit(TRACKER, f_view="chart")
    assert len(at.get("plotly_chart")) == 2
    assert not at.dataframe


def test_nothing_selected_says_what_to_do(store: Store) -> None:
    at = visit(TRACKER, f_parties="HTI")
    assert "No action matches these filters: remove one." in [message.value for message in at.info]
    assert not at.dataframe
    at.button(key="f_clear").click()
    assert len(run(at).dataframe[0].value) == 53
