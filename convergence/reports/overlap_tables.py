"""The tables behind the figures of the Overlap page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import pandas as pd

from convergence.analysis import links
from convergence.analysis.ask_groups import Group
from convergence.analysis.cooccurrence import Together
from convergence.analysis.frames import Frames
from convergence.analysis.gaps import ALL, Gaps
from convergence.analysis.likeness import Intersection, Likeness
from convergence.analysis.overlap import Matrix
from convergence.analysis.same_ask import Pair
from convergence.charts.names import label, party, short
from convergence.codebook import Codebook
from convergence.i18n import Catalogue
from convergence.reports import labels, tables
from convergence.reports.tables import Column, Kind, Table, blanks


def made(
    name: str, t: Catalogue, columns: Sequence[tuple[str, Kind, int]], values: Mapping[str, Sequence[Any]]
) -> Table:
    """A table whose headers are the catalogue's words for its keys."""
    return Table(
        name,
        t(f"overlap_tables.{name}"),
        tuple(Column(key, t(f"overlap_tables.{key}"), kind, width) for key, kind, width in columns),
        blanks(pd.DataFrame({key: values[key] for key, _, _ in columns})),
        t.language,
    )


def matrix(counted: Matrix, measure: str, codebook: Codebook, t: Catalogue) -> Table:
    """Themes by processes in the measure that the figure shows; the last row counts each process's recommendations."""
    table = tables.matrix(counted, codebook, t)
    if measure == "count":
        return table
    values = {
        "share": lambda: (100 * counted.shares).round(1),
        "presence": lambda: (counted.counts > 0).astype(int),
        "deviation": lambda: counted.residuals.round(1) + 0.0,  # no minus before a zero
    }[measure]().loc[counted.order()]
    last = table.rows.iloc[-1]
    rows = table.rows.assign(
        theme=[*table.rows["theme"].iloc[:-1], t("reports.column.points")],
        **{code: [*values[code].tolist(), last[code]] for code in values.columns},
    )
    return replace(table, name=f"{table.name}-{measure}", title=t(f"overlap_tables.matrix_{measure}"), rows=rows)


def likeness(found: Likeness, codebook: Codebook, t: Catalogue) -> Table:
    """One row per pair of processes that share a theme, the most alike first."""
    pairs = found.pairs()
    return made(
        "pairs-of-processes",
        t,
        [("process", "text", 18), ("other_process", "text", 18), ("shared", "number", 12), ("likeness", "number", 12)],
        {
            "process": [short(one, codebook, t) for one, _ in pairs],
            "other_process": [short(other, codebook, t) for _, other in pairs],
            "shared": [int(found.shared.at[pair]) for pair in pairs],  # type: ignore[arg-type]
            "likeness": [round(float(found.values.at[pair]), 3) for pair in pairs],  # type: ignore[arg-type]
        },
    )


def intersections(sets: Sequence[Intersection], codebook: Codebook, t: Catalogue) -> Table:
    """One row per set of processes: the themes that exactly those raise."""
    return made(
        "sets-of-processes",
        t,
        [("processes", "text", 40), ("how_many_processes", "number", 12), ("how_many_themes", "number", 12),
         ("themes", "text", 70)],
        {
            "processes": [labels.JOIN.join(short(code, codebook, t) for code in item.processes) for item in sets],
            "how_many_processes": [len(item.processes) for item in sets],
            "how_many_themes": [len(item.themes) for item in sets],
            "themes": [labels.JOIN.join(label(code, codebook, t) for code in item.themes) for item in sets],
        },
    )  # fmt: skip


def together(found: Together, codebook: Codebook, t: Catalogue) -> Table:
    """One row per pair of themes that go together: how often, and how much more often than by chance."""
    pairs = found.pairs()
    return made(
        "pairs-of-themes",
        t,
        [("theme", "text", 34), ("other_theme", "text", 34), ("count", "number", 12), ("lift", "number", 12),
         ("same_family", "text", 14)],
        {
            "theme": [label(one, codebook, t) for one, _ in pairs],
            "other_theme": [label(other, codebook, t) for _, other in pairs],
            "count": [found.count(*pair) for pair in pairs],
            "lift": [round(found.lift(*pair), 2) for pair in pairs],
            "same_family": [t("reports.yes" if found.family[one] == found.family[other] else "reports.no")
                            for one, other in pairs],
        },
    )  # fmt: skip


def gaps(
    found: Sequence[tuple[str, Gaps, Mapping[str, str]]], codebook: Codebook, t: Catalogue, name: str = "gaps"
) -> Table:
    """One row per item of each framework: its state in all, and which processes are silent on it or did not follow up."""
    values: dict[str, list[Any]] = {
        key: [] for key in ("framework", "item", "state", "points", "with_follow_up", "silent", "unfollowed")
    }
    for framework, counted, items in found:
        processes = [str(code) for code in counted.counts.columns if code != ALL]
        for item, text in items.items():
            values["framework"].append(t(f"overlap.level_{framework}"))
            values["item"].append(text)
            state = "uncovered" if item in counted.uncovered else counted.state(item)
            values["state"].append(t(f"overlap_tables.state_{state}"))
            values["points"].append(int(counted.counts.at[item, ALL]))  # type: ignore[arg-type]
            values["with_follow_up"].append(int(counted.followed.at[item, ALL]))  # type: ignore[arg-type]
            for wanted in ("silent", "unfollowed"):
                codes = [code for code in processes if counted.state(item, code) == wanted]
                values[wanted].append(labels.JOIN.join(short(code, codebook, t) for code in codes) or None)
    return made(
        name,
        t,
        [("framework", "text", 22), ("item", "text", 40), ("state", "text", 26), ("points", "number", 12),
         ("with_follow_up", "number", 12), ("silent", "text", 36), ("unfollowed", "text", 36)],
        values,
    )  # fmt: skip


