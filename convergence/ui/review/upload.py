"""Taking a document in: it is read in the background, and kept for review; what can't be read is said and not kept."""

from __future__ import annotations

import hashlib
import logging
import threading
from dataclasses import dataclass, field

import streamlit as st

from convergence.errors import ConvergenceError, InvalidInput
from convergence.i18n import Catalogue
from convergence.model import Actor
from convergence.reading import limits, read
from convergence.reading.progress import Progress
from convergence.review import Document
from convergence.store import imports
from convergence.store.importing import start_import
from convergence.store.opened import Store
from convergence.ui import session
from convergence.ui.parts import plain

MOST = limits.FILE_BYTES // 2**20
"""Megabytes that the browser may send: what is larger would be refused when it is here."""
PATIENCE = 0.4
"""Seconds that a page waits for a short document before it shows how far the reading is."""


@dataclass
class Job:
    """One file on its way. It goes on when its visitor leaves the page: the import is then in the list."""

    file: str
    name: str
    data: bytes = field(repr=False)
    sha256: str
    step: str = "received"
    progress: Progress | None = None
    document: str | None = None
    error: ConvergenceError | None = None
    thread: threading.Thread | None = field(default=None, repr=False)

    def start(self, store: Store, actor: Actor, even_if_empty: bool = False) -> None:
        self.step, self.error, self.progress = "reading", None, None
        self.thread = threading.Thread(target=self._run, args=(store, actor, even_if_empty), daemon=True)
        self.thread.start()

    def _run(self, store: Store, actor: Actor, even_if_empty: bool) -> None:
        try:
            found = read(self.data, self.name, store.codebook, self._told)
            self.step = "keeping"
            with store.writing() as connection:
                self.document = start_import(connection, actor, found, even_if_empty)
        except ConvergenceError as error:
            self.error = error
        except Exception:
            logging.getLogger("convergence").exception("a document could not be read")
            self.error = InvalidInput("review.unreadable", name=self.name)
        self.step = "kept"

    def _told(self, progress: Progress) -> None:
        self.progress = progress

    @property
    def running(self) -> bool:
        return self.step in ("reading", "keeping")


def drop(t: Catalogue) -> str | None:
    """The place to drop a file; gives the id of the import once it is read."""
    number = st.session_state.setdefault("i_round", 0)
    file = st.file_uploader(t("review.drop"), key=f"i_file_{number}", help=t("review.drop_help"), max_upload_size=MOST)
    st.caption(t("review.formats", limit=MOST))
    if file is None:
        st.session_state.pop("i_job", None)
        return None
    job = _job(file.file_id, file.name, file.getvalue)
    if job.step == "received":
        with session.store().reading() as connection:
            same = imports.same_file(connection, job.sha256)
        if same and not _wanted_again(same, t):
            return None
        job.start(session.store(), session.actor())
    if job.running and job.thread:
        job.thread.join(PATIENCE)
    if job.running:
        _progress(job, t)
    if job.error:
        _refused(job, t)
    if job.document:
        _done()
    return job.document


def _job(file: str, name: str, data: object) -> Job:
    job: Job | None = st.session_state.get("i_job")
    if job is None or job.file != file:
        content: bytes = data()  # type: ignore[operator]
        job = Job(file, name, content, hashlib.sha256(content).hexdigest())
        st.session_state["i_job"] = job
    return job


def _done() -> None:
    """Free the place for the next file."""
    st.session_state.pop("i_job", None)
    st.session_state["i_round"] += 1


@st.fragment(run_every=0.5)
def _progress(job: Job, t: Catalogue) -> None:
    share = job.progress.share if job.progress else 0.0
    st.progress(1.0 if job.step == "kept" else share, text=plain(_step(job, t)))
    if not job.running:
        st.rerun(scope="app")


def _step(job: Job, t: Catalogue) -> str:
    """What happens now, with the page where the file has pages."""
    at = job.progress
    if job.step != "reading" or at is None:
        return t(f"review.step_{job.step}", name=job.name)
    if at.page and at.pages:
        page, pages = t.number(at.page), t.number(at.pages)
        return t(f"review.step_{at.step}_page", name=job.name, page=page, pages=pages)
    return t(f"review.step_{at.step}", name=job.name, share=t.percent(at.share))


def _refused(job: Job, t: Catalogue) -> None:
    assert job.error is not None
    if job.error.key == "review.nothing_found":
        st.warning(plain(t.error(job.error)), icon=":material/info:")
        if st.button(t("review.keep_anyway"), key="i_keep_empty"):
            job.start(session.store(), session.actor(), even_if_empty=True)
            st.rerun()
        return
    st.error(plain(t.error(job.error)), icon=":material/error:")
    st.caption(t("review.nothing_kept"))


def _wanted_again(same: list[Document], t: Catalogue) -> bool:
    """Whether a file that is there already is to be read once more."""
    first = same[0]
    day = t.date(first.started_at.astimezone(session.zone()).date())
    st.warning(
        t("review.same_file", name=plain(first.name), who=plain(first.started_by), date=plain(day)),
        icon=":material/content_copy:",
    )
    with st.container(horizontal=True):
        if st.button(t("review.open_first"), key="i_open_first", type=session.emphasis()):
            _done()
            st.query_params["i_document"] = first.id
            st.rerun()
        return bool(st.button(t("review.read_again"), key="i_read_again"))
