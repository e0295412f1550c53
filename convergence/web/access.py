"""Whose program asks: the person of its access key at this moment, or anybody where the installation says that its data are public."""

from __future__ import annotations

from starlette.requests import Request

from convergence import installation
from convergence.model import Person
from convergence.store import tokens
from convergence.store.opened import Store
from convergence.web.errors import Unidentified


def caller(request: Request, store: Store, in_address: bool = False) -> Person | None:
    """The person behind a request; None for anybody on a public installation.

    The key stands in the header `Authorization: Bearer …`, or with `in_address` in `token` of the query, for calendars that can send no
    header. Raises Unidentified where it is needed and missing, and wherever it is wrong.
    """
    scheme, _, key = request.headers.get("Authorization", "").partition(" ")
    key = key.strip()
    if scheme and (scheme.lower() != "bearer" or not key):
        raise Unidentified("web.bad_key")
    if not key and in_address:
        key = request.query_params.get("token", "")
    if not key:
        if installation.is_public():
            return None
        raise Unidentified("web.no_key")
    with store.reading() as connection:
        person = tokens.holder(connection, key)
    if person is None:
        raise Unidentified("web.bad_key")
    return person
