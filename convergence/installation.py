"""What whoever runs an installation says about it by environment variables."""

from __future__ import annotations

import os

from convergence.reports.clean import is_web_address


def address() -> str | None:
    """Where this installation can be reached (`CONVERGENCE_ADDRESS`), for links in what leaves it; None for nowhere."""
    found = os.environ.get("CONVERGENCE_ADDRESS", "").rstrip("/")
    return found if is_web_address(found) else None


def is_public() -> bool:
    """Whether programs may read the data without an access key (`CONVERGENCE_PUBLIC=1`)."""
    return os.environ.get("CONVERGENCE_PUBLIC") == "1"
