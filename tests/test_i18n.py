"""Words in four languages: catalogues that agree with the code and with each other, and values as each language writes them."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from string import Formatter

import pytest

from convergence.errors import InvalidInput
from convergence.i18n import LANGUAGE_NAMES, Catalogue, catalogue, missing_languages, preferred, read_catalogue
from convergence.model import LANGUAGES

ROOT = Path(__file__).parent.parent

Messages = dict[str, tuple[str, ...]]


def messages(language: str) -> Messages:
    """Every key of a language with its text, or the two texts of a message that counts."""
    return {
        str(message.id[0] if message.pluralizable else message.id): (
            tuple(message.string) if message.pluralizable else (str(message.string),)
        )
        for area in read_catalogue(language).values()
        for message in area
        if message.id
    }


ALL = {language: messages(language) for language in LANGUAGES}
ENGLISH = ALL["en"]
AREAS = "|".join(sorted(read_catalogue("en")))
KEY = re.compile(rf"(?:{AREAS})\.[a-z0-9_.-]+")
NOT_KEYS = (".py", ".yaml", ".po", ".db", ".csv", ".xlsx", ".docx", ".pdf", ".")


@cache
def code() -> tuple[tuple[str, ast.AST], ...]:
    """Every node of the application's code, with its file."""
    files = [*(ROOT / "convergence").rglob("*.py"), *(ROOT / "pages").rglob("*.py"), *ROOT.glob("app.py")]
    assert files
    return tuple(
        (path.relative_to(ROOT).as_posix(), node)
        for path in files
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    )


def literal_keys() -> dict[str, str]:
    """Whatever in the code reads like a key, and a file where it stands; not the columns of tables, not parts of f-strings."""
    parts = {id(part) for _, node in code() if isinstance(node, ast.JoinedStr) for part in node.values}
    return {
        node.value: file
        for file, node in code()
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and id(node) not in parts
        and not file.startswith(("convergence/store/migrations/", "convergence/store/tables.py"))
        and KEY.fullmatch(node.value)
        and (node.value in ENGLISH or not node.value.endswith(NOT_KEYS))
    }


def built_keys() -> dict[str, re.Pattern[str]]:
    """Keys that the code builds around a code, as in f"overview.flag_{flag}"."""
    found = {}
    for _, node in code():
        if isinstance(node, ast.JoinedStr):
            parts = [part.value if isinstance(part, ast.Constant) else None for part in node.values]
            if isinstance(parts[0], str) and re.match(rf"(?:{AREAS})\.", parts[0]):
                shown = "".join("{}" if part is None else str(part) for part in parts)
                found[shown] = re.compile(
                    "".join("[a-z0-9_-]+" if part is None else re.escape(str(part)) for part in parts)
                )
    return found


def calls() -> Iterator[tuple[str, str, set[str]]]:
    """Uses of a message by its literal key: file, key, names of the values given. `t(…)`, `t.n(…)`, raised errors, `key=`."""
    for file, node in code():
        if not isinstance(node, ast.Call):
            continue
        function = node.func
        counts = isinstance(function, ast.Attribute) and function.attr == "n"
        translates = isinstance(function, ast.Name) and function.id == "t"
        raised = isinstance(function, ast.Name) and function.id in {
            "InvalidInput",
            "NotAllowed",
            "NotFound",
            "Unavailable",
            "ConvergenceError",
        }
        if not (counts or translates or raised) or not node.args or any(word.arg is None for word in node.keywords):
            continue
        key = node.args[0]
        if isinstance(key, ast.Constant) and isinstance(key.value, str):
            yield file, key.value, {str(word.arg) for word in node.keywords} | ({"n"} if counts else set())


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_key_in_the_code_has_its_words(language: str) -> None:
    assert {key: file for key, file in literal_keys().items() if key not in ALL[language]} == {}
    assert {key: file for file, key, _ in calls() if key not in ALL[language]} == {}
    for shown, pattern in built_keys().items():
        assert any(pattern.fullmatch(key) for key in ALL[language]), shown


def test_keys_are_found_in_the_code() -> None:
    assert {"check.gap", "store.newer", "store.not_your_action", "check.count"} <= set(literal_keys())
    assert {"store.bad_date", "check.right"} <= {key for _, key, _ in calls()}


