"""What a slip that came back means: every way in which people and programs fill in a workbook."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import openpyxl
import pytest
import sqlalchemy as sa

from convergence.codebook import Codebook
from convergence.errors import InvalidInput, NotAllowed
from convergence.i18n import catalogue
from convergence.model import LANGUAGES, Actor, Evidence, Role
from convergence.slip_file import FILE_LIMIT, UNPACKED_LIMIT, read
from convergence.store import writes
from convergence.store.engine import writing
from tests.conftest import ANALYST, DELEGATE
from tests.slip.slips import actions_sheet, edited, fill, place, previewed, propose, sent, taken_in
from tests.store.content import BORDER_PLAN, BORDERS, action, everything

on_one_database = pytest.mark.parametrize("kind", ["sqlite"])
"""What a cell of a workbook means is the same on every database."""


def reasons(cells: Any) -> list[tuple[str, str]]:
    return [(cell.place, cell.error.key) for cell in cells]


@on_one_database
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("party", ["MEX", "CAN", "USA"])
def test_what_nobody_filled_in_changes_nothing(
    filled: sa.Engine, codebook: Codebook, language: str, party: str
) -> None:
    content = sent(filled, codebook, party, language)
    for returned in (content, edited(content, lambda book: None)):
        preview = previewed(filled, codebook, returned, ANALYST)
        assert [(row.status, row.typed) for row in preview.rows] == [("unchanged", ())] * len(preview.rows)
        assert preview.rows
        assert (preview.proposals, preview.lacking, preview.decided({})) == ((), (), [])


@on_one_database
@pytest.mark.parametrize(
    ("language", "former"),
    [
        ("en", "Evidence (link)"),
        ("fr", "Justificatif (lien)"),
        ("es", "Comprobante (enlace)"),
        ("pt", "Comprovante (link)"),
    ],
)
def test_a_slip_that_was_sent_when_evidence_was_one_link_is_read(
    filled: sa.Engine, codebook: Codebook, language: str, former: str
) -> None:
    def older(book: Any) -> None:
        sheet = actions_sheet(book)
        assert sheet.cell(1, place(sheet, "evidence", language)).value != former
        sheet.cell(1, place(sheet, "evidence", language)).value = former

    content = sent(filled, codebook, language=language)
    returned = edited(fill(content, {"evidence": "https://example.org/plan"}, language=language), older)
    preview = previewed(filled, codebook, returned, DELEGATE)
    assert preview.rows[0].changes == {"evidence": ((), (Evidence("https://example.org/plan"),))}
    assert preview.lacking == ()


def test_several_links_in_one_cell(filled: sa.Engine, codebook: Codebook) -> None:
    """Two delegations add links to one action; what comes back unedited, with its titles, changes nothing."""
    content = sent(filled, codebook)
    with writing(filled) as connection:
        writes.update_action(connection, codebook, ANALYST, BORDER_PLAN, 1, {"evidence": "Ley https://example.org/ley"})
    preview = previewed(filled, codebook, fill(content, {"evidence": "El plan: https://example.org/plan"}), DELEGATE)
    law, plan = Evidence("https://example.org/ley", "Ley"), Evidence("https://example.org/plan", "El plan")
    assert preview.rows[0].changes == {"evidence": ((law,), (law, plan))}
    assert preview.rows[0].stale == {}
    taken_in(filled, codebook, preview, DELEGATE)
    assert [(link, link.by) for link in action(filled).evidence] == [(law, "Ana"), (plan, "Dolores")]
    unedited = previewed(filled, codebook, edited(sent(filled, codebook), lambda book: None), DELEGATE)
    assert {row.status for row in unedited.rows} == {"unchanged"}
    renamed = fill(sent(filled, codebook), {"evidence": "Ley 4 https://example.org/ley"})
    assert previewed(filled, codebook, renamed, DELEGATE).rows[0].changes == {
        "evidence": ((law, plan), (Evidence("https://example.org/ley", "Ley 4"),))
    }


def test_what_was_filled_in(filled: sa.Engine, codebook: Codebook) -> None:
    values = {
        "progress": "Implementada",
        "due": datetime(2027, 1, 31),  # noqa: DTZ001
        "evidence": "https://example.org/plan",
        "note": "=no es una fórmula, es texto".lstrip("="),
    }
    (row, *rest) = previewed(filled, codebook, fill(sent(filled, codebook), values), DELEGATE).rows
    assert row.action == BORDER_PLAN
    assert row.changes == {
        "progress": ("in-progress", "implemented"),
        "due": (date(2024, 7, 1), date(2027, 1, 31)),
        "evidence": ((), (Evidence("https://example.org/plan"),)),
        "note": ("", "no es una fórmula, es texto"),
    }
    assert (row.status, row.wrong, row.stale, row.typed) == ("changed", (), {}, ())
    assert [other.status for other in rest] == ["unchanged"] * len(rest)


@on_one_database
@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("31/12/2026", date(2026, 12, 31)),
        ("1.2.2027", date(2027, 2, 1)),
        ("1-2-27", date(2027, 2, 1)),
        ("2027-02-01", date(2027, 2, 1)),
        ("1 de febrero de 2027", date(2027, 2, 1)),
        ("1er février 2027", date(2027, 2, 1)),
        ("1 FEB 2027", date(2027, 2, 1)),
        ("1º de março de 2027", date(2027, 3, 1)),
        (46_388, date(2027, 1, 1)),
        (datetime(2027, 1, 1, 13, 45), date(2027, 1, 1)),  # noqa: DTZ001
        (None, None),
        ("  ", None),
    ],
)
def test_dates_as_people_type_them(filled: sa.Engine, codebook: Codebook, typed: object, meant: date | None) -> None:
    def edit(book: openpyxl.Workbook) -> None:
        cell = actions_sheet(book).cell(2, place(actions_sheet(book), "due"))
        cell.value = typed
        if not isinstance(typed, datetime):
            cell.number_format = "General"

    (row, *_) = previewed(filled, codebook, edited(sent(filled, codebook), edit), DELEGATE).rows
    assert row.changes == {"due": (date(2024, 7, 1), meant)}


@on_one_database
@pytest.mark.parametrize(
    ("column", "typed", "key"),
    [
        ("due", "12/25/2026", "slip.bad_date"),
        ("due", "mañana", "slip.bad_date"),
        ("due", "1/1/1023", "store.bad_date"),
        ("due", 1_000_000, "store.bad_date"),
        ("due", "=TODAY()", "slip.formula"),
        ("progress", "casi", "slip.bad_progress"),
        ("progress", None, "slip.no_progress"),
        ("evidence", "ftp://example.org", "store.bad_link"),
        ("evidence", "javascript:alert(1)", "store.bad_link"),
        ("evidence", "www.example.org", "store.bad_link"),
        ("note", "=1+1", "slip.formula"),
        ("revision", 99, "slip.bad_revision"),
        ("revision", "x", "slip.bad_revision"),
        ("id", "2024-02-01-test/crm.9.9/a9", "store.no_such_action"),
        ("id", None, "slip.no_id"),
    ],
)
def test_what_is_wrong_and_where(filled: sa.Engine, codebook: Codebook, column: str, typed: object, key: str) -> None:
    content = fill(sent(filled, codebook), {column: typed, "note": "y más"} if column != "note" else {column: typed})
    preview = previewed(filled, codebook, content, DELEGATE)
    sheet = actions_sheet(openpyxl.load_workbook(io.BytesIO(content)))
    letter = sheet.cell(2, place(sheet, column)).column_letter
    expected = f"Seguimiento!{letter if column != 'id' else 'A'}2"
    assert reasons(preview.wrong) == [(expected, key)]
    assert preview.decided({}) == []


def test_a_hundred_thousand_characters(filled: sa.Engine, codebook: Codebook) -> None:
    """More than a cell of Excel holds; a file made by hand can have them."""
    content = fill(sent(filled, codebook), {"note": "MARK"})
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(file, "w") as target:
        for entry in source.namelist():
            target.writestr(entry, source.read(entry).replace(b"MARK", b"x" * 100_000))
    preview = previewed(filled, codebook, file.getvalue(), DELEGATE)
    assert reasons(preview.wrong) == [("Seguimiento!J2", "store.too_long")]
    assert preview.wrong[0].error.values["length"] == 100_000


@on_one_database
@pytest.mark.parametrize("label", ["Mise en œuvre", "implemented", "IMPLEMENTADA", " Implemented ", "Implementada"])
def test_progress_in_any_language(filled: sa.Engine, codebook: Codebook, label: str) -> None:
    (row, *_) = previewed(filled, codebook, fill(sent(filled, codebook), {"progress": label}), DELEGATE).rows
    assert row.changes == {"progress": ("in-progress", "implemented")}


def shuffled(book: openpyxl.Workbook) -> None:
    """Columns in another order, rows sorted the other way round, one hidden, one filtered away, a blank line on top."""
    sheet = actions_sheet(book)
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    order = list(reversed(range(len(rows[0]))))
    sheet.delete_rows(1, sheet.max_row)
    for number, row in enumerate([rows[0], *reversed(rows[1:])], start=2):
        for column, old in enumerate(order, start=1):
            sheet.cell(number, column).value = row[old]
    sheet.row_dimensions[3].hidden = True
    sheet.auto_filter.ref = "A2:L20"


def test_other_order_hidden_and_filtered(filled: sa.Engine, codebook: Codebook) -> None:
    content = fill(sent(filled, codebook, "USA"), {"note": "Hecho."})
    straight = previewed(filled, codebook, content, ANALYST)
    turned = previewed(filled, codebook, edited(content, shuffled), ANALYST)
    assert {row.action: (row.changes, row.typed) for row in turned.rows} == {
        row.action: (row.changes, row.typed) for row in straight.rows
    }
    assert len(straight.having("changed")) == 1


def test_a_deleted_column_changes_nothing(filled: sa.Engine, codebook: Codebook) -> None:
    def edit(book: openpyxl.Workbook) -> None:
        actions_sheet(book).delete_cols(place(actions_sheet(book), "due"))

    preview = previewed(filled, codebook, edited(fill(sent(filled, codebook), {"note": "x"}), edit), DELEGATE)
    assert preview.lacking == ("due",)
    assert preview.rows[0].changes == {"note": ("", "x")}


def test_typed_where_nothing_may_be_typed(filled: sa.Engine, codebook: Codebook) -> None:
    content = fill(sent(filled, codebook), {"lead": "Perú", "title": "Otra cosa", "note": "x"})
    (row, *_) = previewed(filled, codebook, content, DELEGATE).rows
    assert reasons(row.typed) == [("Seguimiento!B2", "slip.locked"), ("Seguimiento!D2", "slip.locked")]
    assert [catalogue("en").error(cell.error) for cell in row.typed] == [
        "The column “Acción” is not to be filled in: “Otra cosa”, typed there, is passed over.",
        "The column “Responsable” is not to be filled in: “Perú”, typed there, is passed over.",
    ]
    assert row.changes == {"note": ("", "x")}


def test_cleared_where_nothing_may_be_typed(filled: sa.Engine, codebook: Codebook) -> None:
    (row, *_) = previewed(filled, codebook, fill(sent(filled, codebook), {"lead": None}), DELEGATE).rows
    assert (reasons(row.typed), row.changes) == ([("Seguimiento!D2", "slip.locked_emptied")], {})


def test_rows_have_room_for_their_texts(filled: sa.Engine, codebook: Codebook) -> None:
    """Not every program makes room by itself; and there is always room for two lines."""
    with writing(filled) as connection:
        writes.update_action(connection, codebook, ANALYST, BORDER_PLAN, 1, {"note": "línea\n" * 6 + "fin"})
    sheet = actions_sheet(openpyxl.load_workbook(io.BytesIO(sent(filled, codebook, "CAN"))))
    assert [sheet.row_dimensions[row].height for row in (2, 3)] == [29.25, 96.75]


def test_what_others_did_meanwhile(filled: sa.Engine, codebook: Codebook) -> None:
    """Left alone by the slip: no change. Changed by both to the same: no change. Changed by both: to be settled."""
    content = sent(filled, codebook)
    with writing(filled) as connection:
        changes = {"progress": "implemented", "note": "De la oficina.", "lead": "USA", "title": {"es": "Nuevo título"}}
        writes.update_action(connection, codebook, ANALYST, BORDER_PLAN, 1, {**changes, "supporting": ("MEX",)})
    (untouched, *_) = previewed(filled, codebook, content, DELEGATE).rows
    assert (untouched.status, untouched.typed) == ("unchanged", ())
    (same, *_) = previewed(filled, codebook, fill(content, {"progress": "Implementada"}), DELEGATE).rows
    assert same.status == "unchanged"
    both = {"progress": "Planificada", "note": "De la delegación.", "due": "1/1/2027"}
    preview = previewed(filled, codebook, fill(content, both), DELEGATE)
    (row, *_) = preview.rows
    assert row.changes == {"due": (date(2024, 7, 1), date(2027, 1, 1))}
    told = {name: (stale.mine, stale.theirs, stale.by, stale.on_behalf_of) for name, stale in row.stale.items()}
    assert told == {
        "progress": ("planned", "implemented", "Ana", "USA"),
        "note": ("De la delegación.", "De la oficina.", "Ana", "USA"),
    }
    (decided,) = preview.decided({(BORDER_PLAN, "progress"): True, (BORDER_PLAN, "note"): False})
    assert (decided.revision, decided.changes) == (2, {"due": date(2027, 1, 1), "progress": "planned"})
    with pytest.raises(KeyError):
        preview.decided({})


def test_a_row_twice(filled: sa.Engine, codebook: Codebook) -> None:
    def doubled(note: str) -> Callable[[openpyxl.Workbook], None]:
        def edit(book: openpyxl.Workbook) -> None:
            sheet = actions_sheet(book)
            for column, cell in enumerate(list(sheet[2]), start=1):
                sheet.cell(9, column).value = cell.value
            sheet.cell(9, place(sheet, "note")).value = note

        return edit

    content = fill(sent(filled, codebook), {"note": "uno"})
    assert previewed(filled, codebook, edited(content, doubled("uno")), DELEGATE).wrong == []
    preview = previewed(filled, codebook, edited(content, doubled("dos")), DELEGATE)
    assert [cell.error.key for cell in preview.wrong] == ["slip.twice"]
    assert preview.decided({}) == []


def test_proposals(filled: sa.Engine, codebook: Codebook) -> None:
    content = sent(filled, codebook)
    reference = actions_sheet(openpyxl.load_workbook(io.BytesIO(content))).cell(2, 1).value
    content = propose(content, reference, "Acción nueva", "31/12/2026", "Con apoyo")
    content = propose(content, reference, "PLAN DE FRONTERAS")
    content = propose(content, BORDERS, "acción nueva")
    content = propose(content, "CRM 99", "A otra parte", "nunca")
    preview = previewed(filled, codebook, content, ANALYST)
    new, known, again, wrong = preview.proposals
    assert (new.recommendation, new.title, new.known) == (BORDERS, {"es": "Acción nueva"}, False)
    assert new.fields == {"due": date(2026, 12, 31), "note": "Con apoyo"}
    assert (known.known, again.known) == (True, True)
    assert reasons(wrong.wrong) == [
        ("Nuevas acciones!A5", "slip.no_reference"),
        ("Nuevas acciones!C5", "slip.bad_date"),
    ]
    assert preview.to_add == [new]


def test_whose_slip_it_is(filled: sa.Engine, codebook: Codebook) -> None:
    content = fill(sent(filled, codebook, "MEX"), {"note": "x"})
    with pytest.raises(NotAllowed) as refused:
        previewed(filled, codebook, content, Actor("Paula", Role.DELEGATE, "PER"))
    assert (refused.value.key, refused.value.values) == ("slip.other_delegation", {"party": "México"})
    assert len(previewed(filled, codebook, content, ANALYST).decided({})) == 1


def test_another_installation(filled: sa.Engine, codebook: Codebook) -> None:
    def edit(book: openpyxl.Workbook) -> None:
        cell = book.worksheets[0]["B11"]
        cell.value = str(cell.value).replace(str(cell.value).split()[1], "0123456789abcdef")

    with pytest.raises(InvalidInput, match=r"slip\.other_installation"):
        previewed(filled, codebook, edited(sent(filled, codebook), edit), ANALYST)


def without_mark(book: openpyxl.Workbook) -> None:
    book.worksheets[0]["B11"].value = None


def without_ids(book: openpyxl.Workbook) -> None:
    actions_sheet(book).delete_cols(11, 2)


def with_macros(content: bytes) -> bytes:
    file = io.BytesIO(content)
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0")
    return file.getvalue()


def bomb(content: bytes) -> bytes:
    file = io.BytesIO(content)
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/large.bin", b"\0" * UNPACKED_LIMIT)
    return file.getvalue()


@on_one_database
@pytest.mark.parametrize(
    ("broken", "key"),
    [
        (lambda content: b"", "slip.not_a_workbook"),
        (lambda content: b"a;b\n1;2\n", "slip.not_a_workbook"),
        (lambda content: content[:3000], "slip.not_a_workbook"),
        (lambda content: content.replace(b"xl/workbook.xml", b"xl/workbook.xmm"), "slip.not_a_workbook"),
        (with_macros, "slip.macros"),
        (bomb, "slip.too_large"),
        (lambda content: content + b"\0" * FILE_LIMIT, "slip.too_large"),
        (lambda content: edited(content, without_mark), "slip.no_slip"),
        (lambda content: edited(content, without_ids), "slip.no_columns"),
    ],
)
def test_what_is_no_slip(filled: sa.Engine, codebook: Codebook, broken: Callable[[bytes], bytes], key: str) -> None:
    before = everything(filled)
    with pytest.raises(InvalidInput) as refused:
        read(broken(sent(filled, codebook)))
    assert refused.value.key == key
    assert everything(filled) == before
