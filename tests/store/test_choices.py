"""What a visitor last chose on a page."""

from __future__ import annotations

from convergence.store import choices, drafts
from convergence.store.engine import open_store, reading, writing


def test_the_last_choices_of_each_visitor_and_page(sqlite_url: str) -> None:
    engine = open_store(sqlite_url)
    with writing(engine) as connection:
        choices.keep(connection, "ana", "export", {"x_what": ["overlap"], "x_themes": ["asylum", "data"]})
        choices.keep(connection, "ana", "export", {"x_what": ["workbook"]})
        choices.keep(connection, "eva", "export", {"x_what": ["data"]})
    with reading(engine) as connection:
        assert choices.kept(connection, "ana", "export") == {"x_what": ["workbook"]}
        assert choices.kept(connection, "eva", "export") == {"x_what": ["data"]}
        assert choices.kept(connection, "ana", "overlap") == {}
        assert drafts.kept(connection, "nobody") == {}
