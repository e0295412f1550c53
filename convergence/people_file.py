"""People as a CSV file: e-mail, name, role, party, language, active, reminders; with a comma or a semicolon between, whatever the order."""

from __future__ import annotations

import csv
import io

from convergence.errors import InvalidInput
from convergence.model import Person

COLUMNS = ("email", "name", "role", "party", "language", "active", "reminders")
LIMIT = 10_000
YES = {"1", "yes", "oui", "sí", "si", "sim", "true"}
NO = {"0", "no", "non", "não", "nao", "false"}


def read(content: bytes) -> dict[int, Person]:
    """The people in a file by the numbers of their rows, as they stand there: `store.people.checked_rows` says what is wrong with one.

    Raises InvalidInput for what is no such file.
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
            found[rows.line_num] = Person(
                values["email"],
                values["name"],
                values["role"],  # type: ignore[arg-type]  # asked where it is stored
                values.get("party") or None,
                values.get("language", "").lower() or None,
                values.get("active", "").lower() not in NO,
                values["reminders"].lower() in YES if values.get("reminders") else None,
            )
    except csv.Error as error:
        raise InvalidInput("people.no_columns", columns=", ".join(COLUMNS)) from error
    return found
