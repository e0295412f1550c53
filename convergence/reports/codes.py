"""The codebook as a table: what every code means, for readers of the workbook and of the data."""

from __future__ import annotations

import pandas as pd

from convergence.codebook import Codebook
from convergence.i18n import Catalogue
from convergence.reports.tables import Column, Table

_VOCABULARIES = ("kinds", "positions", "progress", "sources", "flags")


def codebook_table(codebook: Codebook, t: Catalogue) -> Table:
    """One row per code: its list, its label and its definition; a theme also with the frameworks that it stands for."""
    rows: list[tuple[str, str, str, str, str]] = []
    for theme in codebook.themes.values():
        objectives = [f"{number} {t.text(codebook.gcm_objectives[number])}" for number in theme.gcm_objectives]
        packages = [f"{code} {t.text(codebook.la_packages[code].label)}" for code in theme.la_packages]
        compact = f"{t('reports.codes.gcm')} {'; '.join(objectives)}" if objectives else ""
        declaration = f"{t('reports.codes.la')} {'; '.join(packages)}" if packages else ""
        crosswalk = " · ".join(part for part in (compact, declaration) if part)
        rows.append((t("reports.codes.themes"), theme.code, t.text(theme.label), t.text(theme.definition), crosswalk))
    for process in codebook.processes.values():
        names = f"{t.text(process.short)} – {t.text(process.name)}"
        rows.append((t("reports.codes.processes"), process.code, names, t.text(process.description), ""))
    for name in _VOCABULARIES:
        for term in getattr(codebook, name).values():
            rows.append((t(f"reports.codes.{name}"), term.code, t.text(term.label), t.text(term.definition), ""))
    for party in codebook.parties.values():
        rows.append((t("reports.codes.parties"), party.code, t.text(party.label), "", ""))
    widths = {"list": 22, "code": 22, "label": 40, "definition": 70, "crosswalk": 60}
    columns = tuple(Column(key, t(f"reports.column.{key}"), "text", width) for key, width in widths.items())
    table = pd.DataFrame(rows, columns=list(widths), dtype=object)
    return Table("codebook", t("reports.table.codebook"), columns, table.where(table != "", None), t.language)
