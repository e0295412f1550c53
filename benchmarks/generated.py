"""Corpora of any size, made by a fixed seed, skewed as real ones are: few themes and processes have most of the recommendations."""

from __future__ import annotations

from datetime import UTC, date, datetime

import numpy as np
import numpy.typing as npt
import pandas as pd
import sqlalchemy as sa

from convergence.analysis.frames import Frames
from convergence.codebook import Codebook
from convergence.model import LANGUAGES
from convergence.store import tables as t
from convergence.store.engine import open_store, writing

SEED = 20230509
PER_PASSAGE = 3
PER_MEETING = 5_000
WRITTEN = {"fr": 0.3, "en": 0.6, "es": 1.0, "pt": 0.2}
VOCABULARY = 6_000


def skewed(rng: np.random.Generator, n: int, codes: int, slope: float = 1.0) -> npt.NDArray[np.int64]:
    """`n` codes below `codes`, the first most frequent (Zipf)."""
    weights = 1 / np.arange(1, codes + 1) ** slope
    return rng.choice(codes, size=n, p=weights / weights.sum())


def several(rng: np.random.Generator, n: int, codes: int, most: list[float]) -> tuple[npt.NDArray[np.int64], ...]:
    """One to `len(most)` different codes a record: record, code, rank; `most` gives the probability of one, two, …"""
    how_many = rng.choice(np.arange(1, len(most) + 1), size=n, p=most)
    rec = np.repeat(np.arange(n), how_many)
    pairs = pd.DataFrame({"rec": rec, "code": skewed(rng, len(rec), codes)}).drop_duplicates(ignore_index=True)
    rank = pairs.groupby("rec").cumcount().to_numpy() + 1
    return pairs["rec"].to_numpy(), pairs["code"].to_numpy(), rank


def texts(rng: np.random.Generator, n: int, language: str, length: int, share: float) -> pd.Series[str]:
    """Sentences of made-up words with the frequencies of real ones; None where a text does not exist in a language."""
    letters = np.array(list("abcdefghijklmnopqrstuvwxyz"))
    words = ["".join(row) + language for row in rng.choice(letters, size=(VOCABULARY, 6))]
    picked = skewed(rng, n * length, VOCABULARY, 0.9).reshape(n, length)
    known = rng.random(n) < share
    return pd.Series(
        [
            " ".join(words[word] for word in row) if is_known else None
            for row, is_known in zip(picked, known, strict=True)
        ],
        dtype=object,
    )


