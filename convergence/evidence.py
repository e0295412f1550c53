"""Links to evidence: as text for a cell, from text, from the history, and merged where two people changed them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from convergence.errors import InvalidInput
from convergence.model import Evidence

SCHEMES = ("http://", "https://")
TITLE_LIMIT = 300
SEPARATORS = " ,;:–-"


def read(content: Any) -> tuple[Evidence, ...]:
    """Links as the history, a draft or an older version of the database keeps them: mappings, or one address."""
    if not content:
        return ()
    if isinstance(content, str):
        return (Evidence(content),)
    return tuple(
        link if isinstance(link, Evidence) else Evidence(link["url"], link.get("title", ""), link.get("by", ""))
        for link in content
    )


def plain(links: Iterable[Evidence]) -> list[dict[str, str]]:
    """What `read` reads: for the history and for drafts."""
    return [{"url": link.url, "title": link.title, "by": link.by} for link in links]


def one_line(link: Evidence) -> str:
    return f"{link.title} {link.url}".strip()


def as_text(links: Iterable[Evidence]) -> str:
    """One link a line, its title before its address: what stands in a cell."""
    return "\n".join(one_line(link) for link in links)


def from_text(text: str) -> tuple[Evidence, ...]:
    """The links of a cell. An address follows its title; several may stand on one line, or one on each.

    Raises InvalidInput for a line in which something is no link.
    """
    found = []
    for line in text.splitlines():
        title: list[str] = []
        words = line.split()
        for place, word in enumerate(words):
            if word.lower().startswith(SCHEMES):
                is_last = place == len(words) - 1
                found.append(Evidence(word if is_last else word.rstrip(",;"), " ".join(title)))
                title = []
            else:
                title.append(word)
        if "".join(title).strip(SEPARATORS):
            raise InvalidInput("store.bad_link", value=line.strip()[:80])
    return checked(found)


def checked(links: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """Links that may be stored, each address once. Raises InvalidInput for the first that may not."""
    found: dict[str, Evidence] = {}
    for link in links:
        url, title = link.url.strip(), " ".join(link.title.split()).strip(SEPARATORS)
        if not url and not title:
            continue
        if not _is_address(url):
            raise InvalidInput("store.bad_link", value=(url or title)[:80])
        if len(title) > TITLE_LIMIT:
            raise InvalidInput("store.too_long", limit=TITLE_LIMIT, length=len(title))
        if any(word.lower().startswith(SCHEMES) for word in title.split()):
            raise InvalidInput("store.bad_link_title", value=title[:80])
        found[url] = Evidence(url, title or (found[url].title if url in found else ""), link.by)
    return tuple(found.values())


def _is_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc) and not any(letter.isspace() for letter in url)


def with_authors(links: Iterable[Evidence], known: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """Links as somebody types them, each with who added it where it is one of those that are known."""
    by = {link.url: link.by for link in known}
    return tuple(Evidence(link.url, link.title, by.get(link.url, "")) for link in links)


def merged(
    seen: Sequence[Evidence], now: Sequence[Evidence], wanted: Sequence[Evidence]
) -> tuple[tuple[Evidence, ...], bool]:
    """What stands after somebody who saw `seen` wants `wanted` while there is `now`: what each added stays, what each took out goes.

    The order stays, new links come last. The second value tells whether both gave the same link a title, and not the same one; what is
    wanted has then been taken.
    """
    was, stands, wish = _by_url(seen), _by_url(now), _by_url(wanted)
    result = {}
    disputed = False
    for url, link in stands.items():
        if url in wish:
            retitled = url in was and wish[url].title != was[url].title
            theirs = url in was and link.title != was[url].title
            differs = wish[url].title != link.title
            disputed = disputed or (differs and (url not in was or (retitled and theirs)))
            keep_theirs = not differs or (url in was and not retitled)
            result[url] = link if keep_theirs else Evidence(url, wish[url].title, link.by)
        elif url not in was:
            result[url] = link
    for url, link in wish.items():
        if url not in stands and (url not in was or link.title != was[url].title):
            result[url] = link
    return tuple(result.values()), disputed


def _by_url(links: Sequence[Evidence]) -> Mapping[str, Evidence]:
    return {link.url: link for link in links}


def difference(
    before: Iterable[Evidence], after: Iterable[Evidence]
) -> tuple[tuple[Evidence, ...], tuple[Evidence, ...]]:
    """What was added and what was taken out; a link with another title is both."""
    old, new = tuple(before), tuple(after)
    return tuple(link for link in new if link not in old), tuple(link for link in old if link not in new)
