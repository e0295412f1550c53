"""The row of filters above what they filter. Each choice stands in the URL, as codes, under the page's own prefix."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import streamlit as st

from convergence.analysis.filters import Filter
from convergence.analysis.frames import Frames
from convergence.codebook import Codebook, Term
from convergence.i18n import Catalogue
from convergence.ui import address, session
from convergence.ui.made import kept

# The field of Filter, the key of its label, and the codes it chooses from.
_CHOICES: Mapping[str, tuple[str, Callable[[Frames, Codebook], Sequence[str]]]] = {
    "processes": ("fields.processes", lambda frames, book: list(book.processes)),
    "themes": ("fields.themes", lambda frames, book: list(book.themes)),
    "kinds": ("fields.kind", lambda frames, book: list(book.kinds)),
    "positions": ("fields.position", lambda frames, book: list(book.positions)),
    "parties": ("fields.party", lambda frames, book: _parties(frames, book)),
    "meetings": ("fields.meeting", lambda frames, book: list(frames.meetings["id"])),
    "progress": ("fields.progress", lambda frames, book: list(book.progress)),
    "flags": ("fields.flags", lambda frames, book: list(book.flags)),
}


def _parties(frames: Frames, book: Codebook) -> list[str]:
    """Countries, then the bodies that lead or support something."""
    return frames.kept(("parties", "chosen from"), lambda: _countries_and_bodies(frames, book))


def _countries_and_bodies(frames: Frames, book: Codebook) -> list[str]:
    named = set(frames.leads["party"]) | set(frames.actions["lead"].dropna()) | set(frames.supporting["party"])
    return [code for code, party in book.parties.items() if party.kind == "country" or code in named]


def label(name: str, code: str, frames: Frames, book: Codebook, t: Catalogue) -> str:
    """What a reader sees for a code of a filter."""
    if name == "processes":
        return t.text(book.processes[code].short)
    if name == "meetings":
        return frames.kept(("meetings by name", t.language), lambda: _meetings(frames, t))[code]
    terms: Mapping[str, Term] = getattr(book, name)
    return t.text(terms[code].label)


def _meetings(frames: Frames, t: Catalogue) -> dict[str, str]:
    days, titles = frames.meetings["date"].tolist(), frames.words("meetings", "title", t.language).tolist()
    return {
        code: f"{t.date(day.date())} – {title}"
        for code, day, title in zip(frames.meetings["id"].tolist(), days, titles, strict=True)
    }


def bar(
    prefix: str,
    names: Sequence[str],
    frames: Frames,
    book: Codebook,
    t: Catalogue,
    search: bool = False,
    switches: Sequence[str] = (),
) -> Filter:
    """Show the filters `names` (fields of Filter) in one row and give what is chosen.

    `switches` are `all_themes` and `main_only`, shown inside the filter of themes.
    """
    names = [name for name in names if name != "meetings" or len(frames.meetings) > 1]
    keys = {name: f"{prefix}_{name}" for name in [*names, *switches, *(["search"] if search else [])]}
    for name, key in keys.items():
        codes = _CHOICES[name][1](frames, book) if name in _CHOICES else None
        address.bind(key, "" if name == "search" else False if name in switches else [], codes)
    chosen = {name: st.session_state.get(key) for name, key in keys.items()}
    active = [name for name in keys if name not in switches and chosen[name]]
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        if search:
            st.text_input(
                t("filters.search"),
                key=keys["search"],
                persist_state="session",
                placeholder=t("filters.search"),
                label_visibility="collapsed",
                icon=":material/search:",
                width=260,
            )
        for name in names:
            _choice(name, keys, frames, book, t, switches if name == "themes" else ())
        if active:
            st.button(
                t.n("filters.clear", len(active)),
                key=f"{prefix}_clear",
                type="tertiary",
                icon=":material/filter_alt_off:",
                on_click=_clear,
                args=(list(keys.values()),),
            )
    values = {name: tuple(st.session_state.get(keys[name]) or ()) for name in names}
    flags = {name: bool(st.session_state.get(keys[name])) for name in switches}
    return Filter(**values, **flags, search=(st.session_state.get(keys["search"]) or "") if search else "")  # type: ignore[arg-type]


def _choice(
    name: str, keys: Mapping[str, str], frames: Frames, book: Codebook, t: Catalogue, switches: Sequence[str]
) -> None:
    title_key, codes = _CHOICES[name]
    options = list(codes(frames, book))
    labels = kept(frames, t, ("labels", name), lambda: {code: label(name, code, frames, book, t) for code in options})
    count = len(st.session_state.get(keys[name]) or ())
    title = t(title_key)
    with st.popover(
        t("filters.chosen", title=title, n=t.number(count)) if count else title,
        type=session.emphasis() if count else "secondary",
        key=f"{keys[name]}_open",
    ):
        st.multiselect(
            title,
            options,
            format_func=labels.__getitem__,
            key=keys[name],
            persist_state="session",
            placeholder=t("shell.choose"),
            filter_mode="contains",
            select_all=False,
        )
        for switch in switches:
            st.toggle(t(f"filters.{switch}"), key=keys[switch], persist_state="session")


def _clear(keys: Sequence[str]) -> None:
    for key in keys:
        value = st.session_state.get(key)
        st.session_state[key] = False if isinstance(value, bool) else "" if isinstance(value, str) else []
