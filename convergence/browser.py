"""The cookie that tells one browser from another (`convergence.web.browsers` gives it)."""

from __future__ import annotations

import re

COOKIE = "convergence_browser"
_TOKEN = re.compile(r"[A-Za-z0-9_-]{32}")


def is_token(value: object) -> bool:
    """Whether a cookie's value is one that was given."""
    return isinstance(value, str) and bool(_TOKEN.fullmatch(value))
