"""Reminders: who gets one, what it says, in which language, how often; by a real mail server on loopback."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from convergence import mail, reminding
from convergence.codebook import Codebook
from convergence.errors import ConvergenceError, InvalidInput, NotAllowed, Unavailable
from convergence.i18n import catalogue
from convergence.model import Meeting, Person, Role
from convergence.reminding import Round
from convergence.reports import digest
from convergence.store import people, reminders, writes
from convergence.store.engine import open_store as open_engine
from convergence.store.engine import writing
from convergence.store.loading import SYSTEM, load_meeting
from convergence.store.opened import Store, open_store
from tests import commands
from tests.conftest import ADMINISTRATOR, ANALYST, DELEGATE
from tests.mailbox import PASSWORD, USER, Mailbox, certified, receiving
from tests.store.content import BORDER_PLAN

SENDER = "Secrétariat <follow-up@example.org>"
MONDAY = datetime(2024, 7, 15, 8, tzinfo=UTC)  # two weeks after the border plan was due
LUZ = Person("luz@mexico.example", "Luz Peña", Role.DELEGATE, "MEX", "es", reminders=True)
MARK = Person("mark@mexico.example", "Mark Vega", Role.READER, "MEX", "en", reminders=True)
CLEO = Person("cleo@canada.example", "Cléo Roy", Role.DELEGATE, "CAN", None, reminders=True)
NOBODIES = (
    Person("off@mexico.example", "Off", Role.DELEGATE, "MEX", "es"),
    Person("gone@mexico.example", "Gone", Role.DELEGATE, "MEX", "es", active=False, reminders=True),
    Person("ana@secretariat.example", "Ana", Role.ANALYST, None, "fr", reminders=True),
    Person("pia@uruguay.example", "Pía", Role.DELEGATE, "URY", "es", reminders=True),  # Uruguay has nothing to do
)


@pytest.fixture
def store(sqlite_url: str, codebook: Codebook, meeting: Meeting) -> Iterator[Store]:
    engine = open_engine(sqlite_url)
    with writing(engine) as connection:
        load_meeting(connection, SYSTEM, meeting)
        people.save(connection, codebook, ADMINISTRATOR, [LUZ, MARK, CLEO, *NOBODIES])
    yield Store(engine, codebook, ())
    engine.dispose()


@pytest.fixture
def mailbox() -> Iterator[Mailbox]:
    with receiving() as made:
        yield made


def at(now: datetime = MONDAY, days: int = 7) -> Round:
    return Round(now, days, "fr", "https://convergence.example.org", "help@example.org")


def go(store: Store, mailbox: Mailbox, asked: Round | None = None) -> list[tuple[str, ConvergenceError | None]]:
    return send(store, mail.Post(mail.Settings("127.0.0.1", mailbox.port, "none", SENDER)), asked)


def send(store: Store, post: mail.Post, asked: Round | None = None) -> list[tuple[str, ConvergenceError | None]]:
    """One round; who was tried, and what came in the way."""
    asked = asked or at()
    waiting = reminding.due(store, ADMINISTRATOR, asked)
    tried = reminding.send(store, ADMINISTRATOR, waiting, asked.now, SENDER, post.send)
    told = [(one.person.email, error) for one, error in tried]
    post.close()
    return told


def body(mailbox: Mailbox, email: str, kind: str = "plain") -> str:
    (message,) = [message for message in mailbox.came if email in str(message["To"])]
    part = message.get_body((kind,))
    assert part is not None
    return str(part.get_content())


def test_each_in_his_language_and_nobody_else(store: Store, mailbox: Mailbox) -> None:
    assert sorted(go(store, mailbox)) == [(CLEO.email, None), (LUZ.email, None), (MARK.email, None)]
    letter = next(message for message in mailbox.came if LUZ.email in str(message["To"]))
    assert (str(letter["From"]), str(letter["To"])) == (SENDER, f"Luz Peña <{LUZ.email}>")
    assert str(letter["Subject"]) == "Seguimiento, México: 1 con retraso"
    assert letter["Auto-Submitted"] == "auto-generated"
    spanish, english, french = (body(mailbox, person.email) for person in (LUZ, MARK, CLEO))
    assert "CON RETRASO (1)" in spanish
    assert "14 días de retraso" in spanish
    assert "dirige" in spanish
    assert "OVERDUE (1)" in english
    assert "due 1 July 2024 · 14 days late" in english
    assert "https://convergence.example.org/delegation?d_party=MEX&lang=en" in english
    assert "help@example.org" in english
    assert "SANS ÉCHÉANCE (1)" in french  # the language of the installation: Cléo chose none
    assert "EN RETARD (1)" in french  # supports what Mexico leads


def test_html_says_the_same_and_texts_stay_texts(store: Store, mailbox: Mailbox) -> None:
    with store.writing() as connection:
        evil = {"title": {"en": "<script>alert(1)</script> & co"}}
        writes.update_action(connection, store.codebook, ANALYST, BORDER_PLAN, 1, evil)
    go(store, mailbox)
    html = body(mailbox, MARK.email, "html")
    assert '<html lang="en">' in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; co" in html
    assert "<script" not in html
    assert 'href="https://convergence.example.org/recommendation?id=2024-02-01-test/crm.2.1&amp;lang=en"' in html
    assert "src=" not in html


def test_what_others_changed_since_the_last_one(store: Store, mailbox: Mailbox) -> None:
    go(store, mailbox)
    mailbox.came.clear()
    with store.writing() as connection:
        writes.update_action(connection, store.codebook, DELEGATE, BORDER_PLAN, 1, {"progress": "implemented"})
        writes.update_action(connection, store.codebook, ANALYST, BORDER_PLAN, 2, {"note": "Seen."})
    assert [email for email, _ in go(store, mailbox, at(MONDAY + timedelta(days=7)))] == [
        CLEO.email,
        LUZ.email,
        MARK.email,
    ]
    english, french = body(mailbox, MARK.email), body(mailbox, CLEO.email)
    assert "CHANGED BY OTHERS SINCE 15 JULY 2024 (1)" in english
    assert "Ana updated an action, on behalf of Mexico." in english
    assert "Note: “Seen.” (blank before)." in english
    assert "Dolores" not in english  # his own delegation's doing
    assert "OVERDUE" not in english
    assert "Dolores (Mexique)" in french


def test_an_action_that_was_taken_away_is_told(store: Store, mailbox: Mailbox) -> None:
    go(store, mailbox)
    mailbox.came.clear()
    with store.writing() as connection:
        writes.update_action(connection, store.codebook, ANALYST, BORDER_PLAN, 1, {"lead": "USA"})
    go(store, mailbox, at(MONDAY + timedelta(days=7)))
    assert "Lead: Mexico became United States." in body(mailbox, MARK.email)


def test_at_most_once_in_a_period(store: Store, mailbox: Mailbox) -> None:
    assert len(go(store, mailbox)) == 3
    assert go(store, mailbox, at(MONDAY + timedelta(days=6, hours=15))) == []
    assert len(mailbox.came) == 3
    assert len(go(store, mailbox, at(MONDAY + timedelta(days=7, hours=-1)))) == 3  # the day counts, not the hour


def test_two_rounds_at_once_send_nothing_twice(store: Store, mailbox: Mailbox) -> None:
    post = mail.Post(mail.Settings("127.0.0.1", mailbox.port, "none", SENDER))
    waiting = [reminding.due(store, ADMINISTRATOR, at()) for _ in range(2)]
    tried = [list(reminding.send(store, ADMINISTRATOR, some, MONDAY, SENDER, post.send)) for some in waiting]
    post.close()
    assert [len(some) for some in tried] == [3, 0]
    assert len(mailbox.came) == 3


def test_one_failed_address_does_not_stop_the_others(store: Store, mailbox: Mailbox) -> None:
    mailbox.refused = {LUZ.email}
    told = dict(go(store, mailbox))
    assert (told[CLEO.email], told[MARK.email]) == (None, None)
    failed = told[LUZ.email]
    assert isinstance(failed, InvalidInput)
    assert (failed.key, failed.values["reason"]) == ("mail.refused", "550 no such mailbox")
    assert len(mailbox.came) == 2
    mailbox.refused = set()
    assert go(store, mailbox) == [(LUZ.email, None)]  # due again, and he alone


def test_a_server_that_does_not_answer_leaves_all_due(store: Store) -> None:
    with receiving() as gone:
        port = gone.port
    with pytest.raises(Unavailable, match=r"mail\.unreachable"):
        go(store, Mailbox(port=port))
    assert len(reminding.due(store, ADMINISTRATOR, at())) == 3


def test_nothing_to_say_sends_nothing(store: Store, codebook: Codebook) -> None:
    frames = store.frames()
    nothing = digest.digest(
        frames, codebook, replace(LUZ, party="URY"), [], MONDAY.date(), MONDAY.date(), UTC, catalogue("en")
    )
    assert nothing is None


def test_only_who_looks_after_people(store: Store) -> None:
    with pytest.raises(NotAllowed, match=r"people\.administrator_only"):
        reminding.due(store, ANALYST, at())
    with pytest.raises(NotAllowed), store.writing() as connection:
        reminders.note(connection, ANALYST, LUZ.email, None, reminders.Reminder(MONDAY, 1))


def test_one_switches_his_own_off(store: Store) -> None:
    with store.writing() as connection:
        people.choose_reminders(connection, LUZ, False)
    assert {one.person.email for one in reminding.due(store, ADMINISTRATOR, at())} == {CLEO.email, MARK.email}
    with pytest.raises(NotAllowed), store.writing() as connection:
        people.choose_reminders(connection, NOBODIES[1], False)


@pytest.mark.parametrize(
    ("given", "key"),
    [
        ({}, "mail.missing"),
        ({"CONVERGENCE_SMTP_HOST": "localhost"}, "mail.missing"),
        ({"CONVERGENCE_MAIL_FROM": "nobody"}, "mail.bad_sender"),
        ({"CONVERGENCE_SMTP_SECURITY": "ssl3"}, "mail.bad_security"),
        ({"CONVERGENCE_SMTP_PORT": "70000"}, "mail.bad_port"),
    ],
    ids=["no host", "no sender", "sender", "security", "port"],
)
def test_settings_that_cannot_be(given: dict[str, str], key: str) -> None:
    whole = {"CONVERGENCE_SMTP_HOST": "localhost", "CONVERGENCE_MAIL_FROM": SENDER}
    with pytest.raises(InvalidInput) as refused:
        mail.settings(given if key == "mail.missing" else whole | given)
    assert refused.value.key == key
    assert mail.settings(whole) == mail.Settings("localhost", 587, "starttls", SENDER)


def remind(database: Path, *words: str, **variables: str) -> tuple[int, str, str]:
    given = {"LC_ALL": "en_GB.UTF-8", "CONVERGENCE_DATABASE_URL": f"sqlite:///{database}", **variables}
    return commands.run(given, "remind", *words)


@pytest.mark.filterwarnings(
    "ignore:Requiring AUTH:UserWarning"
)  # of the server, which does not see that all is encrypted
@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_a_login_under_encryption(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, security: str) -> None:
    certificate = certified(tmp_path)
    with receiving(certificate, from_the_first_byte=security == "tls") as box:
        own = mail.Settings("127.0.0.1", box.port, security, SENDER, USER, PASSWORD)
        with pytest.raises(Unavailable, match="certificate verify failed"):
            send(store, mail.Post(own))
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        with pytest.raises(Unavailable, match="535"):
            send(store, mail.Post(replace(own, password="wrong")))
        assert box.came == []
        assert len(send(store, mail.Post(own))) == 3
        assert len(box.came) == 3
        assert box.logins
        assert all(login.endswith("True") for login in box.logins)


def test_the_command(tmp_path: Path, codebook: Codebook) -> None:
    database = tmp_path / "c.db"
    opened = open_store(codebook, f"sqlite:///{database}")
    with opened.writing() as connection:
        dana = Person("dana@chile.example", "Dana", Role.DELEGATE, "CHL", "en", reminders=True)
        people.save(connection, codebook, ADMINISTRATOR, [dana])
    off = "Reminders are switched off in this installation: CONVERGENCE_REMINDERS=1 switches them on."
    assert remind(database) == (0, "", off)
    with receiving() as box:
        code, out, err = remind(database, "--dry-run", CONVERGENCE_REMINDERS="1")
        assert (code, err, box.came) == (0, "", [])
        assert out.startswith("dana@chile.example\nFollow-up, Chile: 1 without a date\n\nDear Dana,")
        assert out.endswith("1 reminder would go")
        box.refused = {dana.email}
        variables = {
            "CONVERGENCE_REMINDERS": "1",
            "CONVERGENCE_SMTP_HOST": "127.0.0.1",
            "CONVERGENCE_SMTP_PORT": str(box.port),
            "CONVERGENCE_SMTP_SECURITY": "none",
            "CONVERGENCE_MAIL_FROM": SENDER,
        }
        refused = "dana@chile.example: the message did not go (550 no such mailbox); it will be tried again next time."
        assert remind(database, **variables) == (1, "0 reminders sent", refused)
        box.refused = set()
        assert remind(database, **variables) == (0, "dana@chile.example: sent\n1 reminder sent", "")
        assert box.to == ["Dana <dana@chile.example>"]
    opened.engine.dispose()
