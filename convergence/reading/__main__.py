"""`python -m convergence.reading FILE --json`."""

from __future__ import annotations

import sys
from pathlib import Path

from convergence.errors import InvalidInput
from convergence.i18n import catalogue
from convergence.reading.command import read_command

arguments = [argument for argument in sys.argv[1:] if argument != "--json"]
if len(arguments) != 1:
    sys.exit("usage: python -m convergence.reading FILE --json")
try:
    print(read_command(Path(arguments[0])))
except InvalidInput as error:
    sys.exit(catalogue("en").error(error))
