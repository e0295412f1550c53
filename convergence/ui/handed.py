"""Files that are made when their button is pressed: outside the run of the page, which therefore can't say what goes wrong.

What went wrong is kept for the session, and told by the part of the page that looks after changes (`watch`), some seconds later.
"""

from __future__ import annotations

import logging
from collections.abc import Callable

import streamlit as st

from convergence.errors import ConvergenceError
from convergence.i18n import Catalogue

_KEPT = "not_handed_over"


def over(make: Callable[[], bytes], t: Catalogue) -> Callable[[], bytes]:
    """What makes a file, for a download button; where it can't, the page says why in the words of `t`."""
    failed: list[str] = st.session_state.setdefault(_KEPT, [])

    def made() -> bytes:
        try:
            return make()
        except ConvergenceError as error:
            failed.append(t.error(error))
            raise
        except Exception:
            logging.getLogger("convergence").exception("a file could not be made")
            failed.append(t("shell.unexpected"))
            raise

    return made


def failures() -> list[str]:
    """The sentences that are still to be told, each once."""
    failed: list[str] = st.session_state.get(_KEPT, [])
    told = list(dict.fromkeys(failed))
    failed.clear()
    return told
