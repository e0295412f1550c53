"""What only a program can do wrong, and the status that tells each error."""

from __future__ import annotations

from convergence.errors import ConvergenceError, InvalidInput, NotAllowed, NotFound, Unavailable


class Unidentified(ConvergenceError):
    """Nobody is known to stand behind the request."""


class Unacceptable(ConvergenceError):
    """The answer does not come in a form that the program reads."""


_STATUS = {InvalidInput: 400, Unidentified: 401, NotAllowed: 403, NotFound: 404, Unacceptable: 406, Unavailable: 503}


def status(error: ConvergenceError) -> int:
    return next((code for kind, code in _STATUS.items() if isinstance(error, kind)), 500)
