"""The shapes of the files in `data/`, as pydantic reads them: which keys, which types, nothing else.

What a record means across files (a code that exists, numbering without a gap) is asked in `convergence.check`.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

Language = Annotated[str, Field(pattern=r"^(fr|en|es|pt)$")]
Words = Annotated[str, Field(min_length=1)]
InLanguages = Annotated[dict[Language, Words], Field(min_length=1)]
Code = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9-]*$", max_length=64)]


class Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class GroupShape(Shape):
    code: Code
    label: InLanguages


class TermShape(Shape):
    code: Code
    label: InLanguages
    definition: InLanguages


class ProgressShape(TermShape):
    final: bool
    icon: Words


class FlagShape(TermShape):
    icon: Words


class ThemeShape(Shape):
    code: Code
    group: Code
    label: InLanguages
    definition: InLanguages
    gcm_objectives: list[int]
    gcm_principles: list[Code]
    la_packages: list[Code]
    la_pillars: list[Code]
    other_frameworks: list[Code]


class ThemesFile(Shape):
    groups: list[GroupShape]
    themes: list[ThemeShape]


class ProcessShape(Shape):
    code: Code
    short: InLanguages
    name: InLanguages
    description: InLanguages


class ProcessesFile(Shape):
    processes: list[ProcessShape]


class PartyShape(Shape):
    code: Code
    kind: Literal["country", "body"]
    label: InLanguages


class PartiesFile(Shape):
    parties: list[PartyShape]


class VocabularyFile(Shape):
    kinds: list[TermShape]
    positions: list[TermShape]
    progress: list[ProgressShape]
    sources: list[TermShape]
    flags: list[FlagShape]
    roles: list[TermShape]


class ObjectiveShape(Shape):
    number: Annotated[int, Field(ge=1, le=23)]
    label: InLanguages


class PackageShape(Shape):
    code: Code
    pillar: Code
    label: InLanguages


class CrosswalkFile(Shape):
    gcm_objectives: list[ObjectiveShape]
    gcm_principles: list[GroupShape]
    la_pillars: list[GroupShape]
    la_packages: list[PackageShape]
    other_frameworks: list[GroupShape]


class ActionShape(Shape):
    title: InLanguages
    lead: Code | None
    supporting: list[Code]
    progress: Code
    due: date | None


class RecommendationShape(Shape):
    number: Annotated[int, Field(ge=1)]
    kind: Code
    verb: InLanguages
    text: InLanguages
    themes: Annotated[list[Code], Field(min_length=1, max_length=4)]
    processes: Annotated[list[Code], Field(min_length=1)]
    position: Code
    leads: list[Code]
    actions: list[ActionShape]


class PassageShape(Shape):
    number: Annotated[int, Field(ge=1)]
    text: InLanguages
    recommendations: list[RecommendationShape]


class InterventionShape(Shape):
    process: Code
    heading: InLanguages
    speaker: str
    speaker_role: InLanguages | None
    passages: Annotated[list[PassageShape], Field(min_length=1)]


class SourceShape(Shape):
    title: InLanguages
    language: Language


class MeetingFile(Shape):
    id: Annotated[str, Field(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}-[a-z0-9-]+$", max_length=64)]
    date: date
    body: Code | None
    title: InLanguages
    place: InLanguages | None
    source: SourceShape
    interventions: Annotated[list[InterventionShape], Field(min_length=1)]


CODEBOOK_FILES: dict[str, type[Shape]] = {
    "themes": ThemesFile,
    "crosswalk": CrosswalkFile,
    "processes": ProcessesFile,
    "parties": PartiesFile,
    "vocabulary": VocabularyFile,
}
