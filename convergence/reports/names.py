"""What the file of a report is called."""

from __future__ import annotations

from convergence.i18n import Catalogue
from convergence.reports.options import Options


def filename(code: str, form: str, t: Catalogue, options: Options) -> str:
    """A name that sorts and says what it is: `convergence-follow-up-PER-2026-11-23-fr.pdf`."""
    party = options.party if code == "country" and form != "zip" else ""
    parts = ["convergence", code, *([party] if party else []), options.today.isoformat(), t.language]
    return f"{'-'.join(parts)}.{form}"
