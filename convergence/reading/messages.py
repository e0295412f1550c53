"""The reader's messages in words, from the gettext catalogues (`locale/*/LC_MESSAGES/reading.po`)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from babel.messages.pofile import read_po

_LOCALE = Path(__file__).parents[1] / "locale"


@lru_cache(maxsize=4)
def _catalogue(language: str) -> dict[str, str]:
    path = _LOCALE / language / "LC_MESSAGES" / "reading.po"
    with path.open("rb") as file:
        return {str(message.id): str(message.string) for message in read_po(file) if message.id}


def rendered(key: str, values: Mapping[str, object], language: str = "en") -> str:
    """One sentence for a key; a key without a message is given back as it is."""
    return _catalogue(language).get(key, key).format(**values)
