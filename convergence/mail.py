"""Mail by SMTP: where from and through which server, by environment variables, and one letter after the other.

- `CONVERGENCE_SMTP_HOST`, `CONVERGENCE_SMTP_PORT`: the server; by default port 587, 465 or 25, as its security asks.
- `CONVERGENCE_SMTP_SECURITY`: `starttls` (the default), `tls` from the first byte, or `none`, for a server on this machine.
- `CONVERGENCE_SMTP_USER`, `CONVERGENCE_SMTP_PASSWORD`: where the server asks for a login.
- `CONVERGENCE_MAIL_FROM`: whom the letters come from, as `Secretariat <follow-up@example.org>`.
"""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Mapping
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import localtime, make_msgid, parseaddr

from convergence.errors import InvalidInput, Unavailable

PORTS = {"starttls": 587, "tls": 465, "none": 25}
PATIENCE = 30.0
"""Seconds that a server has to answer."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How mail leaves. `security` is a key of `PORTS`; without a `user` nobody logs in."""

    host: str
    port: int
    security: str
    sender: str
    user: str = ""
    password: str = ""


def settings(environment: Mapping[str, str]) -> Settings:
    """Raises InvalidInput for the first variable that is missing or can't be."""
    for name in ("CONVERGENCE_SMTP_HOST", "CONVERGENCE_MAIL_FROM"):
        if not environment.get(name):
            raise InvalidInput("mail.missing", name=name)
    sender = environment["CONVERGENCE_MAIL_FROM"]
    if "@" not in parseaddr(sender)[1]:
        raise InvalidInput("mail.bad_sender", value=sender)
    security = environment.get("CONVERGENCE_SMTP_SECURITY", "starttls").lower()
    if security not in PORTS:
        raise InvalidInput("mail.bad_security", value=security, known=", ".join(PORTS))
    port = environment.get("CONVERGENCE_SMTP_PORT") or str(PORTS[security])
    if not port.isdecimal() or not 0 < int(port) < 65_536:
        raise InvalidInput("mail.bad_port", value=port)
    user, password = (environment.get(f"CONVERGENCE_SMTP_{name}", "") for name in ("USER", "PASSWORD"))
    return Settings(environment["CONVERGENCE_SMTP_HOST"], int(port), security, sender, user, password)


def letter(sender: str, name: str, email: str, subject: str, text: str, html: str) -> EmailMessage:
    """A letter to one person, as text and as HTML."""
    message = EmailMessage()
    own_name, own = parseaddr(sender)
    message["From"] = Address(own_name, addr_spec=own)
    user, _, domain = email.rpartition("@")
    message["To"] = Address(name, user, domain)
    message["Subject"] = subject
    message["Date"] = localtime()
    message["Message-ID"] = make_msgid(domain=own.rpartition("@")[2])
    message["Auto-Submitted"] = "auto-generated"  # nobody's “out of office” answers it
    message.set_content(text)
    message.add_alternative(html, subtype="html")
    return message


class Post:
    """A connection to the server, opened with the first letter and again after it broke."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._server: smtplib.SMTP | None = None

    def send(self, message: EmailMessage) -> None:
        """Raises InvalidInput where this letter can't be delivered, Unavailable where none can."""
        server = self._server or self._connected()
        self._server = server
        try:
            server.send_message(message)
        except (smtplib.SMTPServerDisconnected, OSError) as error:
            # smtplib's own errors are OSErrors too; only a broken connection has to be made anew.
            if not isinstance(error, smtplib.SMTPException) or isinstance(error, smtplib.SMTPServerDisconnected):
                self.close()
            raise InvalidInput("mail.refused", reason=_reason(error)) from error
        except (MessageError, ValueError) as error:
            raise InvalidInput("mail.refused", reason=_reason(error)) from error

    def close(self) -> None:
        if self._server:
            with suppress(OSError):
                self._server.quit()
        self._server = None

    def _connected(self) -> smtplib.SMTP:
        own, context = self._settings, ssl.create_default_context()
        with ExitStack() as opened:
            try:
                server = opened.enter_context(
                    smtplib.SMTP_SSL(own.host, own.port, timeout=PATIENCE, context=context)
                    if own.security == "tls"
                    else smtplib.SMTP(own.host, own.port, timeout=PATIENCE)
                )
                if own.security == "starttls":
                    server.starttls(context=context)
                if own.user:
                    server.login(own.user, own.password)
            except OSError as error:
                raise Unavailable("mail.unreachable", host=own.host, port=own.port, reason=_reason(error)) from error
            opened.pop_all()
            return server


def _reason(error: Exception) -> str:
    """What the server said, in a line, without what it was sent."""
    told = str(error)
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code, said = next(iter(error.recipients.values()))
        told = f"{code} {_read(said)}"
    elif isinstance(error, smtplib.SMTPResponseException):
        told = f"{error.smtp_code} {_read(error.smtp_error)}"
    return " ".join(told.split())[:200]


def _read(said: bytes | str) -> str:
    return said.decode("utf-8", "replace") if isinstance(said, bytes) else said
