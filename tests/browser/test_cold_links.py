"""Each page by a link, by somebody who has never been here, in French; two of them on a server that nobody has visited."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from convergence.i18n import read_catalogue

from .server import Server
from .visitor import FRENCH_TITLES, PAGES, arrive


@cache
def english_only() -> set[str]:
    """Every message that an English page shows and no French one."""
    words = {
        language: {
            text
            for area in read_catalogue(language).values()
            for message in area
            if message.id
            for text in ([message.string] if isinstance(message.string, str) else message.string)
        }
        for language in ("en", "fr")
    }
    return {text for text in words["en"] - words["fr"] if len(text) > 3 and "{" not in text}


def found_in_french(visitor: BrowserContext, name: str) -> None:
    page = visitor.new_page()
    arrive(page, PAGES[name])
    expect(page.locator("h1")).to_have_text(FRENCH_TITLES[name])
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.get_by_text("Page not found")).to_have_count(0)
    expect(page.get_by_test_id("stAlertContentError")).to_have_count(0)
    shown = {line.strip() for line in page.locator("body").inner_text().splitlines()}
    assert len(shown) > 15
    assert shown & english_only() == set()
    assert "lang=fr" in page.url
    page.close()


@pytest.fixture(scope="module")
def french(visitors: Callable[..., BrowserContext]) -> BrowserContext:
    """A browser that keeps the application's files, and nothing else, from one link to the next."""
    return visitors(locale="fr-FR")


@pytest.mark.parametrize("name", ["overlap", "recommendation"])
def test_the_first_visitor_of_a_server_finds_the_page(fresh_server: Server, browser: Browser, name: str) -> None:
    context = browser.new_context(base_url=fresh_server.url, locale="fr-FR", viewport={"width": 1400, "height": 1000})
    found_in_french(context, name)
    context.close()


@pytest.mark.parametrize("name", PAGES)
def test_a_link_opens_each_page_in_the_language_of_the_browser(french: BrowserContext, name: str) -> None:
    french.clear_cookies()
    found_in_french(french, name)
