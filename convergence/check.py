"""All rules that the files in `data/` keep. Every problem is collected; nothing stops at the first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from convergence import codebook as codebook_module
from convergence.codebook import DATA_DIR, Codebook, read_yaml
from convergence.corpus import canonical, meeting_files
from convergence.i18n import Catalogue, missing_languages
from convergence.model import LANGUAGES
from convergence.shapes import CODEBOOK_FILES, MeetingFile, Shape

# What pydantic calls a mistake, and the sentence that tells a person about it.
_SHAPE_MESSAGES = {
    "missing": "check.missing_field",
    "extra_forbidden": "check.unknown_field",
    "string_too_short": "check.empty",
    "too_short": "check.empty",
    "too_long": "check.too_many",
    "string_pattern_mismatch": "check.bad_code",
    "literal_error": "check.unknown_code",
}


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: in which file, with which record, and what, as a message key with its values."""

    file: str
    record: str
    key: str
    values: Mapping[str, object] = field(default_factory=dict)

    def line(self, t: Catalogue) -> str:
        return f"{self.file}:{self.record}: {t(self.key, **self.values)}"


def problems(data_dir: Path = DATA_DIR) -> list[Problem]:
    """Everything that is wrong in a data folder: its codebook, then its meetings. An empty list is a right folder."""
    found = codebook_problems(data_dir / "codebook")
    if found:
        return found  # every rule of a meeting leans on the codebook
    codebook = codebook_module.load(data_dir / "codebook")
    seen: Counter[str] = Counter()
    for path in meeting_files(data_dir / "meetings"):
        found += meeting_problems(path, codebook)
        seen[_meeting_id(path)] += 1
        if _meeting_id(path) != path.stem:
            found.append(Problem(path.name, _meeting_id(path), "check.file_name", {"name": f"{path.stem}.yaml"}))
    return found + [
        Problem("meetings", meeting, "check.duplicate", {"code": meeting}) for meeting, n in seen.items() if n > 1
    ]


def codebook_problems(folder: Path) -> list[Problem]:
    """What is wrong with the five files of a codebook, each by itself and between them."""
    found: list[Problem] = []
    raw: dict[str, Any] = {}
    for name, shape in CODEBOOK_FILES.items():
        path = folder / f"{name}.yaml"
        raw[name], wrong = _parsed(path, shape)
        found += wrong
        if raw[name] is not None:
            found += list(_missing_texts(path.name, raw[name], LANGUAGES))
            for key, entries in raw[name].items():
                codes = Counter(entry.get("code", entry.get("number")) for entry in entries)
                found += [
                    Problem(path.name, f"{key}.{code}", "check.duplicate", {"code": code})
                    for code, n in codes.items()
                    if n > 1
                ]
    if all(document is not None for document in raw.values()):
        found += list(_codebook_references(raw))
    return found


def meeting_problems(path: Path, codebook: Codebook, languages: Iterable[str] | None = LANGUAGES) -> list[Problem]:
    """What is wrong with one meeting.

    `languages` are those that every text must have; None asks only for the language of the file's source, and lets the
    file stand in another form than the canonical one: what a user brings, as against what this repository keeps.
    """
    raw, found = _parsed(path, MeetingFile, must_be_canonical=languages is not None)
    if raw is None:
        return found
    required = tuple(languages) if languages is not None else (raw["source"]["language"],)
    return found + list(_missing_texts(path.name, raw, required)) + list(_meeting_rules(path.name, raw, codebook))


