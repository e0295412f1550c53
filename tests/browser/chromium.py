"""The Chromium that the browser tests drive: the system's, else Playwright's own, else the distribution's package.

Of the system's the one without a window comes first: it costs least.
`python -m tests.browser.chromium` finds or installs it, and says which.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def system() -> str | None:
    """The path of a Chromium that the system has."""
    return next((path for path in map(shutil.which, NAMES) if path), None)


def playwrights_own() -> str | None:
    """The path of the Chromium that Playwright installed for itself."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def installed() -> str | None:
    return system() or playwrights_own()


def install() -> str | None:
    """Install one by whatever way this machine allows."""
    with_playwright = [sys.executable, "-m", "playwright", "install", "--with-deps", "chromium"]
    if os.geteuid() != 0:
        with_playwright.remove("--with-deps")
    ways = [with_playwright]
    if os.geteuid() == 0 and shutil.which("apt-get"):
        ways += [["apt-get", "update", "-qq"], ["apt-get", "install", "-y", "-qq", "chromium"]]
    for way in ways:
        try:
            subprocess.run(way, timeout=600, check=False, stdout=subprocess.DEVNULL)
        except (OSError, subprocess.TimeoutExpired):
            continue
        if path := installed():
            return path
    return None


if __name__ == "__main__":
    found = installed() or install()
    if not found:
        sys.exit(
            "No Chromium was found and none could be installed: install the package “chromium” and run this again."
        )
    print(f"Chromium: {found}")