def test_every_message_is_used() -> None:
    used = set(literal_keys())
    patterns = list(built_keys().values())
    unused = [key for key in ENGLISH if key not in used and not any(pattern.fullmatch(key) for pattern in patterns)]
    assert unused == []


def test_every_placeholder_is_given() -> None:
    short = [
        (file, key, fields(text) - given)
        for file, key, given in calls()
        for text in ENGLISH.get(key, ())
        if fields(text) - given
    ]
    assert short == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_languages_have_the_same_messages(language: str) -> None:
    assert sorted(ALL[language]) == sorted(ENGLISH)
    for area, parsed in read_catalogue(language).items():
        assert [message.id for message in parsed if message.id and message.fuzzy] == []
        keys = [message.id[0] if message.pluralizable else message.id for message in parsed if message.id]
        assert [key for key in keys if not str(key).startswith(f"{area}.")] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_says_something(language: str) -> None:
    for key, texts in ALL[language].items():
        for text in texts:
            assert text.strip() == text != "", key
            assert text != key, key


@pytest.mark.parametrize("language", LANGUAGES)
def test_placeholders_agree(language: str) -> None:
    for key, texts in ALL[language].items():
        expected = fields(ENGLISH[key][-1])
        assert fields(texts[-1]) == expected, key
        for text in texts[:-1]:  # the singular may write its number as a word
            assert fields(text) | {"n"} == expected, key


@pytest.mark.parametrize("language", ["fr", "es", "pt"])
def test_sentences_are_translated(language: str) -> None:
    def words(text: str) -> list[str]:
        return re.findall(r"[^\W\d_]{2,}", re.sub(r"\{.*?\}", "", text))

    same = [key for key, texts in ALL[language].items() if texts == ENGLISH[key] and len(words(texts[0])) > 3]
    assert same == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_messages_that_count_have_two_forms(language: str) -> None:
    counting = {key for key, texts in ENGLISH.items() if len(texts) == 2}
    assert "check.count" in counting
    assert {key for key, texts in ALL[language].items() if len(texts) == 2} == counting
    for area in read_catalogue(language).values():
        assert area.num_plurals == 2


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("fr", ["0 problème", "1 problème", "2 problèmes", "1\u202f000 problèmes"]),
        ("en", ["0 problems", "1 problem", "2 problems", "1,000 problems"]),
        ("es", ["0 problemas", "1 problema", "2 problemas", "1.000 problemas"]),
        ("pt", ["0 problema", "1 problema", "2 problemas", "1.000 problemas"]),
    ],
)
def test_counts(language: str, expected: list[str]) -> None:
    t = catalogue(language)
    assert [t.n("check.count", n) for n in (0, 1, 2, 1000)] == expected


VALUES = {
    "fr": ("9 mai 2023", "09/05/2023", "1\u202f234\u202f567", "19,6", "46\xa0%", "19,6\xa0%", "A, B et C"),
    "en": ("9 May 2023", "09/05/2023", "1,234,567", "19.6", "46%", "19.6%", "A, B and C"),
    "es": ("9 de mayo de 2023", "9/5/23", "1.234.567", "19,6", "46\xa0%", "19,6\xa0%", "A, B y C"),
    "pt": ("9 de maio de 2023", "09/05/2023", "1.234.567", "19,6", "46%", "19,6%", "A, B e C"),
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_values_as_the_language_writes_them(language: str) -> None:
    t = catalogue(language)
    day = date(2023, 5, 9)
    assert (
        t.date(day),
        t.date(day, "short"),
        t.number(1_234_567),
        t.number(19.6, 1),
        t.percent(0.46),
        t.percent(0.196, 1),
        t.list(["A", "B", "C"]),
    ) == VALUES[language]


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("fr", "1er févr. 2024, 15:04:05"),
        ("en", "1 Feb 2024, 15:04:05"),
        ("es", "1 feb 2024, 15:04:05"),
        ("pt", "1º de fev. de 2024 15:04:05"),
    ],
)
def test_moments(language: str, expected: str) -> None:
    assert catalogue(language).moment(datetime(2024, 2, 1, 15, 4, 5, tzinfo=UTC)) == expected


