"""What a figure calls a code, in the reader's language; a code that the codebook does not know stands for itself."""

from __future__ import annotations

from collections.abc import Collection

from convergence.codebook import Codebook
from convergence.i18n import Catalogue


def label(theme: str, codebook: Codebook, t: Catalogue) -> str:
    return t.text(codebook.themes[theme].label) if theme in codebook.themes else theme


def short(process: str, codebook: Codebook, t: Catalogue) -> str:
    return t.text(codebook.processes[process].short) if process in codebook.processes else process


def name(process: str, codebook: Codebook, t: Catalogue) -> str:
    return t.text(codebook.processes[process].name) if process in codebook.processes else process


def party(code: str, codebook: Codebook, t: Catalogue) -> str:
    return t.text(codebook.parties[code].label) if code in codebook.parties else code


def several(processes: Collection[str], codebook: Codebook, t: Catalogue) -> str:
    """Processes in a sentence: "RCM, SACM and MIRPS"."""
    return t.list(short(process, codebook, t) for process in processes)


def quoted(themes: Collection[str], codebook: Codebook, t: Catalogue) -> str:
    """Themes in a sentence, each between the language's quotation marks."""
    return t.list(t("charts.quoted", text=label(theme, codebook, t)) for theme in themes)


def signed(value: float, t: Catalogue) -> str:
    """A difference with its sign: +2.3, −1.4."""
    text = t.number(abs(value), 1)
    return f"+{text}" if value > 0 else f"−{text}" if value < 0 else text
