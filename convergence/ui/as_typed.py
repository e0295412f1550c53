"""Taking in what is typed into a form of an action while it is being typed, without leaving the field.

Streamlit hears of a text when its field is left or at Ctrl+Enter. A reload does not leave the field; so, when somebody pauses, his browser
gives Ctrl+Enter for him. The cursor stays where it is.
"""

from __future__ import annotations

import streamlit as st

PAUSE_MS = 700
_JS = f"""
let waiting
export default function () {{
  const listen = event => {{
    const field = event.target
    if (event.isComposing || !(field instanceof Element)) return
    if (!field.closest("[data-testid='stTextArea'], [data-testid='stTextInput']")) return
    if (!field.closest("[class*='st-key-form_']")) return
    clearTimeout(waiting)
    waiting = setTimeout(
      () => field.dispatchEvent(new KeyboardEvent("keydown", {{ key: "Enter", ctrlKey: true, bubbles: true }})),
      {PAUSE_MS}
    )
  }}
  document.addEventListener("input", listen)
  return () => document.removeEventListener("input", listen)
}}
"""


def listen() -> None:
    """At the end of a page with forms of actions."""
    st.components.v2.component("as_typed", js=_JS)(key="as_typed")
