"""Meetings as YAML: a file's shape into the model, and the canonical form in which a file is kept."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from convergence.codebook import DATA_DIR, read_yaml
from convergence.model import Action, Intervention, Meeting, Passage, Recommendation
from convergence.shapes import InterventionShape, MeetingFile, PassageShape, RecommendationShape

MEETINGS_DIR = DATA_DIR / "meetings"


def meeting_files(folder: Path = MEETINGS_DIR) -> list[Path]:
    return sorted(folder.glob("*.yaml"))


def canonical(document: Any) -> str:
    """The one way in which a document of `data/` is written, so that a diff shows changes and nothing else."""
    return str(yaml.safe_dump(document, allow_unicode=True, sort_keys=False, width=100))


def read_meeting(path: Path) -> Meeting:
    """The meeting in a file that `convergence.check.meeting_problems` finds nothing wrong with.

    Raises pydantic.ValidationError where the file's shape is wrong.
    """
    return meeting(MeetingFile.model_validate(read_yaml(path)))


def meeting(shape: MeetingFile) -> Meeting:
    """The model of a meeting, its records named: `2023-05-09-cam/crm.5.2`, and `…/a1` for its first action."""
    return Meeting(
        id=shape.id,
        date=shape.date,
        body=shape.body,
        title=shape.title,
        place=shape.place,
        source_title=shape.source.title,
        source_language=shape.source.language,
        interventions=tuple(_intervention(shape, entry) for entry in shape.interventions),
    )


def _intervention(meeting: MeetingFile, shape: InterventionShape) -> Intervention:
    intervention_id = f"{meeting.id}/{shape.process}"
    return Intervention(
        id=intervention_id,
        process=shape.process,
        heading=shape.heading,
        speaker=shape.speaker,
        speaker_role=shape.speaker_role or {},
        passages=tuple(_passage(intervention_id, entry) for entry in shape.passages),
    )


def _passage(intervention_id: str, shape: PassageShape) -> Passage:
    passage_id = f"{intervention_id}.{shape.number}"
    return Passage(
        id=passage_id,
        number=shape.number,
        text=shape.text,
        recommendations=tuple(_recommendation(passage_id, entry) for entry in shape.recommendations),
    )


def _recommendation(passage_id: str, shape: RecommendationShape) -> Recommendation:
    recommendation_id = f"{passage_id}.{shape.number}"
    reported = {"implemented", "in-progress", "partly-implemented", "planned"}
    return Recommendation(
        id=recommendation_id,
        passage=passage_id,
        number=shape.number,
        kind=shape.kind,
        verb=shape.verb,
        text=shape.text,
        themes=tuple(shape.themes),
        processes=tuple(shape.processes),
        position=shape.position,
        leads=tuple(shape.leads),
        actions=tuple(
            Action(
                id=f"{recommendation_id}/a{number}",
                recommendation=recommendation_id,
                title=entry.title,
                lead=entry.lead,
                supporting=tuple(entry.supporting),
                progress=entry.progress,
                due=entry.due,
                # A progress that the meeting's summary reports is the secretariat's word for the process.
                source="secretariat-on-behalf" if entry.progress in reported else None,
            )
            for number, entry in enumerate(shape.actions, start=1)
        ),
    )
