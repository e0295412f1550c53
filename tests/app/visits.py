"""A visitor of the application: comes by a link, says who he is, and meets no error that he was not to meet."""

from __future__ import annotations

from pathlib import Path

from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Button

from convergence.model import Role

ROOT = Path(__file__).parents[2]
MEETING = "2023-05-09-cam"
OVERVIEW = "pages/explore/overview.py"
OVERLAP = "pages/explore/overlap.py"
RECOMMENDATIONS = "pages/explore/recommendations.py"
RECOMMENDATION = "pages/explore/recommendation.py"
TRACKER = "pages/follow_up/tracker.py"
ACTIVITY = "pages/follow_up/activity.py"
CHANGES = "pages/follow_up/changes.py"
EXPORT = "pages/exchange/export.py"
DELEGATION = "pages/follow_up/delegation.py"
SLIP = "pages/follow_up/slip.py"
IMPORT = "pages/exchange/import_document.py"
SLIP = "pages/follow_up/slip.py"
DELEGATION = "pages/follow_up/delegation.py"
PAGES = (
    OVERVIEW,
    OVERLAP,
    RECOMMENDATIONS,
    RECOMMENDATION,
    TRACKER,
    DELEGATION,
    SLIP,
    CHANGES,
    ACTIVITY,
    IMPORT,
    EXPORT,
)


def visit(page: str = OVERVIEW, lang: str = "en", **choices: str | list[str]) -> AppTest:
    """The page as somebody finds it who follows a link with these choices in it."""
    at = run(arrive(lang))
    if page != OVERVIEW:
        at.switch_page(page)
    for name, value in choices.items():
        at.query_params[name] = value
    return run(at) if page != OVERVIEW or choices else at


def arrive(lang: str = "en") -> AppTest:
    at = AppTest.from_file(str(ROOT / "app.py"), default_timeout=30)
    at.query_params["lang"] = lang
    return at


def run(at: AppTest, errors: int = 0) -> AppTest:
    """Run the page: no exception, and as many error messages as expected (app.py turns a crash into one)."""
    at.run()
    assert not at.exception
    assert len(at.error) == errors, said(at)
    return at


def introduce(at: AppTest, name: str, role: Role, party: str | None = None) -> AppTest:
    """Say who one is, in the side bar."""
    at.text_input(key="person_name").set_value(name)
    at.selectbox(key="person_role").set_value(role)
    run(at)
    if party:
        at.selectbox(key="person_party").set_value(party)
        run(at)
    return at


def saver(at: AppTest) -> Button:
    """The button that saves the first form of an action."""
    return next(button for button in at.button if button.label == "Save the action")


def listed(at: AppTest) -> int:
    """How many recommendations the page says it found."""
    return next(int(text.value.split("**")[1]) for text in at.markdown if text.value.startswith("**"))


def basis(at: AppTest) -> str:
    """What stands under the figure, with plain spaces."""
    return next(text.value.replace("\u00a0", " ") for text in at.caption if "Filters:" in text.value)


def has_button(at: AppTest, label: str) -> bool:
    return any(button.label == label for button in at.button)


def texts(at: AppTest) -> list[str]:
    """All that the page shows as text, never as Markdown."""
    return [text.value for text in at.text]


def params(at: AppTest) -> dict[str, str | list[str]]:
    """The choices in the URL, without the language."""
    return {name: value for name, value in at.query_params.items() if name != "lang"}


def said(at: AppTest) -> list[str]:
    """The error messages as they are read: without what disarms the marks in them."""
    return [message.value.replace("\\", "").replace("\u2060", "") for message in at.error]
