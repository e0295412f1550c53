"""The OpenAPI description of the routes (3.1), made from what the routes themselves go by."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from convergence.analysis.frames import Frames
from convergence.codebook import Codebook
from convergence.history import VERBS
from convergence.i18n import Catalogue
from convergence.model import LANGUAGES
from convergence.reports import known
from convergence.reports.schema import record_schema
from convergence.web import asking

VERSION = "1"

_ERRORS = {
    "400": "bad_request",
    "401": "unidentified",
    "404": "not_found",
    "406": "unacceptable",
    "503": "unavailable",
}


def specification(
    t: Catalogue, codebook: Codebook, frames: Frames | None, address: str | None = None
) -> dict[str, Any]:
    """The whole description, in the catalogue's language. Without `frames`, for whoever may not read the data, it names no meeting."""
    codes = known.codes(codebook, frames)
    paths = {f"/api/{name}": {"get": _listing(name, t, codes)} for name in _ITEMS}
    return {
        "openapi": "3.1.0",
        "info": {"title": "Convergence", "version": VERSION, "description": t("web.about")},
        **({"servers": [{"url": address}]} if address else {}),
        "paths": {
            **paths,
            "/calendar/{party}.ics": {"get": _calendar(t, codes)},
            "/health": {"get": _health(t)},
            "/metrics": {"get": _metrics(t)},
        },
        "components": {
            "schemas": {
                "Problem": _object(
                    {
                        "type": {"type": "string"},
                        "title": {"type": "string"},
                        "status": {"type": "integer"},
                        "detail": {"type": "string", "description": t("web.detail")},
                    }
                ),
                **{name: make(t) for name, make in _SCHEMAS.items()},
            },
            "securitySchemes": {
                "key": {"type": "http", "scheme": "bearer", "description": t("web.key")},
                "address": {"type": "apiKey", "in": "query", "name": "token", "description": t("web.key")},
            },
        },
    }


def _listing(name: str, t: Catalogue, codes: Mapping[str, Any]) -> dict[str, Any]:
    parted = "limit" in asking.PARAMETERS[name]
    item = {"$ref": f"#/components/schemas/{_ITEMS[name]}"}
    count = {"type": "integer", "minimum": 0}
    body = {
        "version": {**count, "description": t("web.version")},
        "total": {**count, "description": t("web.total")},
        **({"limit": count, "offset": count} if parted else {}),
        "items": {"type": "array", "items": item},
    }
    headers = ["ETag", "X-Total-Count", *(["Link"] if parted else [])]
    return {
        "operationId": name,
        "summary": t(f"web.summary.{name}"),
        "security": [{"key": []}, {}],
        "parameters": [_parameter(parameter, t, codes) for parameter in asking.PARAMETERS[name]],
        "responses": {
            "200": {
                "description": t("web.answer.ok"),
                "headers": {header: {"schema": {"type": "string"}} for header in headers},
                "content": {
                    "application/json": {"schema": _object(body)},
                    "text/csv": {"schema": {"type": "string"}},
                },
            },
            "304": {"description": t("web.answer.not_modified")},
            **_problems(t, "400", "401", "406", "503"),
        },
    }


def _health(t: Catalogue) -> dict[str, Any]:
    body = _object({"status": {"const": "ok"}, "version": {"type": "integer"}})
    return {
        "operationId": "health",
        "summary": t("web.summary.health"),
        "security": [],
        "parameters": [_parameter("lang", t, {})],
        "responses": {
            "200": {"description": t("web.answer.ok"), "content": {"application/json": {"schema": body}}},
            **_problems(t, "400", "503"),
        },
    }


def _calendar(t: Catalogue, codes: Mapping[str, Any]) -> dict[str, Any]:
    party = {
        "name": "party",
        "in": "path",
        "required": True,
        "schema": {"type": "string", "enum": list(codes["parties"])},
        "description": t("web.parameter.party"),
    }
    asked = [name for name in asking.PARAMETERS["calendar"] if name != "token"]
    return {
        "operationId": "calendar",
        "summary": t("web.summary.calendar"),
        "security": [{"key": []}, {"address": []}, {}],
        "parameters": [party, *(_parameter(name, t, codes) for name in asked)],
        "responses": {
            "200": {
                "description": t("web.answer.ok"),
                "headers": {"ETag": {"schema": {"type": "string"}}},
                "content": {"text/calendar": {"schema": {"type": "string"}}},
            },
            "304": {"description": t("web.answer.not_modified")},
            **_problems(t, "400", "401", "404", "503"),
        },
    }


