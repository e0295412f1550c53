"""Processes and parties added to the codebook: checked, in the history, and known wherever labels are asked for."""

from __future__ import annotations

from typing import Any

import pytest
import sqlalchemy as sa

from convergence.codebook import Codebook
from convergence.countries import names
from convergence.errors import InvalidInput, NotAllowed, NotFound
from convergence.history import details, headline
from convergence.i18n import catalogue
from convergence.store import importing, terms
from convergence.store.committing import commit_import
from convergence.store.engine import reading, writing
from convergence.store.frames import frames as frames_of
from convergence.store.opened import Store
from convergence.store.writes import Conflict
from tests.conftest import ANALYST, DELEGATE
from tests.store.content import events, everything
from tests.store.documents import READING

NAMES = {"es": "Proceso de Quito", "en": "Quito Process"}
SHORT = {"es": "PQ"}


def add(engine: sa.Engine, codebook: Codebook, *arguments: Any, actor: Any = ANALYST) -> str:
    with writing(engine) as connection:
        return terms.add_term(connection, codebook, actor, *arguments)


def test_a_process_is_added_for_everybody(filled: sa.Engine, codebook: Codebook) -> None:
    assert add(filled, codebook, "process", "quito-process", NAMES, SHORT) == "quito-process"
    store = Store(filled, codebook, ())
    added = store.codebook.processes["quito-process"]
    assert added.name["en"] == "Quito Process"
    assert (added.name["fr"], added.name["pt"]) == ("Quito Process (à traduire)", "Quito Process (a traduzir)")
    assert added.short == {"fr": "PQ", "en": "PQ", "es": "PQ", "pt": "PQ"}
    assert list(store.codebook.processes)[:-1] == list(codebook.processes)
    assert "quito-process" not in codebook.processes
    assert "quito-process" in store.frames().processes["process"].cat.categories
    last = events(filled)[0]
    assert (last.verb, last.subject) == ("term-added", "codebook/quito-process")
    assert headline(last, codebook, catalogue("en")) == "Ana added to the codebook"
    assert details(last, codebook, catalogue("en"))[:2] == [
        "What it is: Process (blank before).",
        "Name (English): “Quito Process” (blank before).",
    ]


def test_a_country_has_its_names_and_comes_after_the_others(filled: sa.Engine, codebook: Codebook) -> None:
    add(filled, codebook, "country", "ESP", names("ESP"))
    with reading(filled) as connection:
        book = terms.codebook(connection, codebook)
        assert terms.added(connection)[0].to_translate == ()
    assert book.parties["ESP"].label == {"fr": "Espagne", "en": "Spain", "es": "España", "pt": "Espanha"}
    assert book.countries[-1] == "ESP"


@pytest.mark.parametrize("kind", ["sqlite"])
@pytest.mark.parametrize(
    ("arguments", "key"),
    [
        (("process", "Quito", NAMES, SHORT), "codebook.bad_code"),
        (("process", "quito--process", NAMES, SHORT), "codebook.bad_code"),
        (("country", "ES", {"es": "España"}), "codebook.bad_country"),
        (("country", "XQZ", {"es": "Nada"}), "codebook.bad_country"),
        (("process", "crm", NAMES, SHORT), "codebook.code_taken"),
        (("body", "sica", {"en": "Another body"}), "codebook.code_taken"),
        (("process", "other", {"en": "regional conference on migration"}, SHORT), "codebook.name_taken"),
        (("process", "other", NAMES, {"en": "rcm"}), "codebook.name_taken"),
        (("body", "other", {"pt": "Chile"}), "codebook.name_taken"),
        (("process", "other", {"es": " \u200b "}, SHORT), "codebook.no_name"),
        (("process", "other", NAMES, {}), "codebook.no_short"),
        (("process", "other", {"es": "x" * 161}, SHORT), "store.too_long"),
        (("theme", "other", NAMES, SHORT), "store.unknown_code"),
    ],
)
def test_what_can_not_be_added(filled: sa.Engine, codebook: Codebook, arguments: Any, key: str) -> None:
    before = everything(filled)
    with pytest.raises(InvalidInput) as told:
        add(filled, codebook, *arguments)
    assert told.value.key == key
    assert everything(filled) == before


def test_nobody_adds_twice_and_no_delegate_at_all(filled: sa.Engine, codebook: Codebook) -> None:
    add(filled, codebook, "process", "quito-process", NAMES, SHORT)
    for arguments, error in (
        ((ANALYST, "body", "quito-process", {"en": "Else"}), InvalidInput),
        ((ANALYST, "process", "other", {"es": "PROCESO DE QUITO"}, {"es": "X"}), InvalidInput),
        ((DELEGATE, "process", "other", {"es": "Otro"}, {"es": "O"}), NotAllowed),
    ):
        actor, *rest = arguments
        with pytest.raises(error):  # type: ignore[arg-type]
            add(filled, codebook, *rest, actor=actor)
    with reading(filled) as connection:
        assert [term.code for term in terms.added(connection)] == ["quito-process"]


def test_it_is_translated_later_and_two_translators_do_not_meet(filled: sa.Engine, codebook: Codebook) -> None:
    add(filled, codebook, "process", "quito-process", NAMES, SHORT)

    def name(revision: int, given: dict[str, str], short: dict[str, str] | None = None) -> int:
        with writing(filled) as connection:
            return terms.name_term(connection, codebook, ANALYST, "quito-process", revision, given, short)

    assert name(1, {"fr": "Processus de Quito"}) == 2
    assert name(1, {"pt": "Processo de Quito"}, {"pt": "PQ"}) == 3
    assert name(3, {"pt": "Processo de Quito"}) == 3  # nothing new, nothing written
    with pytest.raises(Conflict):
        name(1, {"fr": "Le processus de Quito"})
    with pytest.raises(InvalidInput):
        name(3, {"en": "Regional Conference on Migration"})
    with reading(filled) as connection:
        (term,) = terms.added(connection)
    assert (term.to_translate, term.name["fr"], term.revision) == ((), "Processus de Quito", 3)
    assert [event.verb for event in events(filled)][:2] == ["term-named", "term-named"]
    with pytest.raises(NotFound), writing(filled) as connection:
        terms.name_term(connection, codebook, ANALYST, "crm", 1, {"fr": "Autre"})


def test_a_document_of_an_added_process_becomes_a_meeting(filled: sa.Engine, codebook: Codebook) -> None:
    add(filled, codebook, "process", "quito-process", NAMES, SHORT)
    with writing(filled) as connection:
        book = terms.codebook(connection, codebook)
        document = importing.start_import(connection, ANALYST, READING)
        for place in (1, 2):
            importing.assign_process(connection, book, ANALYST, f"{document}/{place}", 1, "quito-process")
        with pytest.raises(InvalidInput):
            importing.assign_process(connection, codebook, ANALYST, f"{document}/1", 2, "quito-process")
        commit_import(connection, book, ANALYST, document, unreviewed=True)
        frames = frames_of(connection, book)
    assert "quito-process" in set(frames.processes["process"])


def test_suggested_codes_have_the_form_and_are_free(codebook: Codebook) -> None:
    assert terms.suggested_code(codebook, "Proceso de Quito – Área técnica") == "proceso-de-quito-area-tecnica"
    assert terms.suggested_code(codebook, "CRM") == "crm-2"
    assert terms.suggested_code(codebook, "2030 Agenda") == "p-2030-agenda"
    assert len(terms.suggested_code(codebook, "x" * 200)) == terms.CODE_LIMIT
