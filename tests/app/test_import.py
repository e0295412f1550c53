"""The Import page: a document is read, reviewed, stored, and taken back; bad files are said in a sentence."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from convergence.model import Actor, Role
from convergence.store import deciding, imports, reads
from convergence.store.opened import Store

from .documents import ASYLUM, SKILLS, TRICKY, XENOPHOBIA, word
from .visits import ACTIVITY, OVERVIEW, has_button, introduce, params, run, said, texts, visit

IMPORT = "pages/exchange/import_document.py"
BRUNO = Actor("Bruno", Role.ANALYST)
QUITO = """Declaration of the Quito Process
Lima, 4 May 2021
The participants agree to issue residence permits to refugees without documents.
"""
FIRST, SECOND, THIRD = "import-2/1.2.1", "import-2/1.3.1", "import-2/2.1.1"


def upload(at: AppTest, name: str, content: bytes) -> AppTest:
    """Drop a file, and come back to the page until it is read."""
    at.file_uploader[0].set_value((name, content, "application/octet-stream"))
    at.run()
    while "i_job" in at.session_state and at.session_state["i_job"].running:
        at.run()
    at.run()
    assert not at.exception
    return at


def analyst() -> AppTest:
    return introduce(visit(IMPORT), "Ana", Role.ANALYST)


@pytest.fixture
def reviewed(store: Store) -> AppTest:
    """The document, read and open at its review."""
    at = upload(analyst(), "rcm.docx", word())
    at.query_params["i_step"] = "review"
    at.session_state["i_step"] = "review"
    return run(at)


def states(store: Store) -> dict[str, str]:
    with store.reading() as connection:
        parts = imports.interventions(connection, "import-2")
    return {entry.id: entry.state for part in parts for passage in part.passages for entry in passage.proposals}


def press(at: AppTest, key: str) -> AppTest:
    at.button(key=key).click()
    return run(at)


def test_only_an_analyst_can_drop_a_file(store: Store) -> None:
    assert not visit(IMPORT).file_uploader
    assert not introduce(visit(IMPORT), "Dana", Role.DELEGATE, "CHL").file_uploader
    assert len(analyst().file_uploader) == 1


def test_a_document_is_read_and_its_meeting_corrected(store: Store) -> None:
    at = upload(analyst(), "rcm.docx", word())
    assert params(at)["i_document"] == "import-2"
    with store.reading() as connection:
        document = imports.document(connection, "import-2")
    assert (str(document.date), document.place, document.language) == ("2024-03-14", "San José, Costa Rica", "en")
    assert states(store) == dict.fromkeys((FIRST, SECOND, THIRD), "proposed")
    at.text_input(key="i_meeting_import-2_1_title").set_value("Meeting in *San José*")
    at.selectbox(key="i_meeting_import-2_1_body").set_value("crm")
    at.button[[button.label for button in at.button].index("Save the corrected meeting")].click()
    run(at)
    with store.reading() as connection:
        document = imports.document(connection, "import-2")
    assert (document.title, document.body, document.revision) == ("Meeting in *San José*", "crm", 2)
    at.selectbox(key="i_process_import-2/2_1").set_value("idm")
    run(at)
    with store.reading() as connection:
        assert imports.proposal(connection, THIRD).processes == ("idm",)


def test_a_document_under_review_is_told_by_its_name(store: Store) -> None:
    upload(analyst(), "rcm.docx", word())
    for page in (OVERVIEW, ACTIVITY):
        labels = [link.value for link in visit(page).page_link]
        assert r"rcm\.docx" in labels
        assert not any("import" in label for label in labels)


def test_what_a_document_says_is_shown_as_text(reviewed: AppTest) -> None:
    reviewed.session_state["i_shown"] = "all"
    at = run(reviewed)
    shown = [text.value for text in at.markdown if "thanked" in text.value]
    assert len(shown) == 1
    assert r"\*its hosts\*" in shown[0]
    assert r"\<b\>and\<\/b\>" in shown[0]
    assert r"\[secretariat\]\(http\:" in shown[0]
    assert shown[0].replace("\\", "").replace("\u2060", "") == TRICKY
    assert ASYLUM in texts(at)
    assert XENOPHOBIA in texts(at)


def test_decisions_by_button_and_the_way_to_the_next(reviewed: AppTest, store: Store) -> None:
    at = press(reviewed, "i_accept")
    assert states(store) == {FIRST: "accepted", SECOND: "proposed", THIRD: "proposed"}
    at = press(at, "i_reject")
    at = press(at, "i_accept")
    assert states(store) == {FIRST: "accepted", SECOND: "rejected", THIRD: "accepted"}
    assert not has_button(at, "Accept")
    at.session_state["i_shown"] = "rejected"
    at = run(at)
    assert XENOPHOBIA in texts(at)
    assert ASYLUM not in texts(at)
    press(at, "i_reopen")
    assert states(store)[SECOND] == "proposed"


def test_change_split_and_add(reviewed: AppTest, store: Store) -> None:
    at = press(reviewed, "i_edit")
    at.text_area(key=f"i_edit_{FIRST}_1_text").set_value("Open asylum to all.")
    at.multiselect(key=f"i_edit_{FIRST}_1_themes").set_value(["asylum", "human-rights"])
    at.button[[button.label for button in at.button].index("Accept it like this")].click()
    at = press(run(at), "i_split")
    at.text_area(key=f"i_split_{SECOND}_1_text").set_value("Fight xenophobia.\nFight racism.")
    at.button[[button.label for button in at.button].index("Split it like this")].click()
    run(at)
    at.session_state["i_shown"] = "silent"
    at = press(run(at), "i_add_import-2/1.1")
    at.text_area(key="i_add_import-2/1.1_text").set_value("noted the $report$")
    at.multiselect(key="i_add_import-2/1.1_themes").set_value(["data"])
    at.button[[button.label for button in at.button].index("Add")].click()
    run(at)
    with store.reading() as connection:
        first, second, added = (
            imports.proposal(connection, name) for name in (FIRST, "import-2/1.3.2", "import-2/1.1.1")
        )
    assert (first.text, first.themes, first.state) == ("Open asylum to all.", ("asylum", "human-rights"), "edited")
    assert (second.text, second.themes, second.origin) == ("Fight racism.", ("xenophobia",), "person")
    assert (added.text, added.themes, added.by) == ("noted the $report$", ("data",), "Ana")


def test_a_role_taken_away_in_the_middle_of_a_form(reviewed: AppTest, store: Store) -> None:
    """Nothing is saved, and what was typed is there again with the role."""
    at = press(reviewed, "i_edit")
    at.text_area(key=f"i_edit_{FIRST}_1_text").set_value("Open asylum to all.")
    at.session_state["person_role"] = Role.READER
    at.button[[button.label for button in at.button].index("Accept it like this")].click()
    assert not run(at).text_area
    assert not run(at).text_area
    assert states(store)[FIRST] == "proposed"
    at.session_state["person_role"] = Role.ANALYST
    assert run(at).text_area(key=f"i_edit_{FIRST}_1_text").value == "Open asylum to all."
    at.button[[button.label for button in at.button].index("Accept it like this")].click()
    run(at)
    with store.reading() as connection:
        assert imports.proposal(connection, FIRST).text == "Open asylum to all."


def test_one_field_at_a_time(reviewed: AppTest, store: Store) -> None:
    at = press(reviewed, "i_edit_kind")
    assert not at.text_area
    assert not at.multiselect
    at.selectbox(key=f"i_edit_{FIRST}_1_kind").set_value("decision")
    at.button[[button.label for button in at.button].index("Accept it like this")].click()
    run(at)
    with store.reading() as connection:
        first = imports.proposal(connection, FIRST)
    assert (first.text, first.kind, first.state) == (ASYLUM, "decision", "edited")


def test_two_reviewers_do_not_overwrite_each_other(reviewed: AppTest, store: Store) -> None:
    with store.writing() as connection:
        deciding.reject(connection, BRUNO, FIRST, 1)
    at = press(reviewed, "i_accept")
    assert states(store)[FIRST] == "rejected"
    at.session_state["i_shown"] = "all"
    at = run(at)
    assert any("Bruno" in warning.value for warning in at.warning)
    assert "Decision: Left out (the other), Taken (you)" in texts(at)
    at = press(at, f"i_mine_{FIRST}")
    assert states(store)[FIRST] == "accepted"
    assert not at.warning


def test_from_review_to_the_meeting_and_back(reviewed: AppTest, store: Store) -> None:
    before = len(store.frames().recommendations)
    at = press(press(reviewed, "i_accept"), "i_reject")
    at.session_state["i_step"] = "commit"
    at = run(at)
    assert [metric.value for metric in at.metric] == ["1", "1", "1"]
    assert at.dataframe[0].value.to_numpy().tolist() == [["Asylum and international protection", "RCM", 1, 2]]
    assert any(button.label == "Store 1 recommendation" for button in at.button)
    at.checkbox(key="i_unreviewed").check()
    at = press(run(at), "i_commit")
    frames = store.frames()
    assert len(frames.recommendations) == before + 2
    assert frames.recommendations.set_index("id")["reviewed"].tail(2).to_dict() == {
        "2024-03-14-crm/crm.2.1": True,
        "2024-03-14-crm/csm.1.1": False,
    }
    at = press(at, "i_undo")
    assert len(store.frames().recommendations) == before
    assert states(store) == {FIRST: "accepted", SECOND: "rejected", THIRD: "proposed"}
    with store.reading() as connection:
        verbs = [event.verb for event in reads.events(connection, limit=2)]
    assert verbs == ["import-undone", "import-committed"]


def test_taken_up_again_by_somebody_else(reviewed: AppTest, store: Store) -> None:
    press(reviewed, "i_accept")
    at = introduce(visit(IMPORT), "Bruno", Role.ANALYST)
    assert any("rcm" in text.value for text in at.markdown)
    at = press(at, "i_open_import-2")
    assert params(at)["i_document"] == "import-2"
    at.session_state["i_step"] = "review"
    press(run(at), "i_accept")
    with store.reading() as connection:
        assert [imports.proposal(connection, name).by for name in (FIRST, SECOND)] == ["Ana", "Bruno"]


def test_the_same_file_again(reviewed: AppTest, store: Store) -> None:
    at = upload(introduce(visit(IMPORT), "Bruno", Role.ANALYST), "again.docx", word())
    assert any("rcm" in warning.value for warning in at.warning)
    assert "i_document" not in params(at)
    at = press(at, "i_open_first")
    assert params(at)["i_document"] == "import-2"


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("empty.txt", b"", "empty"),
        ("broken.docx", b"PK\x03\x04 not a document", "damaged"),
        ("old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, ".docx"),
    ],
)
def test_a_bad_file_is_said_and_nothing_is_stored(store: Store, name: str, content: bytes, told: str) -> None:
    version = store.version()
    at = upload(analyst(), name, content)
    assert len(at.error) == 1
    assert told in said(at)[0]
    assert store.version() == version


def test_without_a_recommendation_only_on_demand(store: Store) -> None:
    version = store.version()
    text = "The Conference thanked its hosts for their hospitality.\n\nThe meeting took place in Lima.\n"
    at = upload(analyst(), "thanks.txt", text.encode())
    assert store.version() == version
    at.button(key="i_keep_empty").click()
    at.run()
    while "i_job" in at.session_state and at.session_state["i_job"].running:
        at.run()
    run(at)
    with store.reading() as connection:
        assert [document.name for document in imports.documents(connection, ("open",))] == ["thanks.txt"]


@pytest.mark.parametrize("language", ["fr", "es", "pt"])
def test_in_every_language(store: Store, language: str) -> None:
    at = introduce(visit(IMPORT, lang=language), "Ana", Role.ANALYST)
    at = upload(at, "rcm.docx", word())
    for step in ("review", "commit"):
        at.session_state["i_step"] = step
        run(at)


def test_shown_in_its_own_language_until_translated(reviewed: AppTest, store: Store) -> None:
    at = press(press(press(reviewed, "i_accept"), "i_accept"), "i_accept")
    at.session_state["i_step"] = "commit"
    press(run(at), "i_commit")
    point = "2024-03-14-crm/csm.1.1"
    at = introduce(visit("pages/explore/recommendation.py", lang="es", id=point), "Ana", Role.ANALYST)
    assert SKILLS in texts(at)
    assert any("no existe en su idioma" in caption.value for caption in at.caption)
    at.text_area(key=f"form_translate_{point}_es_0").set_value("Reconocer las competencias.")
    at.button[[button.label for button in at.button].index("Guardar la traducción")].click()
    at = run(at)
    with store.reading() as connection:
        assert reads.recommendation(connection, point).text == {"en": SKILLS, "es": "Reconocer las competencias."}
    assert "Reconocer las competencias." in texts(at)


def test_a_process_that_no_list_has_is_added_where_it_spoke_and_named_later(store: Store) -> None:
    at = upload(analyst(), "quito.txt", QUITO.encode())
    assert len(at.warning) == 1
    at.button(key="i_new_import-2/1").click()
    run(at)
    at.text_input(key="i_new_process_name_en").set_value("Quito Process")
    at.text_input(key="i_new_process_short_en").set_value("QP")
    next(button for button in at.button if button.label == "Add").click()
    run(at)
    assert said(at) == []
    assert not at.warning
    assert at.selectbox(key="i_process_import-2/1_2").value == "quito-process"
    assert "quito-process" in store.codebook.processes

    french = introduce(visit(IMPORT, lang="fr"), "Ana", Role.ANALYST)
    waiting = next(caption.value for caption in french.caption if "À traduire" in caption.value)
    assert waiting.startswith("Quito Process · QP · Processus · À")
    assert waiting.endswith("Français, Español et Português")
    press(french, "i_names_quito-process")
    french.text_input(key="i_names_quito-process_1_name_fr").set_value("Processus de Quito")
    next(button for button in french.button if button.label == "Enregistrer les noms").click()
    run(french)
    assert store.codebook.processes["quito-process"].name["fr"] == "Processus de Quito"
    filters = visit("pages/explore/recommendations.py", lang="fr")
    assert any("QP" in str(box.options) for box in (*filters.multiselect, *filters.selectbox))


def test_a_country_is_added_with_its_names_and_a_delegate_adds_nothing(reviewed: AppTest, store: Store) -> None:
    press(reviewed, "i_add_party")
    reviewed.segmented_control(key="i_new_party_sort").set_value("country")
    run(reviewed)
    reviewed.selectbox(key="i_new_country").set_value("ESP")
    run(reviewed)
    press(reviewed, "i_new_country_add")
    assert store.codebook.parties["ESP"].label["pt"] == "Espanha"
    delegate = introduce(visit(IMPORT, i_document="import-2"), "Dana", Role.DELEGATE, "CHL")
    assert not has_button(delegate, "Add a process")