def parties(counts: pd.DataFrame, totals: Mapping[str, int], codebook: Codebook, t: Catalogue) -> Table:
    """Parties in rows, themes in columns, and how many recommendations each leads in all."""
    columns = [
        Column("party", t("overlap_tables.party"), "text", 30),
        *(Column(str(code), label(str(code), codebook, t), "number", 12) for code in counts.columns),
        Column("points", t("overlap_tables.points"), "number", 12),
    ]
    values: dict[str, list[Any]] = {"party": [party(str(code), codebook, t) for code in counts.index]}
    values |= {str(code): counts[code].tolist() for code in counts.columns}
    values["points"] = [totals[str(code)] for code in counts.index]
    title = t("overlap_tables.parties-by-theme")
    return Table("parties-by-theme", title, tuple(columns), pd.DataFrame(values), t.language)


def over_time(counts: pd.DataFrame, meetings: Mapping[str, str], codebook: Codebook, t: Catalogue) -> Table:
    """Themes in rows, meetings in columns."""
    columns = [
        Column("theme", t("overlap_tables.theme"), "text", 34),
        *(Column(str(code), meetings[str(code)], "number", 16) for code in counts.columns),
    ]
    values: dict[str, list[Any]] = {"theme": [label(str(code), codebook, t) for code in counts.index]}
    values |= {str(code): counts[code].tolist() for code in counts.columns}
    title = t("overlap_tables.themes-by-meeting")
    return Table("themes-by-meeting", title, tuple(columns), pd.DataFrame(values), t.language)


def same_ask(frames: Frames, pairs: Sequence[Pair], groups: Sequence[Group], codebook: Codebook, t: Catalogue) -> Table:
    """One row per pair that a machine proposes, the most alike first, with each reason as a number from 0 to 1.

    `group` is the number of the group that a pair is in, if any.
    """
    group_of = {(pair.one, pair.other): n for n, group in enumerate(groups, start=1) for pair in group.pairs}
    cited = labels.references(frames, codebook, t)
    texts = labels.marked(frames, "recommendations", "text", t)

    def rounded(value: float | None) -> float:
        return float("nan") if value is None else round(value, 2)

    return made(
        "same-ask",
        t,
        [("reference", "text", 14), ("text", "text", 60), ("other_reference", "text", 14), ("other_text", "text", 60),
         ("score", "number", 12), ("words", "number", 12), ("by_themes", "number", 12), ("verb", "number", 12),
         ("by_parties", "number", 12), ("group", "number", 8)],
        {
            "group": [group_of.get((pair.one, pair.other), float("nan")) for pair in pairs],
            "reference": [cited[pair.one] for pair in pairs],
            "text": [texts[pair.one] for pair in pairs],
            "other_reference": [cited[pair.other] for pair in pairs],
            "other_text": [texts[pair.other] for pair in pairs],
            "score": [round(pair.score, 2) for pair in pairs],
            "words": [rounded(pair.words) for pair in pairs],
            "by_themes": [rounded(pair.themes) for pair in pairs],
            "verb": [rounded(pair.verb) for pair in pairs],
            "by_parties": [rounded(pair.parties) for pair in pairs],
        },
    )  # fmt: skip


def decided(frames: Frames, decisions: Sequence[tuple[int, int, str]], codebook: Codebook, t: Catalogue) -> Table:
    """One row per pair (positions, kind) that people decided about, with the joint actions that follow up both."""
    cited = labels.references(frames, codebook, t)
    texts = labels.marked(frames, "recommendations", "text", t)
    titles = labels.marked(frames, "actions", "title", t)
    reached: dict[int, list[int]] = {}
    for act, rec in links.follows(frames)[["act", "rec"]].itertuples(index=False):
        reached.setdefault(int(rec), []).append(int(act))
    joint = [
        [titles[act] for act in reached.get(one, []) if act in reached.get(other, [])] for one, other, _ in decisions
    ]
    return made(
        "decided",
        t,
        [("decision", "text", 24), ("reference", "text", 14), ("text", "text", 60), ("other_reference", "text", 14),
         ("other_text", "text", 60), ("joint_actions", "text", 40)],
        {
            "decision": [t(f"links.{kind}") for _, _, kind in decisions],
            "reference": [cited[one] for one, _, _ in decisions],
            "text": [texts[one] for one, _, _ in decisions],
            "other_reference": [cited[other] for _, other, _ in decisions],
            "other_text": [texts[other] for _, other, _ in decisions],
            "joint_actions": labels.joined(joint),
        },
    )  # fmt: skip
