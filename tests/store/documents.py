"""A small document as the reader hands it over, of known content."""

from __future__ import annotations

from datetime import date

from convergence.reading import InterventionRead, MeetingFound, PassageRead, Problem, Proposal, Reading

VISAS = "States should align visas; and open pathways."
READING = Reading(
    name="summary.docx",
    sha256="a" * 64,
    language="en",
    shape="summary",
    meeting=MeetingFound("Test of imports", date(2024, 2, 1), "oas-cam", None),
    interventions=(
        InterventionRead(
            "crm",
            "The RCM",
            "Ms B. Second",
            "Chair",
            (
                PassageRead(1, "The context.", "en"),
                PassageRead(
                    2,
                    VISAS,
                    "en",
                    page=3,
                    proposals=(
                        Proposal(
                            "States should align visas.",
                            (0, 25),
                            "recommendation",
                            "should",
                            ("pathways",),
                            ("crm",),
                            (),
                            0.9,
                            {"pathways": ("visas",)},
                        ),
                        Proposal(
                            "States should open pathways.",
                            (31, 44),
                            "recommendation",
                            "should",
                            ("pathways", "labour-mobility"),
                            ("crm",),
                            ("CHL",),
                            0.6,
                        ),
                    ),
                ),
            ),
        ),
        InterventionRead(
            None,
            "Another body",
            None,
            None,
            (
                PassageRead(
                    1,
                    "El grupo acordó reunirse.",
                    "es",
                    proposals=(Proposal("El grupo acordó reunirse.", (0, 25), "decision", "acordó", (), (), (), 0.5),),
                ),
            ),
        ),
    ),
    problems=(Problem("reading.no_process", {"heading": "Another body"}),),
)

ALIGN = "import-2/1.2.1"
OPEN = "import-2/1.2.2"
MEET = "import-2/2.1.1"
CONTEXT = "import-2/1.1"
