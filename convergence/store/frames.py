"""The whole database as Frames: what every page and report counts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
import sqlalchemy as sa

from convergence.analysis.frames import Frames
from convergence.codebook import Codebook
from convergence.model import LANGUAGES
from convergence.store import reads
from convergence.store import tables as t


def frames(connection: sa.Connection, codebook: Codebook) -> Frames:
    """Everything of the present data version; actions that were taken back are left out."""
    meetings = _table(connection, sa.select(t.meeting).order_by(t.meeting.c.date, t.meeting.c.id), ("title",))
    meetings["date"] = pd.to_datetime(meetings["date"])
    passages = _table(
        connection,
        sa.select(
            t.passage.c.id,
            t.intervention.c.meeting,
            t.intervention.c.process,
            t.passage.c.number,
            t.passage.c.text,
        )
        .join(t.intervention, t.passage.c.intervention == t.intervention.c.id)
        .join(t.meeting, t.intervention.c.meeting == t.meeting.c.id)
        .order_by(t.meeting.c.date, t.meeting.c.id, t.intervention.c.place_in_meeting, t.passage.c.number),
        ("text",),
    )
    recommendations = _table(connection, sa.select(t.recommendation), ("text", "verb"))
    at = pd.Series(np.arange(len(passages)), index=passages["id"])
    recommendations["passage"] = at.reindex(recommendations["passage"]).to_numpy()
    recommendations = recommendations.sort_values(["passage", "number"], kind="stable", ignore_index=True)
    meeting_of = passages["meeting"].to_numpy()[recommendations["passage"].to_numpy(dtype=np.int64)]
    recommendations["meeting"] = _coded(meeting_of, meetings["id"])
    for name, codes in (("kind", codebook.kinds), ("position", codebook.positions)):
        recommendations[name] = _coded(recommendations[name], codes)
    passages["process"] = _coded(passages["process"], codebook.processes)
    position = pd.Series(np.arange(len(recommendations)), index=recommendations["id"])
    actions = _table(
        connection,
        sa.select(t.action)
        .where(t.action.c.withdrawn.is_(False))
        .order_by(t.action.c.recommendation, t.action.c.number),
        ("title",),
    )
    actions["rec"] = position.reindex(actions["recommendation"]).to_numpy(dtype=np.int64)
    actions = actions.drop(columns=["recommendation", "withdrawn"]).sort_values(
        ["rec", "number"], kind="stable", ignore_index=True
    )
    actions["joint"] = actions["joint"].astype(bool)
    actions["lead"] = _coded(actions["lead"], codebook.parties)
    actions["progress"] = _coded(actions["progress"], codebook.progress)
    actions["due"] = pd.to_datetime(actions["due"])
    actions["reviewed_at"] = pd.to_datetime(actions["reviewed_at"], utc=True)
    actions["updated_at"] = pd.to_datetime(actions["updated_at"], utc=True)
    acts = pd.Series(np.arange(len(actions)), index=actions["id"])
    return Frames(
        version=reads.version(connection),
        meetings=meetings,
        passages=passages,
        recommendations=recommendations,
        themes=_codes(connection, t.recommendation_theme, "rec", position, "theme", codebook.themes),
        processes=_codes(connection, t.recommendation_process, "rec", position, "process", codebook.processes),
        leads=_codes(connection, t.recommendation_lead, "rec", position, "party", codebook.parties),
        actions=actions,
        supporting=_codes(connection, t.action_supporting, "act", acts, "party", codebook.parties),
        evidence=_evidence(connection, acts),
        links=_links(connection, position),
    )


def _table(connection: sa.Connection, query: sa.Select[Any], texts: Sequence[str]) -> pd.DataFrame:
    """The rows of a query; each text column (JSON by language) becomes four columns, None where a language is missing."""
    result = connection.execute(query)
    table = pd.DataFrame(result.fetchall(), columns=list(result.keys()), dtype=object)
    for name in texts:
        values = table.pop(name)
        for language in LANGUAGES:
            table[f"{name}_{language}"] = pd.Series([text.get(language) for text in values], dtype=object)
    for name in ("number", "revision"):
        if name in table:
            table[name] = table[name].astype(np.int64)
    if "reviewed" in table:
        table["reviewed"] = table["reviewed"].astype(bool)
    return table


def _coded(values: Iterable[Any], codes: Iterable[str]) -> pd.Series[Any]:
    column = pd.Series(list(values), dtype=object)
    known = list(codes)
    others = sorted(set(column.dropna()) - set(known))
    return pd.Series(pd.Categorical(column, categories=known + others))


def _links(connection: sa.Connection, positions: pd.Series[int]) -> pd.DataFrame:
    link = t.recommendation_link.c
    rows = connection.execute(sa.select(link.one, link.other, link.kind).order_by(link.one, link.other)).fetchall()
    table = pd.DataFrame(rows, columns=["one", "other", "kind"], dtype=object)
    for name in ("one", "other"):
        table[name] = positions.reindex(table[name]).to_numpy(dtype=np.int64)
    return table


def _evidence(connection: sa.Connection, positions: pd.Series[int]) -> pd.DataFrame:
    link = t.action_evidence.c
    rows = connection.execute(sa.select(link.action, link.rank, link.url, link.title, link.added_by)).fetchall()
    table = pd.DataFrame(rows, columns=["act", "rank", "url", "title", "by"], dtype=object)
    place = positions.reindex(table["act"])
    table["act"] = place.to_numpy()
    table = table[place.notna().to_numpy()].sort_values(["act", "rank"], kind="stable", ignore_index=True)
    table["act"] = table["act"].astype(np.int64)
    table["rank"] = table["rank"].astype(np.int16)
    return table


def _codes(
    connection: sa.Connection,
    table: sa.Table,
    owner: str,
    positions: pd.Series[int],
    code: str,
    codes: Mapping[str, object],
) -> pd.DataFrame:
    owner_column, code_column = table.columns[0], table.columns[1]
    rows = connection.execute(sa.select(owner_column, code_column, table.c.rank)).fetchall()
    frame = pd.DataFrame(rows, columns=[owner, code, "rank"], dtype=object)
    place = positions.reindex(frame[owner])
    frame[owner] = place.to_numpy()
    frame = frame[place.notna().to_numpy()].sort_values([owner, "rank"], kind="stable", ignore_index=True)
    frame[owner] = frame[owner].astype(np.int64)
    frame["rank"] = frame["rank"].astype(np.int8)
    frame[code] = _coded(frame[code], codes)
    return frame