def _metrics(t: Catalogue) -> dict[str, Any]:
    return {
        "operationId": "metrics",
        "summary": t("web.summary.metrics"),
        "security": [{"key": []}, {}],
        "parameters": [_parameter("lang", t, {})],
        "responses": {
            "200": {"description": t("web.answer.ok"), "content": {"text/plain": {"schema": {"type": "string"}}}},
            **_problems(t, "400", "401", "503"),
        },
    }


def _parameter(name: str, t: Catalogue, codes: Mapping[str, Any]) -> dict[str, Any]:
    schema: dict[str, Any] = {"type": "string"}
    if name in codes:
        items = {"type": "string", **({"enum": list(codes[name])} if codes[name] else {})}
        schema = {"type": "array", "items": items}
    elif name in asking.SWITCHES:
        schema = {"type": "integer", "enum": [0, 1]}
    elif name == "limit":
        schema = {"type": "integer", "minimum": 1, "maximum": asking.MOST, "default": asking.LIMIT}
    elif name == "offset":
        schema = {"type": "integer", "minimum": 0, "maximum": asking.FURTHEST, "default": 0}
    elif name == "format":
        schema = {"type": "string", "enum": list(asking.MEDIA)}
    elif name == "verb":
        schema = {"type": "string", "enum": list(VERBS)}
    elif name == "since":
        schema = {
            "anyOf": [
                {"type": "integer", "minimum": 0, "maximum": 999_999_999},
                {"type": "string", "format": "date"},
                {"type": "string", "format": "date-time"},
            ]
        }
    elif name == "lang":
        schema = {"type": "string", "enum": list(LANGUAGES)}
    exploded = {"style": "form", "explode": True} if name in codes else {}
    return {"name": name, "in": "query", "schema": schema, "description": t(f"web.parameter.{name}"), **exploded}


def _problems(t: Catalogue, *codes: str) -> dict[str, Any]:
    content = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return {code: {"description": t(f"web.answer.{_ERRORS[code]}"), "content": content} for code in codes}


def _object(properties: Mapping[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": dict(properties), "required": list(properties)}


def _theme(t: Catalogue) -> dict[str, Any]:
    count = {"type": "integer", "minimum": 0}
    return _object(
        {
            "theme": {"type": "string"},
            "label": {"type": "string"},
            "group": {"type": ["string", "null"]},
            "spread": {**count, "description": t("web.spread")},
            "recommendations": count,
            "processes": {"type": "object", "additionalProperties": count},
        }
    )


def _change(t: Catalogue) -> dict[str, Any]:
    text, may_be_blank = {"type": "string"}, {"type": ["string", "null"]}
    return _object(
        {
            "number": {"type": "integer", "minimum": 1},
            "at": {"type": "string", "format": "date-time"},
            "actor": {**may_be_blank, "description": t("web.actor")},
            "role": text,
            "party": may_be_blank,
            "on_behalf_of": may_be_blank,
            "verb": {"type": "string", "enum": list(VERBS)},
            "subject": text,
            "sentence": text,
            "details": {"type": "array", "items": text},
            "changes": {
                "type": "object",
                "additionalProperties": {"type": "array", "minItems": 2, "maxItems": 2},
                "description": t("web.changes"),
            },
        }
    )


_ITEMS = {"recommendations": "Recommendation", "themes-by-process": "Theme", "actions": "Action", "changes": "Change"}
_SCHEMAS: Mapping[str, Callable[[Catalogue], dict[str, Any]]] = {
    "Recommendation": lambda t: record_schema("recommendations", t),
    "Theme": _theme,
    "Action": lambda t: record_schema("actions", t),
    "Change": _change,
}
