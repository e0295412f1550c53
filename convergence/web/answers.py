"""Answers: bodies with strong entity tags, and errors as RFC 9457 tells them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from functools import cache
from http import HTTPStatus
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from convergence.codebook import DATA_DIR

# Whoever keeps an answer asks again before he uses it; a proxy keeps none that came for a key.
_CACHING = {"Cache-Control": "private, no-cache", "Vary": "Accept, Accept-Language, Authorization"}


def json_bytes(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode("utf-8", "replace")


def tag(request: Request, *basis: object) -> str:
    """A strong entity tag: the same for the same bytes, by what they follow from, which is cheaper to know than the bytes.

    Answers may be compressed on the way out; these are other bytes.
    """
    compressed = "gzip" in request.headers.get("Accept-Encoding", "")
    query = sorted(request.query_params.multi_items())
    told = json.dumps([_code(), request.url.path, query, compressed, *basis], default=str)
    return f'"{hashlib.sha256(told.encode("utf-8", "replace")).hexdigest()[:32]}"'


@cache
def _code() -> str:
    """What stands for the application itself in a tag: another version may say the same data in other bytes."""
    digest = hashlib.sha256()
    package = Path(__file__).parents[1]
    for path in sorted([*package.rglob("*.py"), *package.rglob("*.po"), *DATA_DIR.rglob("*.yaml")]):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def tagged(request: Request, entity: str, media: str, body: Callable[[], tuple[bytes, Mapping[str, str]]]) -> Response:
    """The answer of a tag: 304 where the program has it already, and nothing is made; else the body with its further headers."""
    headers = {"ETag": entity, **_CACHING}
    if _has(request.headers.get("If-None-Match", ""), entity):
        return Response(status_code=304, headers=headers)
    content, more = body()
    return Response(content, headers={**headers, **more}, media_type=media)


def _has(header: str, entity: str) -> bool:
    tags = [part.strip().removeprefix("W/") for part in header.split(",")]
    return entity in tags or "*" in tags


def problem(code: int, sentence: str, headers: Mapping[str, str] | None = None) -> Response:
    """An error: its status, and one sentence for whoever reads the program's log."""
    body = {"type": "about:blank", "title": HTTPStatus(code).phrase, "status": code, "detail": sentence}
    more = {"WWW-Authenticate": 'Bearer realm="convergence"'} if code == 401 else {}
    return Response(
        json_bytes(body),
        status_code=code,
        headers={"Cache-Control": "no-store", **more, **(headers or {})},
        media_type="application/problem+json",
    )


def links(request: Request, address: str | None, total: int, limit: int, offset: int) -> str:
    """The Link header of a part of a list: first, previous, next and last (RFC 8288)."""
    last = max(0, (total - 1) // limit * limit) if total else 0
    parts = {"first": 0, "prev": max(0, offset - limit), "next": offset + limit, "last": last}
    if offset == 0:
        del parts["prev"]
    if offset + limit >= total:
        del parts["next"]
    base = request.url.replace(query="", fragment="") if not address else f"{address}{request.url.path}"
    kept = [(name, value) for name, value in request.query_params.multi_items() if name not in ("limit", "offset")]
    return ", ".join(
        f'<{base}?{urlencode([*kept, ("limit", limit), ("offset", place)])}>; rel="{name}"'
        for name, place in parts.items()
    )
