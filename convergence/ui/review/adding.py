"""Adding a process, a country or a body that a document names and no list has; naming it in more languages later."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st

from convergence import countries
from convergence.codebook import Added, Codebook
from convergence.errors import ConvergenceError
from convergence.i18n import LANGUAGE_NAMES, Catalogue
from convergence.model import LANGUAGES
from convergence.review import Intervention
from convergence.store import importing, terms
from convergence.ui import session
from convergence.ui.parts import plain

SORTS = ("body", "country")


def show(what: str, record: str = "") -> None:
    """Open a dialog at the next run: `process` (of a part of the document), `party`, or `names` of something added."""
    st.session_state["i_adding"] = (what, record)


def hide() -> None:
    st.session_state.pop("i_adding", None)


def buttons(t: Catalogue) -> None:
    """What to do where a list lacks somebody."""
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        st.caption(t("codebook.missing"), width="content")
        for what in ("process", "party"):
            st.button(
                t(f"codebook.add_{what}"),
                key=f"i_add_{what}",
                type="tertiary",
                icon=":material/add:",
                on_click=show,
                args=(what,),
            )


def dialog(language: str, parts: Sequence[Intervention], book: Codebook, t: Catalogue) -> None:
    """The dialog that is open, if one is; `language` is the document's."""
    what, record = st.session_state.get("i_adding", ("", ""))
    if what == "process":
        part = next((part for part in parts if part.id == record), None)
        st.dialog(t("codebook.add_process"), width="medium", on_dismiss=hide)(_process)(part, language, book, t)
    elif what == "party":
        st.dialog(t("codebook.add_party"), width="medium", on_dismiss=hide)(_party)(book, t)


def _process(part: Intervention | None, language: str, book: Codebook, t: Catalogue) -> None:
    """A new process; the part of the document that it speaks in is given to it."""
    st.caption(t("codebook.add_hint"))
    with st.form("i_new_process", border=False):
        given = {language: part.heading[: terms.NAME_LIMIT]} if part else {}
        name, short = _names("i_new_process", given, {}, t)
        saved = st.form_submit_button(t("codebook.add"), type=session.emphasis())
    if saved:
        _add("process", name, short, part, book, t)


def _party(book: Codebook, t: Catalogue) -> None:
    """A new country, which has its names already, or a new body."""
    sort = st.segmented_control(
        t("codebook.sort"),
        SORTS,
        default=SORTS[0],
        required=True,
        format_func=lambda code: t(f"codebook.sort_{code}"),
        key="i_new_party_sort",
        wrap=True,
    )
    if sort == "country":
        missing = {code: name for code, name in countries.all_names(t.language).items() if code not in book.parties}
        code = st.selectbox(
            t("codebook.country"),
            list(missing),
            index=None,
            format_func=missing.__getitem__,
            placeholder=t("shell.choose"),
            key="i_new_country",
            filter_mode="contains",
        )
        if st.button(t("codebook.add"), type=session.emphasis(), disabled=not code, key="i_new_country_add") and code:
            _write(lambda connection: _country(connection, code), t)
        return
    st.caption(t("codebook.add_hint"))
    with st.form("i_new_body", border=False):
        name, _ = _names("i_new_body", {}, None, t)
        saved = st.form_submit_button(t("codebook.add"), type=session.emphasis())
    if saved:
        _add("body", name, {}, None, book, t)


def _country(connection: Any, code: str) -> None:
    terms.add_term(connection, session.store().bundled, session.actor(), "country", code, countries.names(code))


def _names(
    key: str, name: dict[str, str], short: dict[str, str] | None, t: Catalogue
) -> tuple[dict[str, str], dict[str, str]]:
    """A row of fields for each language: the name and, of a process, the acronym."""
    names, shorts = {}, {}
    for language in sorted(LANGUAGES, key=lambda code: code != t.language):
        columns = st.columns([3, 1]) if short is not None else [st.container()]
        names[language] = columns[0].text_input(
            t("codebook.name_in", language=LANGUAGE_NAMES[language]),
            value=name.get(language, ""),
            key=f"{key}_name_{language}",
        )
        if short is not None:
            shorts[language] = columns[1].text_input(
                t("codebook.short_in", language=LANGUAGE_NAMES[language]),
                value=short.get(language, ""),
                key=f"{key}_short_{language}",
            )
    return names, shorts


def _add(
    sort: str, name: dict[str, str], short: dict[str, str], part: Intervention | None, book: Codebook, t: Catalogue
) -> None:
    first = next((text for text in (name.get("en"), *name.values()) if text and text.strip()), "")

    def write(connection: Any) -> None:
        store, actor = session.store(), session.actor()
        code = terms.suggested_code(book, first)
        terms.add_term(connection, store.bundled, actor, sort, code, name, short)
        if part:
            present = terms.codebook(connection, store.bundled)
            importing.assign_process(connection, present, actor, part.id, part.revision, code)

    _write(write, t)


def _write(write: Callable[[Any], object], t: Catalogue, said: str = "codebook.added") -> None:
    """Write what the dialog says, and close it; or say in it what is wrong."""
    try:
        with session.store().writing() as connection:
            write(connection)
    except ConvergenceError as error:
        st.error(plain(t.error(error)), icon=":material/error:")
        return
    hide()
    st.session_state["said"] = t(said)
    st.rerun()


def added_here(may: bool, t: Catalogue) -> None:
    """What was added, with the languages in which it waits for a name."""
    with session.store().reading() as connection:
        present = terms.added(connection)
    if not present:
        return
    waiting = any(term.to_translate for term in present)
    icon = ":material/translate:" if waiting else ":material/list:"
    with st.expander(t.n("codebook.added_here", len(present)), icon=icon):
        for term in present:
            with st.container(horizontal=True, vertical_alignment="center", key=f"i_term_{term.code}"):
                told = [t.text(term.name), t.text(term.short), t(f"codebook.sort_{term.sort}")]
                if term.to_translate:
                    languages = t.list(LANGUAGE_NAMES[language] for language in term.to_translate)
                    told.append(t("codebook.waiting", languages=languages))
                st.caption(plain(" · ".join(part for part in told if part)), width="stretch")
                if may:
                    st.button(
                        t("codebook.complete"),
                        key=f"i_names_{term.code}",
                        type="tertiary",
                        on_click=show,
                        args=("names", term.code),
                    )
    what, record = st.session_state.get("i_adding", ("", ""))
    named = next((term for term in present if what == "names" and term.code == record), None)
    if may and named:
        st.dialog(plain(t.text(named.name)), width="medium", on_dismiss=hide)(_rename)(named, t)


def _rename(term: Added, t: Catalogue) -> None:
    with st.form("i_names", border=False):
        short = dict(term.short) if term.sort == "process" else None
        name, acronym = _names(f"i_names_{term.code}_{term.revision}", dict(term.name), short, t)
        saved = st.form_submit_button(t("codebook.save_names"), type=session.emphasis())
    if saved:
        _write(lambda connection: _renamed(connection, term, name, acronym), t, "codebook.named")


def _renamed(connection: Any, term: Added, name: dict[str, str], short: dict[str, str]) -> None:
    """Only what this person changed is written, so that two who translate into two languages don't meet."""
    bundled, actor = session.store().bundled, session.actor()
    names = {language: text for language, text in name.items() if text != term.name.get(language, "")}
    shorts = {language: text for language, text in short.items() if text != term.short.get(language, "")}
    terms.name_term(connection, bundled, actor, term.code, term.revision, names, shorts)
