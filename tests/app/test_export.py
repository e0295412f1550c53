"""Export: what is offered is what the filters select, in the reader's language."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from convergence import codebook
from convergence.i18n import catalogue
from convergence.model import Actor, Role
from convergence.reports import kinds
from convergence.store import writes
from convergence.store.opened import Store
from convergence.ui import reports as offered

from .visits import EXPORT, MEETING, OVERVIEW, RECOMMENDATIONS, introduce, params, run, visit


@pytest.mark.parametrize(
    ("choices", "rows"),
    [
        ({"x_what": "recommendations"}, "55 rows"),
        ({"x_what": "recommendations", "x_processes": "mirps"}, "6 rows"),
        ({"x_what": "actions"}, "53 rows"),
        ({"x_what": "actions", "x_flags": "no-lead"}, "33 rows"),
        ({"x_what": "themes-by-process"}, "27 rows"),
    ],
)
def test_what_the_filters_select(store: Store, choices: dict[str, str], rows: str) -> None:
    at = visit(EXPORT, **choices)
    assert any(caption.value.startswith(rows) for caption in at.caption), [caption.value for caption in at.caption]
    assert [button.label for button in at.download_button] == ["Download CSV", "Download Excel"]
    assert params(at) == choices


def test_pictures_are_shown_as_they_were_made(store: Store) -> None:
    """Streamlit would turn the first page into a JPEG at every run."""
    shown = [picture.url for element in visit(EXPORT).get("image") for picture in element.proto.imgs]
    assert len(shown) == len(kinds.REPORTS) + 1
    assert {url.rpartition(".")[2] for url in shown} == {"png"}


def test_each_report_comes_in_its_formats(store: Store) -> None:
    at = visit(EXPORT)
    assert at.session_state["x_what"] == "summary"
    assert [button.label for button in at.download_button] == ["Download Word", "Download PDF"]
    at = visit(EXPORT, x_what="calendar")
    assert len(at.info) == 1  # the bundled meeting names no due date
    assert not at.download_button
    at = visit(EXPORT, x_what="country")
    assert [info.value for info in at.info] == [
        "Choose a country for its own sheet; the archive holds those of all delegations."
    ]
    assert not at.download_button
    assert at.button(key="x_prepare_zip").label == "Prepare all sheets (zip)"
    assert [code.value for code in at.code] == ["python -m convergence export country --format zip --language en"]
    at = visit(EXPORT, x_what="country", x_party="URY")
    assert [info.value for info in at.info] == [
        "Uruguay: no action led or supported in what is chosen. Widen the filters."
    ]
    assert not at.download_button
    assert at.button(key="x_prepare_zip").label == "Prepare all sheets (zip)"
    at = visit(EXPORT, x_what="country", x_party="PER")
    assert [button.label for button in at.download_button] == ["Download Word", "Download PDF"]
    at.button(key="x_prepare_zip").click()
    run(at)
    assert at.download_button[-1].label.startswith("Ready: convergence-country-")
    assert not at.info
    assert any("export country --format pdf --language en --party PER" in code.value for code in at.code)


def test_nothing_to_export(store: Store) -> None:
    at = visit(EXPORT, x_parties="HTI")
    assert len(at.info) == 1
    assert not at.download_button


def test_the_file_follows_its_own_language(store: Store) -> None:
    at = visit(EXPORT, x_what="recommendations", x_processes="mirps")
    at.selectbox(key="x_lang").set_value("es")
    run(at)
    assert "La estrategia" not in at.title[0].value
    assert at.title[0].value == "Export"
    english = visit(EXPORT, x_what="recommendations", x_processes="mirps").dataframe[0].value
    assert not english["text"].equals(at.dataframe[0].value["text"])
    assert len(at.dataframe[0].value) == 6


def test_everything_is_offered_to_whoever_loads(store: Store) -> None:
    at = visit(EXPORT)
    assert "Everything, to be loaded again" not in [box.label for box in at.expander]
    at = introduce(visit(OVERVIEW), "Ana", Role.ANALYST)
    at.switch_page(EXPORT)
    run(at)
    assert at.download_button(key="x_archive").label == "Download archive (zip)"
    assert "python -m convergence export archive --output convergence.zip" in [code.value for code in at.code]


def test_every_report_has_its_picture_and_its_button(store: Store) -> None:
    at = visit(EXPORT)
    assert {path.stem for path in offered.PICTURES.iterdir()} == set(kinds.REPORTS)
    assert [button.key for button in at.button if button.key and button.key.startswith("x_choose_")] == [
        f"x_choose_{code}" for code in kinds.REPORTS
    ]
    at.button(key="x_choose_workbook").click()
    run(at)
    assert params(at)["x_what"] == "workbook"
    assert [button.label for button in at.download_button] == ["Download Excel"]


def test_columns_are_chosen(store: Store) -> None:
    at = visit(EXPORT, x_what="recommendations", x_columns=["text", "kind"])
    assert list(at.dataframe[0].value.columns) == ["text", "kind"]
    assert any("--column text --column kind" in code.value for code in at.code)
    assert "link" not in at.multiselect(key="x_columns").options  # the installation has no address


def test_a_long_report_is_prepared_before_it_is_handed_over(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(offered, "LONG", 50)
    at = visit(EXPORT, x_what="recommendations")
    assert not at.download_button
    at.button(key="x_prepare_csv").click()
    run(at)
    (ready,) = at.download_button
    assert ready.label.startswith("Ready: convergence-recommendations-")
    at.multiselect(key="x_processes").set_value(["crm", "csm", "la-declaration", "mirps", "idb"])
    run(at)
    assert all("Ready" not in button.label for button in at.download_button)


def test_where_a_script_has_no_font_the_page_says_so_and_offers_the_word_file(store: Store) -> None:
    """A letter so new that no font has it; the preview drew a box, and the button for the PDF failed without a word of ours."""
    with store.writing() as connection:
        chile = Actor("Dario Rojas", Role.DELEGATE, "CHL")
        action = f"{MEETING}/la-declaration.6.1/a1"
        writes.update_action(connection, codebook.bundled(), chile, action, 1, {"note": "Told: \U0001e6d0"})
    sentence = (
        "This computer has no font for “\U0001e6d0”, so the PDF can’t be drawn: "
        "take the Word file, or install a font for that script."
    )
    at = visit(EXPORT)
    assert [box.value for box in at.warning] == [sentence]
    assert [button.label for button in at.download_button] == ["Download Word"]
    assert not any("--format pdf" in code.value for code in at.code)
    at = visit(EXPORT, x_what="country", x_party="PER")  # nothing of it has that letter
    assert not at.warning
    assert [button.label for button in at.download_button] == ["Download Word", "Download PDF"]
    at.button(key="x_prepare_zip").click()
    run(at, errors=1)
    assert [box.value for box in at.error] == [sentence]
    assert "x_made" not in at.session_state


def test_why_a_file_does_not_come_is_told_once(store: Store) -> None:
    """It is made outside the run of the page, by a thread that knows of no page."""

    def page() -> None:
        import threading
        from contextlib import suppress

        import streamlit as st

        from convergence.errors import Unavailable
        from convergence.i18n import catalogue
        from convergence.ui import handed

        def lacking() -> bytes:
            raise Unavailable("reports.no_font", text="𐨐")

        def unforeseen() -> bytes:
            raise KeyError("x")

        def pressed(make: object) -> None:
            with suppress(Unavailable, KeyError):
                make()  # type: ignore[operator]

        t = catalogue("en")
        for make in (lacking, lacking, unforeseen, lambda: b"made"):
            thread = threading.Thread(target=pressed, args=(handed.over(make, t),))
            thread.start()
            thread.join()
        for _ in range(2):
            st.text(" | ".join(handed.failures()) or "nothing")

    at = AppTest.from_function(page).run()
    first, second = (text.value for text in at.text)
    assert first.split(" | ")[0].startswith("This computer has no font for “𐨐”")
    assert first.split(" | ")[1:] == [catalogue("en")("shell.unexpected")]
    assert second == "nothing"


def test_the_page_tells_why_a_file_did_not_come(store: Store) -> None:
    at = visit(EXPORT, x_what="recommendations")
    assert not at.toast
    at.session_state["not_handed_over"].append("There is no room in /tmp.")
    run(at)
    assert ["There is no room" in toast.value for toast in at.toast] == [True]
    assert at.session_state["not_handed_over"] == []


@pytest.mark.parametrize(
    ("page", "choices"),
    [
        (EXPORT, {"x_what": "workbook", "x_lang": "es", "x_processes": "csm", "x_search": "migra", "x_per_theme": "1"}),
        (EXPORT, {"x_what": "follow-up", "x_since": "2023-01-01"}),
        (RECOMMENDATIONS, {"r_processes": "csm", "r_themes": "data"}),
    ],
)
def test_who_goes_to_another_page_and_comes_back_finds_all_choices(
    store: Store, page: str, choices: dict[str, str]
) -> None:
    """The first one that the page writes into its address was taken for a link, and the others went."""
    at = visit(page, **choices)
    assert params(at) == choices
    at.switch_page(OVERVIEW)
    for name in choices:
        del at.query_params[name]
    run(at)
    at.switch_page(page)
    run(at)
    run(at)
    assert params(at) == choices
