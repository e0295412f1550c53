"""Several actions at once on the page of follow-up: what would change is shown first, filters stay, and there is a way back."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest

from convergence import codebook
from convergence.model import Actor, Role
from convergence.store import reads, writes
from convergence.store.opened import Store

from .visits import TRACKER, introduce, params, run, visit

FILTER = {"f_processes": "mirps", "f_view": "together"}


def progress(store: Store) -> list[str]:
    """Of the actions of MIRPS."""
    table = store.frames()
    return [
        code for name, code in zip(table.actions["id"], table.actions["progress"], strict=True) if "/mirps." in name
    ]


def asked(name: str, role: Role, party: str | None = None) -> AppTest:
    at = introduce(visit(TRACKER, **FILTER), name, role, party)
    at.selectbox(key="form_together_0_progress").set_value("planned")
    at.text_area(key="form_together_0_note").set_value("Seen in June")
    return run(at)


def test_what_would_change_is_shown_then_done_then_undone(store: Store) -> None:
    before = progress(store)
    at = asked("Ana", Role.ANALYST)
    assert at.subheader[0].value == "6 actions will change"
    preview = at.dataframe[0].value
    assert list(preview.columns) == ["Action", "Field", "Now", "Then"]
    assert len(preview) == 6 + sum(code != "planned" for code in before)
    assert progress(store) == before
    at.button(key="together_confirm").click()
    assert [toast.value for toast in run(at).toast] == ["6 actions changed"]
    assert progress(store) == ["planned"] * 6
    assert params(at) == FILTER
    changed = next(name for name in store.frames().actions["id"] if "/mirps." in name)
    with store.writing() as connection:
        writes.update_action(
            connection, codebook.bundled(), Actor("Eva Solís", Role.ANALYST), changed, 2, {"note": "x"}
        )
    at.button(key="together_undo").click()
    run(at)
    assert [toast.value for toast in at.toast] == ["5 actions as they were before"]
    assert "1 action was changed since" in at.warning[0].value
    assert "Eva Solís" in at.warning[0].value
    assert progress(store) == ["planned", *before[1:]]
    assert params(at) == FILTER


def test_what_a_colleague_changed_meanwhile_stops_everything(store: Store) -> None:
    at = asked("Ana", Role.ANALYST)
    ids = [name for name in store.frames().actions["id"] if "/mirps." in name]
    with store.writing() as connection:
        writes.update_action(
            connection, codebook.bundled(), Actor("Eva Solís", Role.ANALYST), ids[3], 1, {"progress": "in-progress"}
        )
    version = store.version()
    at.button(key="together_confirm").click()
    run(at, errors=1)
    assert "nothing was saved" in at.error[0].value
    assert store.version() == version
    at.button(key="together_confirm").click()
    run(at)
    assert progress(store) == ["planned"] * 6


def test_a_delegate_changes_his_own_and_no_lead(store: Store) -> None:
    at = introduce(visit(TRACKER, f_view="together"), "Dario", Role.DELEGATE, "PER")
    assert not [box for box in at.selectbox if (box.key or "").endswith("_lead")]
    at.selectbox(key="form_together_0_progress").set_value("in-progress")
    run(at)
    assert at.subheader[0].value == "3 actions will change"
    at.button(key="together_confirm").click()
    run(at)
    with store.reading() as connection:
        who = {event.actor for event in reads.events(connection, verb="action-updated")}
    assert who == {"Dario"}


def test_readers_have_nothing_to_change(store: Store) -> None:
    at = visit(TRACKER, **FILTER)
    assert not [button for button in at.button if button.key == "together_confirm"]
    assert not at.text_area
