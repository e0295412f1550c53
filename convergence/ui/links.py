"""Evidence on a page: links to follow, and the fields in which links are added, renamed and taken out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import count

import streamlit as st

from convergence.i18n import Catalogue
from convergence.model import Evidence
from convergence.reports.clean import is_web_address
from convergence.ui.parts import plain


def show(links: Sequence[Evidence], t: Catalogue, key: str) -> None:
    """Links one under the other, each with who added it."""
    for place, link in enumerate(links):
        told = t("tracker.link_told", link=link.label, who=link.by) if link.by else link.label
        if is_web_address(link.url):
            st.link_button(
                plain(told), link.url, type="tertiary", icon=":material/open_in_new:", key=f"{key}_open_{place}"
            )
        else:
            st.text(told)


def fields(prefix: str, links: Sequence[Evidence], t: Catalogue, on_change: Callable[[], None] | None = None) -> None:
    """Title and address of each link, and an empty line for one more."""
    for place, link in enumerate([*links, Evidence("")]):
        title, address = st.columns([2, 3])
        with title:
            st.text_input(
                t("tracker.link_title"),
                value=link.title,
                key=f"{prefix}_link_{place}_title",
                on_change=on_change,
            )
        with address:
            st.text_input(
                t("tracker.link_by", who=plain(link.by)) if link.by else t("tracker.link_url"),
                value=link.url,
                placeholder="https://",
                key=f"{prefix}_link_{place}_url",
                on_change=on_change,
            )
    st.caption(t("tracker.link_how"))


def typed(prefix: str, seen: int) -> tuple[Evidence, ...]:
    """What the fields hold, the first `seen` lines being those of links that are stored.

    A cleared address takes its link out; what is no address, or a new title without one, is kept, to be refused in words.
    """
    found: list[Evidence] = []
    for place in count():
        if f"{prefix}_link_{place}_url" not in st.session_state:
            return tuple(found)
        url = (st.session_state[f"{prefix}_link_{place}_url"] or "").strip()
        title = " ".join((st.session_state.get(f"{prefix}_link_{place}_title") or "").split())
        if url or (title and place >= seen):
            found.append(Evidence(url, title))
    return tuple(found)
