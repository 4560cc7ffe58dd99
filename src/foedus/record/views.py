"""Tables that are computed from facts, beside the ledgers that are kept as tables."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from typing import Any

from foedus.record.fact import Fact
from foedus.record.record import Record
from foedus.terms.errors import Refused, UnknownName
from foedus.terms.text import Text

# The guideline of 2006 and 2014: two per cent of GDP on defence, a fifth of that on major equipment
# (Wales Summit Declaration, 5 September 2014, paragraph 14).
GUIDELINE = 2.0
EQUIPMENT_GUIDELINE = 20.0


@dataclass(frozen=True)
class View:
    """Rows for a reader, each with the facts it rests on.

    Attributes:
        name: Table name.
        title: Title in both languages.
        description: One line.
        columns: Column names.
        rows: Cells of each row.
        facts: Facts behind each row.
    """

    name: str
    title: Text
    description: Text
    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    facts: tuple[tuple[Fact, ...], ...]

    def where(self, conditions: Mapping[str, str]) -> View:
        """Return the rows whose cells equal the conditions (case does not matter; lists contain).

        Raises:
            UnknownName: If a condition names no column.
        """
        for column in conditions:
            if column not in self.columns:
                raise UnknownName(
                    f"table {self.name} has no column '{column}'",
                    remedy=f"its columns are {', '.join(self.columns)}",
                    suggestions=get_close_matches(column, self.columns),
                )
        kept = [index for index, row in enumerate(self.rows) if self._fits(row, conditions)]
        rows = tuple(self.rows[index] for index in kept)
        facts = tuple(self.facts[index] for index in kept)
        return View(self.name, self.title, self.description, self.columns, rows, facts)

    def silent(self, column: str) -> int:
        """Return how many rows state nothing in a column."""
        index = self.columns.index(column)
        return sum(row[index] is None for row in self.rows)

    def _fits(self, row: tuple[Any, ...], conditions: Mapping[str, str]) -> bool:
        return all(_equal(row[self.columns.index(name)], text) for name, text in conditions.items())

    def count(self, record: Record) -> int:
        """Return the number of rows.

        Raises:
            Refused: If one of them rests on a partial release.
        """
        for facts in self.facts:
            for fact in facts:
                release = record.releases.get(fact.release)
                if release is not None and release.coverage == "partial":
                    raise Refused(
                        f"a count over {release.id} would mislead",
                        why=f"the release is on record only in part: {release.note or release.source.title}",
                        remedy="ask for the stated count (`foedus fact NATO allies_at_guideline_stated`) "
                        "or an earlier --known",
                    )
        return len(self.rows)


def _equal(cell: Any, text: str) -> bool:
    if isinstance(cell, (list, tuple)):
        return any(_equal(part, text) for part in cell)
    if isinstance(cell, bool):
        return text.casefold() in (("true", "yes") if cell else ("false", "no"))
    if isinstance(cell, (int, float)):
        try:
            return float(text) == float(cell)
        except ValueError:
            return False
    return cell is not None and str(cell).casefold() == text.casefold()


def view(record: Record, name: str, day: date | None, known: date | None) -> View:
    """Return a ledger, a computed table or all facts of an attribute as a table.

    Args:
        record: The record.
        name: A ledger, a computed table or an attribute.
        day: Only what holds on that day; None for all days.
        known: As public by then.

    Raises:
        UnknownName: If there is no such table, with the nearest names.
    """
    if name in COMPUTED:
        return COMPUTED[name][1](record, day, known)
    if name in record.tables:
        return _ledger(record, name, day, known)
    try:
        return _attribute(record, record.attribute(name).name, day, known)
    except UnknownName:
        names = (*record.tables, *COMPUTED, *record.attributes)
        raise UnknownName(
            f"no table '{name}'",
            remedy="`foedus table` lists all tables",
            suggestions=get_close_matches(name, names, n=4, cutoff=0.5),
        ) from None


def listing(record: Record) -> Iterator[tuple[str, Text, Text, int]]:
    """Yield name, title, description and number of rows of every table."""
    for name, table in record.tables.items():
        yield name, table.title, table.description, len(table.rows)
    for name, (description, make) in COMPUTED.items():
        made = make(record, None, None)
        yield name, made.title, description, len(made.rows)


def _visible(fact: Fact, day: date | None, known: date | None) -> bool:
    return (day is None or day in fact.span) and (known is None or fact.public <= known)


def _ledger(record: Record, name: str, day: date | None, known: date | None) -> View:
    table = record.tables[name]
    rows, facts = [], []
    for key, cells in table.rows.items():
        seen = {column: fact for column, fact in cells.items() if _visible(fact, day, known)}
        if not seen:
            continue
        first = next(iter(seen.values()))
        names = record.entities[key].name
        stated = (seen[column].json_value() if column in seen else None for column in table.columns)
        rows.append((key, names.en, names.ja, *stated, *_span(first)))
        facts.append(tuple(seen.values()))
    columns = ("id", "name", "name_ja", *table.columns, "since", "until")
    return View(name, table.title, table.description, columns, tuple(rows), tuple(facts))


def _span(fact: Fact) -> tuple[str, str | None]:
    return str(fact.span.since), str(fact.span.until) if fact.span.until else None


def _attribute(record: Record, name: str, day: date | None, known: date | None) -> View:
    attribute = record.attributes[name]
    latest: dict[tuple[Any, ...], Fact] = {}
    for fact in record.facts(attribute=name):
        if _visible(fact, day, known):
            own = str(fact.json_value()) if attribute.many and not fact.object else ""
            key = (fact.subject, fact.object, fact.series, fact.span.since.first, own)
            if key not in latest or latest[key].public <= fact.public:
                latest[key] = fact
    chosen = [latest[key] for key in sorted(latest)]
    columns = (
        "subject",
        "object",
        "series",
        "value",
        "unit",
        "status",
        "since",
        "until",
        "public",
        "release",
    )
    rows = tuple(
        (
            *(fact.subject, fact.object, fact.series, fact.json_value(), fact.unit, fact.status),
            *(*_span(fact), fact.public.isoformat(), fact.release),
        )
        for fact in chosen
    )
    title = Text(name, name)
    described = Text(attribute.description, attribute.description_ja)
    return View(name, title, described, columns, rows, tuple((fact,) for fact in chosen))


def _spending(record: Record, day: date | None, known: date | None) -> View:
    rows, facts = [], []
    shares = _annual(record, "spending_share", day, known)
    equipment = _annual(record, "equipment_share", day, known)
    for (ally, year), share in sorted(shares.items()):
        if ally not in _allies(record, year):
            continue
        major = equipment.get((ally, year))
        rows.append(
            (
                *(ally, year, share.json_value(), _reaches(share, GUIDELINE)),
                major.json_value() if major else None,
                _reaches(major, EQUIPMENT_GUIDELINE) if major else None,
                *(share.status, share.release),
            )
        )
        facts.append((share, major) if major else (share,))
    columns = (
        "ally",
        "year",
        "share",
        "at_guideline",
        "equipment",
        "at_equipment_guideline",
        "status",
        "release",
    )
    title = Text("Defence spending against the guidelines", "国防支出と指針の達成状況")
    return View("spending", title, COMPUTED["spending"][0], columns, tuple(rows), tuple(facts))


def _reaches(fact: Fact, guideline: float) -> bool | None:
    # NATO counts the printed figures, which have two decimals.
    return None if fact.value is None else round(float(str(fact.value)), 2) >= guideline


def _annual(
    record: Record, attribute: str, day: date | None, known: date | None
) -> dict[tuple[str, int], Fact]:
    latest: dict[tuple[str, int], Fact] = {}
    for fact in record.facts(attribute=attribute):
        if _visible(fact, day, known):
            key = (fact.subject, fact.span.since.first.year)
            if key not in latest or latest[key].public <= fact.public:
                latest[key] = fact
    return latest


def _allies(record: Record, year: int) -> set[str]:
    last = date(year, 12, 31)
    return {
        fact.subject
        for fact in record.membership("NATO")
        if fact.series == "listed" and last in fact.span and fact.value
    }


Maker = Callable[[Record, date | None, date | None], View]
COMPUTED: Mapping[str, tuple[Text, Maker]] = {
    "spending": (
        Text(
            "Allies by year: share of GDP, equipment share, whether they reach 2 % and 20 %",
            "各年の国防支出（GDP比、装備比率）と2％・20％指針の達成状況（指定日時点の公表値）",
        ),
        _spending,
    ),
}


def conditions(pairs: Sequence[str]) -> dict[str, str]:
    """Read `column=value` pairs.

    Raises:
        UnknownName: If a pair has no equals sign.
    """
    found = {}
    for pair in pairs:
        column, sign, text = pair.partition("=")
        if not sign:
            raise UnknownName(f"'{pair}' is no condition", remedy="write --where column=value")
        found[column.strip()] = text.strip()
    return found
