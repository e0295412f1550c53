"""When and where the reports of these tests are made."""

from datetime import UTC, date, datetime

MOMENT = datetime(2026, 11, 23, 14, 5, tzinfo=UTC)
TODAY = date(2026, 11, 23)
ADDRESS = "https://convergence.example.org"
