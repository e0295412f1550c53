"""Links to evidence: two people's changes become one list, and a cell reads back as what was written into it."""

from __future__ import annotations

import pytest

from convergence import evidence
from convergence.errors import InvalidInput
from convergence.model import Evidence

A, B, C = (Evidence(f"https://{name}.org", by="Ana") for name in "abc")
A_NAMED, A_RENAMED = Evidence(A.url, "Plan"), Evidence(A.url, "Law")


@pytest.mark.parametrize(
    ("seen", "now", "wanted", "result", "disputed"),
    [
        ((), (B,), (A,), (B, A), False),  # two who add keep both
        ((A,), (A, B), (A, C), (A, B, C), False),
        ((A, B), (A, B), (B,), (B,), False),  # one taken out
        ((A,), (A, B), (), (B,), False),  # what was never seen is not taken out
        ((A, B), (B,), (A, B), (B,), False),  # what somebody else took out is not put back unasked
        ((A, B), (A, B), (B, A), (A, B), False),  # an order is no change
        ((A,), (A,), (A_NAMED,), (A_NAMED,), False),
        ((A,), (A_NAMED,), (A,), (A_NAMED,), False),  # a title that somebody else gave stays
        ((A,), (A_NAMED,), (A_RENAMED,), (A_RENAMED,), True),
        ((), (A_NAMED,), (A_RENAMED,), (A_RENAMED,), True),
        ((A,), (A_NAMED,), (A_NAMED,), (A_NAMED,), False),
        ((A,), (), (A_NAMED,), (A_NAMED,), False),  # work on a link that went: nothing typed is lost
    ],
)
def test_merging(
    seen: tuple[Evidence, ...],
    now: tuple[Evidence, ...],
    wanted: tuple[Evidence, ...],
    result: tuple[Evidence, ...],
    disputed: bool,
) -> None:
    assert evidence.merged(seen, now, wanted) == (result, disputed)


def test_who_added_a_link_stays_when_another_gives_it_a_title() -> None:
    (link,), _ = evidence.merged((A,), (A,), (Evidence(A.url, "Plan", "Eva"),))
    assert (link.title, link.by) == ("Plan", "Ana")


def test_a_cell_reads_back() -> None:
    links = (Evidence("https://a.org/x?y=1,2;3"), Evidence("http://b.org", "Ley n.º 4, art. 2 – texto"))
    assert evidence.as_text(links) == "https://a.org/x?y=1,2;3\nLey n.º 4, art. 2 – texto http://b.org"
    assert evidence.from_text(evidence.as_text(links)) == links
    assert evidence.from_text("Plan : https://a.org ; https://b.org;") == (
        Evidence(A.url, "Plan"),
        Evidence("https://b.org;"),
    )
    with pytest.raises(InvalidInput):
        evidence.from_text("https://a.org\nftp://b.org")


def test_the_history_of_older_versions_is_read() -> None:
    assert evidence.read("https://a.org") == (A,)
    assert evidence.read(None) == ()
    assert evidence.read(evidence.plain((A,)))[0].by == "Ana"
