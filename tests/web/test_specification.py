"""The routes held against their own description: whatever it allows is answered as it says, and what it does not allow is refused."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode
from starlette.testclient import TestClient

from convergence import codebook as codebooks
from convergence.model import LANGUAGES
from convergence.store.opened import open_store
from convergence.web.application import application

from .conftest import source_of

PATHS = (
    "/api/recommendations",
    "/api/themes-by-process",
    "/api/actions",
    "/api/changes",
    "/calendar/{party}.ics",
    "/health",
    "/metrics",
)


@pytest.fixture(scope="module")
def described(loaded: Path) -> Iterator[Any]:
    """The description as the routes give it, of a public installation."""
    opened = open_store(codebooks.bundled(), f"sqlite:///{loaded}")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CONVERGENCE_PUBLIC", "1")
        yield schemathesis.openapi.from_asgi("/api/openapi.json", application(source_of(opened)))
    opened.engine.dispose()


@pytest.mark.parametrize("mode", GenerationMode)
@pytest.mark.parametrize("path", PATHS)
def test_answers_are_as_described(described: Any, path: str, mode: GenerationMode) -> None:
    @settings(max_examples=8, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
    @given(case=described[path]["GET"].as_strategy(generation_mode=mode))
    def ask(case: schemathesis.Case) -> None:
        case.call_and_validate()

    ask()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_description_is_in_each_language(public: TestClient, language: str) -> None:
    told = public.get("/api/openapi.json", params={"lang": language}).json()
    assert told["openapi"] == "3.1.0"
    assert set(told["paths"]) == set(PATHS)
    words = {
        "fr": "Les recommandations",
        "en": "Recommendations",
        "es": "Las recomendaciones",
        "pt": "As recomendações",
    }
    assert told["paths"]["/api/recommendations"]["get"]["summary"] == words[language]
    assert not [text for text in texts(told) if text.startswith(("web.", "reports."))]


def texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from texts(part)
