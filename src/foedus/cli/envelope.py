"""What a door answers, as JSON or CSV."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from foedus.terms.errors import FoedusError
from foedus.terms.text import Text

if TYPE_CHECKING:
    from foedus.record import Fact, Record, Source


@dataclass
class Answer:
    """One answer of one door.

    Attributes:
        door: Name of the command.
        value: The answer.
        args: The arguments as given.
        day: The day asked about.
        known: What had become public by then.
        unit: Unit of the value.
        precision: Precision of the value where it is a date, else of the day from which it holds.
        status: `known`, `estimated`, `missing`, `not_applicable` or `outside_coverage`.
        columns: Column names, for tables.
        rows: Rows, for tables.
        sources: Sources as JSON objects.
        notes: What a reader should know; our own words in both languages, those of the data as they stand.
        head: A line above the readable answer.
        text: Readable text; made from the rest if empty.
        only_rows: Whether the text shows the rows instead of the value.
        only_value: Whether the text leaves the rows out.
        full: Whether the text shows every row as a block with all its columns.
        error: Why there is no value, where the envelope says so itself.
    """

    door: str
    value: Any
    args: Mapping[str, Any] = field(default_factory=dict)
    day: str | None = None
    known: str | None = None
    unit: str = ""
    precision: str = ""
    status: str = "known"
    columns: Sequence[str] = ()
    rows: Sequence[Sequence[Any]] = ()
    sources: list[dict[str, str]] = field(default_factory=list)
    notes: list[str | Text] = field(default_factory=list)
    head: str | Text = ""
    text: str | Text = ""
    only_rows: bool = False
    only_value: bool = False
    full: bool = False
    error: FoedusError | None = None

    def cite(self, *facts: Fact) -> None:
        """Add the sources and notes of facts, each once."""
        self.rest_on(*((fact.source, fact.locator) for fact in facts))
        for note in dict.fromkeys(fact.note for fact in facts if fact.note):
            about = sorted({fact.release or _about(fact) for fact in facts if fact.note == note})
            printed = all(fact.release for fact in facts if fact.note == note)
            named = printed or (len(about) == 1 and len(facts) > 1)
            head = f"{', '.join(about[:3])}: " if named else ""
            ja = next((fact.note_ja for fact in facts if fact.note == note and fact.note_ja), note)
            self.notes.append(Text(head + note, head + ja))

    def rest_on(self, *places: tuple[Source, str]) -> None:
        """Add sources with the places in them, each once."""
        for source, locator in places:
            cited = source.as_json(locator)
            if cited not in self.sources:
                self.sources.append(cited)

    def say(self, en: str, ja: str) -> None:
        """Add a note in both languages."""
        self.notes.append(Text(en, ja))

    def as_json(self, record: Record, lang: str = "en") -> dict[str, Any]:
        """Return the envelope of the contract."""
        envelope: dict[str, Any] = {
            "door": self.door,
            "args": dict(self.args),
            "day": self.day,
            "known": self.known,
            "value": self.value,
            "unit": self.unit or None,
            "precision": self.precision or None,
            "status": self.status,
        }
        if self.columns:
            envelope |= {"columns": list(self.columns), "rows": [list(row) for row in self.rows]}
        head = {"version": record.version, "complete_to": record.complete_to.isoformat()}
        notes = list(dict.fromkeys(wording(note, lang) for note in self.notes))
        whole = envelope | {"sources": self.sources, "notes": notes, "record": head}
        return whole if self.error is None else whole | error_json(self.error)

    def as_csv(self) -> str:
        """Return the rows as CSV; a single value becomes one row."""
        if self.columns and not self.only_value:
            return csv_text(self.columns, self.rows)
        return csv_text(("value", "unit", "status"), [(self.value, self.unit, self.status)])


def csv_text(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """Return a header and rows as CSV."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([plain(cell) for cell in row] for row in rows)
    return out.getvalue()


def wording(note: str | Text, lang: str) -> str:
    """Return one language of what we say ourselves; the words of the data as they stand."""
    if isinstance(note, str):
        return note
    return note.ja if lang == "ja" else note.en


def _about(fact: Fact) -> str:
    return "–".join(part for part in (fact.subject, fact.object) if part)


def plain(cell: Any) -> Any:
    """Return a cell as people write it: lists with semicolons, whole numbers whole, absence as nothing."""
    if isinstance(cell, (list, tuple)):
        return ";".join(str(part) for part in cell)
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float) and cell.is_integer():
        return int(cell)
    return "" if cell is None else cell


def error_json(error: FoedusError) -> dict[str, Any]:
    """Return the error object of the contract."""
    body = {
        "kind": error.kind,
        "message": error.message,
        "remedy": error.remedy,
        "suggestions": list(error.suggestions),
    }
    return {"error": body}


def dumps(value: Any) -> str:
    """Return JSON for stdout: one object, real characters."""
    return json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False)
