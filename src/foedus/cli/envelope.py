"""What a door answers, as JSON, CSV or readable text."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from foedus.terms.errors import FoedusError

if TYPE_CHECKING:
    from foedus.record import Fact, Record


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
        precision: Precision of the value where it is a date.
        status: `known`, `estimated`, `missing`, `not_applicable` or `outside_coverage`.
        columns: Column names, for tables.
        rows: Rows, for tables.
        sources: Sources as JSON objects.
        notes: What a reader should know.
        text: Readable text; made from the rest if empty.
        only_rows: Whether the text shows the rows instead of the value.
        only_value: Whether the text leaves the rows out.
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
    notes: list[str] = field(default_factory=list)
    text: str = ""
    only_rows: bool = False
    only_value: bool = False

    def cite(self, *facts: Fact) -> None:
        """Add the sources and notes of facts, each once."""
        for fact in facts:
            source = fact.source.as_json(fact.locator)
            if source not in self.sources:
                self.sources.append(source)
        for note in dict.fromkeys(fact.note for fact in facts if fact.note):
            about = sorted({_about(fact) for fact in facts if fact.note == note})
            self.notes.append(f"{about[0]}: {note}" if len(facts) > 1 and len(about) == 1 else note)

    def as_json(self, record: Record) -> dict[str, Any]:
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
        return envelope | {"sources": self.sources, "notes": self.notes, "record": head}

    def as_csv(self) -> str:
        """Return the rows as CSV; a single value becomes one row."""
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(self.columns or ("value", "unit", "status"))
        for row in self.rows if self.columns else [(self.value, self.unit, self.status)]:
            writer.writerow([plain(cell) for cell in row])
        return out.getvalue()


def _about(fact: Fact) -> str:
    return "–".join(part for part in (fact.subject, fact.object) if part)


def plain(cell: Any) -> Any:
    """Return a cell as people write it: lists with semicolons, absence as nothing."""
    if isinstance(cell, (list, tuple)):
        return ";".join(str(part) for part in cell)
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return "" if cell is None else cell


def error_json(error: FoedusError) -> dict[str, Any]:
    """Return the error object of the contract."""
    body = {
        "kind": error.kind,
        "message": error.message,
        "remedy": error.remedy,
        "suggestions": list(error.suggestions),
    }
    if error.kind == "OutsideCoverage":
        return {"error": body, "value": None, "status": "outside_coverage"}
    return {"error": body}


def dumps(value: Any) -> str:
    """Return JSON for stdout: one object, real characters."""
    return json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False)