def _parsed(path: Path, shape: type[Shape], must_be_canonical: bool = True) -> tuple[Any, list[Problem]]:
    """A file's document, or None where it lacks its shape and no further rule can be asked, and what is wrong so far."""
    try:
        text = path.read_text(encoding="utf-8")
        raw = read_yaml(path)
    except OSError as error:
        return None, [Problem(path.name, "", "check.unreadable", {"reason": error.strerror or "?"})]
    except UnicodeDecodeError:
        return None, [Problem(path.name, "", "check.encoding")]
    except (yaml.YAMLError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        return None, [Problem(path.name, "", "check.not_yaml", {"line": mark.line + 1 if mark else "?"})]
    try:
        shape.model_validate(raw)
    except ValidationError as error:
        return None, [_shape_problem(path.name, raw, wrong) for wrong in error.errors(include_url=False)]
    except RecursionError:
        return None, [Problem(path.name, "", "check.not_yaml", {"line": "?"})]
    if must_be_canonical and canonical(raw) != text:
        return raw, [Problem(path.name, "", "check.not_canonical")]
    return raw, []


def _shape_problem(file: str, raw: Any, wrong: Mapping[str, Any]) -> Problem:
    location = tuple(wrong["loc"])
    key = _SHAPE_MESSAGES.get(wrong["type"], "check.wrong_type")
    values = {"field": _last_name(location), "value": str(wrong["input"])[:60]}
    if wrong["type"] == "literal_error":
        values = {"code": str(wrong["input"])[:60]}
    return Problem(file, _record(raw, location), key, values)


def _last_name(location: tuple[Any, ...]) -> str:
    return str(next((part for part in reversed(location) if isinstance(part, str) and part != "[key]"), "file"))


def _record(raw: Any, location: tuple[Any, ...]) -> str:
    """A place in a file as its readers would cite it: `crm.5.2` in a meeting, `themes.borders` in a codebook."""
    names: list[str] = []
    node = raw
    for part in location:
        try:
            node = node[part]
        except (KeyError, IndexError, TypeError):
            break
        if isinstance(part, int):
            name = next(
                (node[key] for key in ("code", "process", "number") if isinstance(node, dict) and key in node),
                part + 1,
            )
            names.append(str(name))
        elif part not in ("interventions", "passages", "recommendations") and isinstance(node, list):
            names.append(part)
    return ".".join(names)


def _texts(node: Any, location: tuple[Any, ...] = ()) -> Iterator[tuple[tuple[Any, ...], dict[str, str]]]:
    if isinstance(node, dict):
        if node and all(key in LANGUAGES for key in node):
            yield location, node
        else:
            for key, value in node.items():
                yield from _texts(value, (*location, key))
    elif isinstance(node, list):
        for position, value in enumerate(node):
            yield from _texts(value, (*location, position))


def _missing_texts(file: str, raw: Any, required: Iterable[str]) -> Iterator[Problem]:
    for location, texts in _texts(raw):
        for language in missing_languages(texts, required):
            yield Problem(
                file,
                _record(raw, location),
                "check.missing_language",
                {"field": _last_name(location), "language": language},
            )


def _codebook_references(raw: Mapping[str, Any]) -> Iterator[Problem]:
    crosswalk = raw["crosswalk"]
    known = {
        "group": {entry["code"] for entry in raw["themes"]["groups"]},
        "gcm_objectives": {entry["number"] for entry in crosswalk["gcm_objectives"]},
    } | {
        name: {entry["code"] for entry in crosswalk[name]}
        for name in ("gcm_principles", "la_packages", "la_pillars", "other_frameworks")
    }
    for theme in raw["themes"]["themes"]:
        for key, codes in known.items():
            value = theme[key]
            for code in value if isinstance(value, list) else [value]:
                if code not in codes:
                    yield Problem("themes.yaml", f"themes.{theme['code']}", "check.unknown_code", {"code": code})
    for package in crosswalk["la_packages"]:
        if package["pillar"] not in known["la_pillars"]:
            yield Problem(
                "crosswalk.yaml",
                f"la_packages.{package['code']}",
                "check.unknown_code",
                {"code": package["pillar"]},
            )


def _meeting_rules(file: str, raw: Mapping[str, Any], codebook: Codebook) -> Iterator[Problem]:
    def unknown(record: str, codes: Iterable[str], known: Mapping[str, Any]) -> Iterator[Problem]:
        for code in codes:
            if code not in known:
                key = "check.no_party" if known is codebook.parties else "check.unknown_code"
                yield Problem(file, record, key, {"code": code})

    if raw["body"] is not None:
        yield from unknown(raw["id"], [raw["body"]], codebook.parties)
    spoke: Counter[str] = Counter(intervention["process"] for intervention in raw["interventions"])
    for intervention in raw["interventions"]:
        process = intervention["process"]
        yield from unknown(process, [process], codebook.processes)
        if spoke[process] > 1:
            yield Problem(file, process, "check.duplicate", {"code": process})
        yield from _numbering(file, process, intervention["passages"])
        for passage in intervention["passages"]:
            cited = f"{process}.{passage['number']}"
            yield from _numbering(file, cited, passage["recommendations"])
            for point in passage["recommendations"]:
                record = f"{cited}.{point['number']}"
                yield from _point_rules(file, record, point, codebook, unknown)


def _point_rules(
    file: str,
    record: str,
    point: Mapping[str, Any],
    codebook: Codebook,
    unknown: Callable[[str, Iterable[str], Mapping[str, Any]], Iterator[Problem]],
) -> Iterator[Problem]:
    yield from unknown(record, [point["kind"]], codebook.kinds)
    yield from unknown(record, [point["position"]], codebook.positions)
    yield from unknown(record, point["themes"], codebook.themes)
    yield from unknown(record, point["processes"], codebook.processes)
    yield from unknown(record, point["leads"], codebook.parties)
    for key in ("themes", "processes", "leads"):
        for code, n in Counter(point[key]).items():
            if n > 1:
                yield Problem(file, record, "check.duplicate", {"code": code})
    for action in point["actions"]:
        parties = [action["lead"]] if action["lead"] else []
        yield from unknown(record, parties + action["supporting"], codebook.parties)
        yield from unknown(record, [action["progress"]], codebook.progress)


def _numbering(file: str, record: str, entries: Iterable[Mapping[str, Any]]) -> Iterator[Problem]:
    """Numbers run 1, 2, 3 …: a number twice would name two records alike, a gap would hide one."""
    expected = 1
    seen: set[int] = set()
    for entry in entries:
        number = entry["number"]
        if number in seen:
            yield Problem(file, f"{record}.{number}", "check.duplicate", {"code": f"{record}.{number}"})
        elif number != expected:
            yield Problem(file, f"{record}.{number}", "check.gap", {"expected": expected, "found": number})
        seen.add(number)
        expected = number + 1


def _meeting_id(path: Path) -> str:
    try:
        return str(read_yaml(path)["id"])
    except (OSError, ValueError, TypeError, KeyError, yaml.YAMLError):
        return path.stem
