"""Reading a document: from a Word, PDF or text file to interventions, passages and proposed recommendations.

`read(path_or_bytes, name)` returns a `Reading`; what can't be read raises `InvalidInput`, each cause with its own key.
"""

from convergence.reading.reader import read
from convergence.reading.result import (
    InterventionRead,
    MeetingFound,
    PassageRead,
    Problem,
    Proposal,
    Reading,
)

__all__ = ["InterventionRead", "MeetingFound", "PassageRead", "Problem", "Proposal", "Reading", "read"]
