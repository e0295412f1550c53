"""People as a CSV file: e-mail, name, role, party, language, active, reminders; with a comma or a semicolon between, whatever the order."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping

from convergence.errors import InvalidInput
from convergence.model import Person, Role

COLUMNS = ("email", "name", "role", "party", "language", "active", "reminders")
LIMIT = 10_000
YES = {"1", "yes", "oui", "sí", "si", "sim", "true"}
NO = {"0", "no", "non", "não", "nao", "false"}

_NOBODY = Person("", "", Role.READER)


def read(content: bytes, known: Mapping[str, Person] | None = None) -> dict[int, Person]:
    """The people in a file by the numbers of their rows, as they stand there: `store.people.checked_rows` says what is wrong with one.

    What the file has no column for stays as it is for those who are `known`, by address. An empty cell clears, but for access and
    reminders: nobody gets those back by an oversight. Raises InvalidInput for what is no such file.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    first = text.partition("\n")[0]
    rows = csv.DictReader(io.StringIO(text, newline=""), delimiter=";" if first.count(";") > first.count(",") else ",")
    try:
        names = {name: name.strip().lower().replace("-", "").replace("_", "") for name in rows.fieldnames or [] if name}
        if not {"email", "name", "role"} <= set(names.values()):
            raise InvalidInput("people.no_columns", columns=", ".join(COLUMNS))
        found: dict[int, Person] = {}
        for row in rows:
            values = {names[name]: (row[name] or "").strip() for name in names}
            if not any(values.values()):
                continue
            if len(found) >= LIMIT:
                raise InvalidInput("people.too_many", limit=LIMIT)
            before = (known or {}).get(values["email"].lower(), _NOBODY)
            found[rows.line_num] = Person(
                values["email"],
                values["name"],
                values["role"],  # type: ignore[arg-type]  # asked where it is stored
                values.get("party", before.party) or None,
                values.get("language", before.language or "").lower() or None,
                values["active"].lower() not in NO if values.get("active") else before.active,
                values["reminders"].lower() in YES if values.get("reminders") else None,
            )
    except csv.Error as error:
        raise InvalidInput("people.no_columns", columns=", ".join(COLUMNS)) from error
    return found
