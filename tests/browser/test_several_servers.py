"""Two application servers on one PostgreSQL: what one saves the other shows; and the two behind nginx, as docs/nginx.conf has it."""

from __future__ import annotations

import shutil
import subprocess
import urllib.request
from collections import defaultdict
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
import sqlalchemy as sa
from playwright.sync_api import Browser, Page, expect

from convergence import codebook
from convergence.store.engine import connect, upgrade
from convergence.store.loading import load_bundled
from tests.conftest import _statement

from .server import ROOT, Server, free_port, serving
from .visitor import MEETING, TIMEOUT, arrive, introduce, said, settled

ACTION = f"{MEETING}/la-declaration.6.1/a1"
FORM = f"/tracker?f_view=form&f_action={ACTION}&lang=en"
RECOMMENDATION = f"/recommendation?id={MEETING}/la-declaration.6.1&lang=en"
SEEN_WITHIN = 5_000


@pytest.fixture(scope="module")
def servers(postgresql: sa.URL, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Server, Server]]:
    """Two servers that share a database and nothing else."""
    _statement(postgresql, "CREATE DATABASE shared")
    url = postgresql.set(database="shared").render_as_string(hide_password=False)
    engine = connect(url)
    upgrade(engine)
    load_bundled(engine, codebook.bundled())
    engine.dispose()
    with ExitStack() as running:
        one, other = (
            running.enter_context(serving(tmp_path_factory.mktemp(name), environment={"CONVERGENCE_DATABASE_URL": url}))
            for name in ("one", "other")
        )
        yield one, other
        assert "Traceback" not in one.output.read_text() + other.output.read_text()
    _statement(postgresql, "DROP DATABASE shared WITH (FORCE)")


@contextmanager
def visiting(browser: Browser, url: str) -> Iterator[Page]:
    context = browser.new_context(base_url=url, locale="en-GB", viewport={"width": 1400, "height": 1000})
    context.set_default_timeout(TIMEOUT)
    yield context.new_page()
    context.close()


def save(page: Page, note: str) -> None:
    arrive(page, FORM)
    introduce(page, "Ana Ruiz", "Analyst")
    page.get_by_label("Note").fill(note)
    page.get_by_role("button", name="Save the action").click()
    said(page, "saved")


def test_an_edit_in_one_is_seen_in_the_other(servers: tuple[Server, Server], browser: Browser) -> None:
    one, other = servers
    with visiting(browser, one.url) as writer, visiting(browser, other.url) as reader:
        arrive(reader, RECOMMENDATION)
        expect(reader.get_by_text("Said at the first server")).to_have_count(0)
        save(writer, "Said at the first server")
        arrive(reader, RECOMMENDATION)
        expect(reader.get_by_text("Said at the first server").first).to_be_visible(timeout=SEEN_WITHIN)


@contextmanager
def nginx(folder: Path, servers: tuple[Server, Server]) -> Iterator[tuple[str, Path]]:
    """nginx with the file of the documentation, on a port of its own and without a certificate; gives its address and its log."""
    port, log = free_port(), folder / "access.log"
    text = (ROOT / "docs" / "nginx.conf").read_text(encoding="utf-8")
    given = {
        "listen 80;": f"listen 127.0.0.1:{free_port()};",
        "listen 443 ssl;": f"listen 127.0.0.1:{port};",
        "127.0.0.1:8501": servers[0].url.removeprefix("http://"),
        "127.0.0.1:8502": servers[1].url.removeprefix("http://"),
    }
    for here, there in given.items():
        assert here in text
        text = text.replace(here, there)
    site = "\n".join(line for line in text.splitlines() if "ssl_certificate" not in line)
    folders = "".join(f"{name}_temp_path {folder};\n" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    config = folder / "nginx.conf"
    config.write_text(
        f"daemon off;\npid {folder}/nginx.pid;\nerror_log {folder}/error.log;\nevents {{}}\nhttp {{\n{folders}"
        f"log_format who '$convergence_visitor $upstream_addr';\naccess_log {log} who;\n{site}\n}}\n",
        encoding="utf-8",
    )
    process = subprocess.Popen(["nginx", "-c", config, "-p", folder, "-e", folder / "error.log"])
    try:
        with ExitStack() as waiting:
            for _ in range(200):
                try:
                    waiting.enter_context(urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=5))
                    break
                except OSError:
                    assert process.poll() is None, (folder / "error.log").read_text()
        yield f"http://127.0.0.1:{port}", log
    finally:
        process.terminate()
        process.wait(timeout=20)


@pytest.mark.skipif(shutil.which("nginx") is None, reason="nginx is not installed")
def test_two_behind_nginx(servers: tuple[Server, Server], browser: Browser, tmp_path: Path) -> None:
    with nginx(tmp_path, servers) as (address, log):
        with visiting(browser, address) as writer:
            save(writer, "Said through nginx")
            cookies = {cookie["name"]: cookie for cookie in writer.context.cookies()}
            assert cookies["convergence_server"]["httpOnly"]
        for _ in range(12):  # as many visitors: each comes with no cookie and is given a server
            with urllib.request.urlopen(f"{address}/_stcore/health", timeout=5) as answer:
                assert answer.read() == b"ok"
        with visiting(browser, address) as reader:
            arrive(reader, RECOMMENDATION)
            expect(reader.get_by_text("Said through nginx").first).to_be_visible(timeout=SEEN_WITHIN)
            reader.reload()
            settled(reader)
    served: dict[str, set[str]] = defaultdict(set)
    for line in log.read_text().splitlines():
        visitor, server = line.split()
        served[visitor].add(server)
    assert {len(of_one) for of_one in served.values()} == {1}  # whoever comes back finds the same server
    assert set().union(*served.values()) == {server.url.removeprefix("http://") for server in servers}