@pytest.mark.parametrize(
    ("language", "first", "eleventh", "short"),
    [
        ("fr", "1er octobre 2026", "11 octobre 2026", "01/10/2026"),
        ("en", "1 October 2026", "11 October 2026", "01/10/2026"),
        ("es", "1 de octubre de 2026", "11 de octubre de 2026", "1/10/26"),
        ("pt", "1º de outubro de 2026", "11 de outubro de 2026", "01/10/2026"),
    ],
)
def test_the_first_of_a_month(language: str, first: str, eleventh: str, short: str) -> None:
    t = catalogue(language)
    assert (t.date(date(2026, 10, 1)), t.date(date(2026, 10, 11))) == (first, eleventh)
    assert t.date(date(2026, 10, 1), "short") == short


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_value_is_no_text(language: str) -> None:
    t = catalogue(language)
    assert (t.date(None), t.text(None), t.text({}), t.list([])) == ("", "", "", "")
    assert (t.number(0), t.percent(0.0)[0]) == ("0", "0")


def test_a_text_falls_back_to_the_first_language_it_exists_in() -> None:
    texts = {"pt": "texto", "es": "texto es"}
    assert {language: catalogue(language).text(texts) for language in LANGUAGES} == {
        "fr": "texto es",
        "en": "texto es",
        "es": "texto es",
        "pt": "texto",
    }


def test_an_error_is_a_sentence_in_each_language() -> None:
    error = InvalidInput("store.how_many", least=1, most=4)
    assert catalogue("en").error(error) == "Choose 1 to 4 values."
    assert len({catalogue(language).error(error) for language in LANGUAGES}) == 4


def test_a_value_with_braces_is_text() -> None:
    error = InvalidInput("store.unknown_code", code="{0.__class__} {x}")
    assert catalogue("en").error(error) == "“{0.__class__} {x}” is not on the list: choose one of the values offered."


def test_an_unknown_key_is_shown_as_it_is() -> None:
    t = Catalogue("en")
    assert t("store.nothing_like_it") == "store.nothing_like_it"
    assert not t.has("store.nothing_like_it")
    assert t.has("store.newer")


def test_another_language_is_a_mistake_of_ours() -> None:
    with pytest.raises(KeyError):
        catalogue("de")
    assert set(LANGUAGE_NAMES) == set(LANGUAGES)


@pytest.mark.parametrize(
    ("accept", "language"),
    [
        ("fr", "fr"),
        ("fr-CA,fr;q=0.9,en;q=0.8", "fr"),
        ("pt-BR", "pt"),
        ("PT-br", "pt"),
        ("es-419,es;q=0.9", "es"),
        ("en-US,en;q=0.9,fr;q=0.8", "en"),
        ("de-DE,de;q=0.9,es;q=0.5,fr;q=0.3", "es"),
        ("en;q=0.1,fr;q=0.9", "fr"),
        ("en;q=0.1, fr; q=0.9", "fr"),
        ("fr;q=0.5,pt;q=0.5", "fr"),
        ("de", "en"),
        ("*", "en"),
        ("de,*;q=0.1", "en"),
        ("", "en"),
        (None, "en"),
        ("fr;q=0", "en"),
        ("fr;q=0,es;q=0.1", "es"),
        ("fr;q=much,es;q=0.1", "es"),
        ("fr;q=nan,es;q=0.1", "es"),
        (";;,,;q=", "en"),
        ("french", "en"),
        ("C", "en"),
    ],
)
def test_the_language_of_a_browser(accept: str | None, language: str) -> None:
    assert preferred(accept) == language


def test_missing_languages() -> None:
    assert missing_languages({"fr": "a", "en": " ", "es": "b"}) == ["en", "pt"]
    assert missing_languages({"fr": "a"}, ("fr",)) == []


def test_french_double_marks_are_held_by_a_space_that_does_not_break() -> None:
    loose = re.compile(r"(?<=\S) (?=[:;?!»])|« ")
    texts = [
        text
        for area in read_catalogue("fr").values()
        for message in area
        if message.id
        for text in ([message.string] if isinstance(message.string, str) else message.string)
    ]
    assert len(texts) > 500
    assert [text for text in texts if loose.search(text)] == []
