"""A real provider of OpenID Connect on loopback, and an installation that trusts it."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from convergence import codebook
from convergence.model import Actor, Person, Role
from convergence.store import people
from convergence.store.opened import Store, open_store

from .server import Server, free_port, serving

BOSS = Actor("Command line", Role.ADMINISTRATOR)
DANA = Person("dana@chile.example", "Dana Soto", Role.DELEGATE, "CHL", "es")
ANA = Person("ana@secretariat.example", "Ana Ruiz", Role.ANALYST, None, "fr")
ADAM = Person("adam@secretariat.example", "Adam Kay", Role.ADMINISTRATOR, None, "en")
ROSA = Person("rosa@public.example", "Rosa Diaz", Role.READER, None, "en")
UNVERIFIED = "unverified"


@dataclass(frozen=True, eq=False)
class Installation:
    server: Server
    store: Store

    def change(self, person: Person) -> None:
        with self.store.writing() as connection:
            people.save(connection, self.store.codebook, BOSS, [person])


@contextmanager
def providing() -> Iterator[str]:
    """The provider's address. Whoever names himself there is vouched for; `UNVERIFIED` has Ana's address, not verified."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of what the provider's own libraries will rename
        import oidc_provider_mock

        known = [
            oidc_provider_mock.User(sub=person.email, claims={"email": person.email, "email_verified": True})
            for person in (DANA, ANA, ADAM, ROSA, Person("nina@nowhere.example", "Nina", Role.READER))
        ]
        known.append(oidc_provider_mock.User(sub=UNVERIFIED, claims={"email": ANA.email, "email_verified": False}))
        with oidc_provider_mock.run_server_in_thread(user_claims=known) as server:
            yield f"http://localhost:{server.server_port}"


@contextmanager
def installed(folder: Path, provider: str, readers: bool) -> Iterator[Installation]:
    """An installation that signs in at the provider, with four people in its database."""
    port = free_port()
    secrets = folder / "secrets.toml"
    secrets.write_text(
        f"""[auth]
redirect_uri = "http://127.0.0.1:{port}/oauth2callback"
cookie_secret = "a secret of this test only"
client_id = "convergence"
client_secret = "another one"
server_metadata_url = "{provider}/.well-known/openid-configuration"
""",
        encoding="utf-8",
    )
    environment = {"CONVERGENCE_READERS": "1" if readers else "0", "CONVERGENCE_CONTACT": "help@secretariat.example"}
    store = open_store(codebook.bundled(), f"sqlite:///{folder / 'convergence.db'}")
    with store.writing() as connection:
        people.save(connection, store.codebook, BOSS, [DANA, ANA, ADAM, ROSA])
    with serving(folder, port, ("--secrets.files", str(secrets)), environment) as server:
        yield Installation(server, store)
        assert "Traceback" not in server.output.read_text()
    store.engine.dispose()
