"""`python -m convergence.reading FILE --json`."""

from __future__ import annotations

import sys
from pathlib import Path

from convergence.errors import InvalidInput
from convergence.reading.command import read_command
from convergence.reading.messages import rendered

arguments = [argument for argument in sys.argv[1:] if argument != "--json"]
if len(arguments) != 1:
    sys.exit("usage: python -m convergence.reading FILE --json")
try:
    print(read_command(Path(arguments[0])))
except InvalidInput as error:
    sys.exit(rendered(error.key, error.values))
