"""The command line that makes the same report, for whoever wants it every Monday."""

from __future__ import annotations

import shlex

from convergence.analysis.filters import Filter
from convergence.reports.options import Options

_REPEATED = {
    "processes": "--process",
    "themes": "--theme",
    "kinds": "--kind",
    "positions": "--position",
    "meetings": "--meeting",
    "parties": "--party",
    "progress": "--progress",
    "flags": "--flag",
}


def command(code: str, form: str, language: str, chosen: Filter, options: Options) -> str:
    """`python -m convergence export …` with every choice that differs from what it would be anyway."""
    words = ["python", "-m", "convergence", "export", code, "--format", form, "--language", language]
    if code == "country" and form != "zip":
        words += ["--party", options.party]
    for name, option in _REPEATED.items():
        if name == "parties" and "--party" in words:
            continue
        for value in getattr(chosen, name):
            words += [option, value]
    if chosen.all_themes:
        words.append("--all-themes")
    if chosen.main_only:
        words.append("--main-only")
    if chosen.search:
        words += ["--search", chosen.search]
    if code == "summary":
        words += ["--variant", options.variant]
    if options.since is not None:
        words += ["--since", options.since.isoformat()]
    for column in options.columns:
        words += ["--column", column]
    if options.led_only:
        words.append("--led-only")
    if options.per_theme:
        words.append("--per-theme")
    if options.address:
        words += ["--address", options.address]
    return shlex.join(words)
