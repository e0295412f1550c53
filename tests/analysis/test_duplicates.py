"""What is there already, and what would change, for points that are about to come in."""

from __future__ import annotations

from convergence.analysis.duplicates import Match, Point, matches
from convergence.analysis.effect import Cell, Effect, effect
from convergence.analysis.frames import Frames

SAME = Point("MANAGE borders, together: with dáta!", "en", ("return",), ("crm",))
NEAR = Point("Manage the borders together with better data.", "en", ("borders",), ("crm",))
OTHER_THEME = Point("Manage the borders together with better data.", "en", ("return",), ("crm",))
SPANISH = Point("Gestionar juntos las fronteras con datos; la mañana empieza en el río", "es", ("data",), ("csm",))
NEW = Point("Build schools for returning families.", "en", ("return",), ("crm",))


def test_the_same_words_and_nearly_the_same(frames: Frames) -> None:
    rec = int(frames.recommendations.index[frames.recommendations["id"] == "2024-02-01-test/crm.2.1"][0])
    assert matches(frames, [SAME, NEW, NEAR, OTHER_THEME, SPANISH]) == [
        Match(0, rec, 1.0),
        Match(2, rec, 5 / 6),
        Match(4, rec, 1.0),
    ]
    assert matches(frames, [SAME])[0].is_same_text
    assert not matches(frames, [NEAR])[0].is_same_text
    assert matches(frames, []) == []
    assert matches(frames, [Point("", "en", ("borders",), ("crm",))]) == []


def test_cells_and_themes_newly_shared(frames: Frames) -> None:
    """`borders` is said by crm alone; `return` by nobody."""
    made = effect(frames, [NEAR, SAME, Point("x", "en", ("borders", "return"), ("csm",))])
    cells = {(cell.theme, cell.process): (cell.before, cell.after) for cell in made.cells}
    assert cells[("return", "crm")] == (0, 1)
    assert cells[("return", "csm")] == (0, 1)
    assert "return" in made.shared
    assert effect(frames, []) == Effect((), ())
    assert effect(frames, [NEW]) == Effect((Cell("return", "crm", 0, 1),), ())