def corpus(n: int, codebook: Codebook, seed: int = SEED, length: int = 14) -> Frames:
    """Frames of `n` recommendations with the codebook's themes, processes and parties."""
    rng = np.random.default_rng(seed)
    meetings = -(-n // PER_MEETING)
    passages = -(-n // PER_PASSAGE)
    meeting_names = [f"{2000 + place // 12}-{place % 12 + 1:02d}-01-gen" for place in range(meetings)]
    meeting_of_passage = np.arange(passages) * PER_PASSAGE // PER_MEETING
    passage = np.arange(n) // PER_PASSAGE
    spoken = skewed(rng, passages, len(codebook.processes), 0.7)
    rec, theme, rank = several(rng, n, len(codebook.themes), [0.35, 0.45, 0.15, 0.05])
    owner, process, process_rank = several(rng, n, len(codebook.processes), [0.9, 0.08, 0.02])
    led = np.flatnonzero(rng.random(n) < 0.3)
    acts = np.flatnonzero(rng.random(n) < 0.6)
    recommendations = pd.DataFrame(
        {"id": [f"{meeting_names[meeting_of_passage[p]]}/x.{p}.{i}" for i, p in enumerate(passage)]}
    )
    recommendations["passage"] = passage
    recommendations["number"] = np.arange(n) % PER_PASSAGE + 1
    recommendations["meeting"] = coded(meeting_of_passage[passage], meeting_names)
    recommendations["kind"] = coded(skewed(rng, n, len(codebook.kinds)), list(codebook.kinds))
    recommendations["position"] = coded(skewed(rng, n, len(codebook.positions)), list(codebook.positions))
    recommendations["origin"] = "machine"
    recommendations["reviewed"] = rng.random(n) < 0.7
    recommendations["revision"] = 1
    for language in LANGUAGES:
        recommendations[f"text_{language}"] = texts(rng, n, language, length, WRITTEN[language])
        recommendations[f"verb_{language}"] = texts(rng, n, language, 1, 1.0)
    progress = skewed(rng, len(acts), len(codebook.progress), 1.5)
    actions = pd.DataFrame(
        {"id": [f"{recommendations['id'].iloc[place]}/a1" for place in acts], "number": 1, "rec": acts}
    )
    actions["lead"] = coded(skewed(rng, len(acts), len(codebook.parties)), list(codebook.parties))
    actions["progress"] = coded(progress, list(codebook.progress))
    actions["due"] = pd.Series(pd.NaT, index=actions.index, dtype="datetime64[ns]")
    actions["joint"] = False
    actions["note"] = ""
    actions["updated_at"] = pd.Series(pd.NaT, index=actions.index, dtype="datetime64[ns, UTC]")
    actions["title_es"] = recommendations["verb_es"].to_numpy()[acts]
    for language in ("fr", "en", "pt"):
        actions[f"title_{language}"] = None
    dates = pd.to_datetime([name[:10] for name in meeting_names])
    return Frames(
        version=1,
        meetings=pd.DataFrame({"id": meeting_names, "date": dates, **{f"title_{x}": meeting_names for x in LANGUAGES}}),
        passages=pd.DataFrame({
            "id": [f"{meeting_names[meeting]}/x.{place}" for place, meeting in enumerate(meeting_of_passage)],
            "process": coded(spoken, list(codebook.processes)),
            "number": np.arange(passages) + 1,
            **{f"text_{x}": "" for x in LANGUAGES},
        }),
        recommendations=recommendations,
        themes=pd.DataFrame({"rec": rec, "theme": coded(theme, list(codebook.themes)), "rank": rank.astype(np.int8)}),
        processes=pd.DataFrame({"rec": owner, "process": coded(process, list(codebook.processes)), "rank": process_rank}),
        leads=pd.DataFrame({"rec": led, "party": coded(skewed(rng, len(led), len(codebook.parties)), list(codebook.parties)),
                            "rank": 1}),
        actions=actions,
        supporting=pd.DataFrame({"act": np.empty(0, np.int64), "party": coded(np.empty(0, np.int64), list(codebook.parties)),
                                 "rank": np.empty(0, np.int64)}),
    )  # fmt: skip


def coded(codes: npt.NDArray[np.int64], names: list[str]) -> pd.Series[str]:
    return pd.Series(pd.Categorical.from_codes(codes, categories=names))


def store(frames: Frames, url: str) -> None:
    """Put a corpus into a new database, table by table."""
    engine = open_store(url)
    records = frames.recommendations
    rows = {
        t.meeting: [{"id": name, "date": date.fromisoformat(name[:10]), "body": "gen", "title": {"es": name}, "place": None,
                     "source_title": {"es": name}, "source_language": "es", "loaded_at": datetime.now(UTC)}
                    for name in frames.meetings["id"]],
        t.intervention: [{"id": f"{name}/x", "meeting": name, "place_in_meeting": 1, "process": "crm", "heading": {},
                          "speaker": "", "speaker_role": {}} for name in frames.meetings["id"]],
        t.passage: [{"id": name, "intervention": name.partition("/")[0] + "/x", "number": number, "text": {"es": ""}}
                    for name, number in zip(frames.passages["id"], frames.passages["number"].tolist(), strict=True)],
        t.recommendation: [
            {"id": row[0], "passage": frames.passages["id"].iat[row[1]], "number": row[2], "kind": row[3], "position": row[4],
             "origin": "machine", "reviewed": row[5], "revision": 1,
             "text": {x: text for x, text in zip(LANGUAGES, row[6:10], strict=True) if text},
             "verb": {"es": row[10]}}
            for row in zip(records["id"], records["passage"].tolist(), records["number"].tolist(), records["kind"],
                           records["position"], records["reviewed"].tolist(),
                           *(records[f"text_{x}"] for x in LANGUAGES), records["verb_es"], strict=True)
        ],
        t.recommendation_theme: ranked(frames.themes, "theme", records["id"]),
        t.recommendation_process: ranked(frames.processes, "process", records["id"]),
        t.recommendation_lead: ranked(frames.leads, "party", records["id"]),
        t.action: [
            {"id": f"{records['id'].iat[rec]}/a1", "recommendation": records["id"].iat[rec], "number": 1, "title": {"es": title},
             "lead": lead, "progress": progress, "note": "", "joint": False, "withdrawn": False, "revision": 1}
            for rec, title, lead, progress in zip(*(frames.actions[name] for name in ("rec", "title_es", "lead", "progress")),
                                                  strict=True)
        ],
    }  # fmt: skip
    with writing(engine) as connection:
        for table, values in rows.items():
            for start in range(0, len(values), 50_000):
                connection.execute(sa.insert(table), values[start : start + 50_000])
    engine.dispose()


def ranked(table: pd.DataFrame, code: str, ids: pd.Series[str]) -> list[dict[str, object]]:
    names = ids.to_numpy()[table["rec"].to_numpy()]
    unique = ~pd.DataFrame({"id": names, "code": table[code].astype(object).to_numpy()}).duplicated().to_numpy()
    return [
        {"recommendation": name, code: value, "rank": rank}
        for name, value, rank, keep in zip(names, table[code], table["rank"].tolist(), unique, strict=True)
        if keep
    ]
