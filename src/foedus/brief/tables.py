"""The brief's tables: captions, column heads and cells as text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from foedus.brief import numbers
from foedus.brief.judgements import decided, leading_outcome
from foedus.brief.reader import Probability, Reader

DAYS: Final = ("10", "30", "90")
LEAST: Final = 0.005
SMALL: Final = 0.1


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its text, and the number of the note that supports it."""

    text: str
    note: int | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table: the first cell of each row is its head; columns named in `figures` are set right."""

    caption: str
    columns: list[str]
    rows: list[list[Cell]]
    figures: frozenset[int] = frozenset()
    total: list[Cell] = field(default_factory=list)


def _table(
    reader: Reader, caption: str, keys: Iterable[str], rows: Iterable[Iterable[Any]], figures: Iterable[int]
) -> Table:
    cells = [[cell if isinstance(cell, Cell) else Cell(str(cell)) for cell in row] for row in rows]
    columns = [reader.say(key) if not key.startswith("D+") else key for key in keys]
    return Table(reader.say(caption), columns, cells, frozenset(figures))


def glance(reader: Reader) -> Table:
    """What page one tells at once: does the Council agree, when, what arrives by when, how it ends."""
    keys = ("col_plan", "glance_agrees", "col_decision", "glance_arrivals", "glance_denied", "col_outcome")
    rows = (_glance(reader, name) for name in reader.plans)
    return _table(reader, "glance", keys, rows, ())


def _glance(reader: Reader, name: str) -> list[str]:
    entry = reader.plans[name]
    arrivals = entry.get("arrivals") or {}
    medians = [reader.number(arrivals[day]["p50"]) for day in DAYS if day in arrivals]
    outcome, chance = leading_outcome(entry["outcome"])
    return [
        reader.plan(name),
        reader.chance(decided(entry["decision"])[0], short=True),
        reader.quantiles(entry["decision"]["days"]),
        (" / " if reader.lang == "en" else "／").join(medians),
        reader.chance(Probability.of(entry["denied"]), short=True) if "denied" in entry else "",
        f"{reader.say(f'outcome_{outcome}')} {reader.chance(chance, short=True)}",
    ]


def plans(reader: Reader) -> Table:
    """The plans side by side: warning, decision, cost, losses."""
    keys = (
        "col_plan",
        "col_goal",
        "col_warning",
        "col_decision",
        "col_ambition",
        "col_cost",
        "col_loss_ally",
        "col_loss_adversary",
    )
    return _table(reader, "table_plans", keys, (_plan(reader, name) for name in reader.plans), range(2, 8))


def _plan(reader: Reader, name: str) -> list[str]:
    entry = reader.plans[name]
    cost, decision = entry["cost"], entry["decision"]
    losses = cost["losses_brigades"]
    spreads = (
        entry["warning_days"], decision["days"], decision.get("ambition"), cost["bn_usd"],
        losses["alliance"], losses["adversary"],
    )  # fmt: skip
    shown = [reader.quantiles(spread) if spread else "" for spread in spreads]
    return [reader.plan(name), reader.text(entry["goal"]), *shown]


def arrivals(reader: Reader, plan: str) -> Table | None:
    """Brigade equivalents by ally, the largest first, with the sum of the means."""
    by_ally = (reader.plans[plan].get("arrivals") or {}).get("by_ally")
    if not by_ally:
        return None
    keys = ["col_ally", "col_in_place", *(f"D+{day}" for day in DAYS)]
    keys += ["col_authorisation", "col_constraint"] if plan == reader.lead else []
    ranked = sorted(by_ally, key=lambda code: (-by_ally[code]["90"], code))
    shown = [code for code in ranked if by_ally[code]["90"] >= LEAST]
    table = _table(
        reader,
        "col_total",
        keys,
        (_ally(reader, code, by_ally[code])[: len(keys)] for code in shown),
        range(1, 6),
    )
    sums = [sum(entry[key] for entry in by_ally.values()) for key in ("in_place", *DAYS)]
    total = [Cell(reader.say("col_total")), *(Cell(reader.number(value)) for value in sums)]
    total += [Cell("")] * (len(keys) - len(total))
    caption = reader.say("table_arrivals", plan=reader.plan(plan))
    return Table(caption, table.columns, table.rows, table.figures, total)


def _ally(reader: Reader, code: str, entry: Mapping[str, Any]) -> list[str]:
    brigades = [_few(reader, entry[key]) for key in ("in_place", *DAYS)]
    authorised = entry.get("authorisation_days")
    days = reader.quantiles(authorised) if authorised else ""
    return [reader.name(code), *brigades, days, reader.text(entry.get("constraint"))]


def _few(reader: Reader, brigades: float) -> str:
    """Brigade equivalents of one ally; what would round to nothing is called small, not counted."""
    if brigades >= SMALL:
        return reader.number(brigades)
    return reader.say("under", n=reader.number(SMALL)) if brigades >= LEAST else "0"


def crises(reader: Reader) -> Table | None:
    """The nearest crises with the note of their source."""
    rows = reader.finding.get("reference_class")
    if not rows:
        return None
    keys = ("col_crisis", "col_start", "col_response", "col_duration", "col_outcome", "col_distance")
    return _table(reader, "table_reference", keys, (_crisis(reader, row) for row in rows), (2, 3, 5))


def _crisis(reader: Reader, row: Mapping[str, Any]) -> list[Cell]:
    days = [numbers.published(row[key]) for key in ("days_to_response", "duration_days")]
    name = Cell(reader.text(row["name"]), reader.note(row.get("source", "")))
    texts = [reader.day(row["start"]), *days, reader.text(row["outcome"]), reader.number(row["distance"])]
    return [name, *(Cell(text) for text in texts)]


def carried(reader: Reader) -> Table | None:
    """Figures that stand in for later ones."""
    rows = reader.finding.get("carried")
    if not rows:
        return None
    shaped = (
        [
            Cell(reader.text(row["note"]) or row["path"], reader.note(row["path"])),
            reader.day(str(row["from"])),
            row["value"] if row.get("value") is not None else _subjects(reader, row.get("subjects", "")),
        ]
        for row in rows
    )
    return _table(reader, "h_carried", ("col_path", "col_from", "col_value_subjects"), shaped, ())


def _subjects(reader: Reader, codes: str) -> str:
    """Names for a list of codes."""
    return reader.say("list_sep").join(reader.name(code) for code in codes.split(", "))


def overlays(reader: Reader) -> Table | None:
    """What the scenario changes in the record, and why."""
    rows = [
        change for overlay in reader.finding["scenario"].get("overlays", ()) for change in overlay["changes"]
    ]
    if not rows:
        return None
    shaped = (
        [
            Cell(row["path"], reader.note(row.get("source") or "")),
            row["value"],
            row.get("was", ""),
            reader.text(row["why"]),
        ]
        for row in rows
    )
    return _table(reader, "h_overlays", ("col_path", "col_value", "col_was", "col_why"), shaped, (1, 2))


def validation(reader: Reader) -> Table | None:
    """Hindcast scores beside the naive baseline."""
    rows = reader.finding.get("validation")
    if not rows:
        return None
    keys = ("col_measure", "col_ours", "col_baseline", "col_n", "col_hull", "col_note")
    return _table(reader, "h_validation", keys, (_score(reader, row) for row in rows), (1, 2, 3))


def _score(reader: Reader, row: Mapping[str, Any]) -> list[str]:
    inside = "" if row.get("inside_hull") is None else reader.say("yes" if row["inside_hull"] else "no")
    scores = [reader.number(row[key]) if row.get(key) is not None else "" for key in ("ours", "baseline")]
    return [
        reader.text(row["measure"]),
        *scores,
        str(row.get("n", "")),
        inside,
        reader.text(row.get("statement")),
    ]


def against(reader: Reader) -> Table | None:
    """Differences on common draws in days and in arrivals."""
    entry = reader.finding.get("against")
    if not entry:
        return None
    first = next(iter(entry["plans"].values()))
    days = list(first.get("arrivals", ()))
    rows = ([reader.plan(name), *_changes(reader, change, days)] for name, change in entry["plans"].items())
    columns = [reader.say("col_plan"), reader.say("col_days_change")]
    columns += [reader.say("col_arrivals_change", day=day) for day in days]
    cells = [[Cell(text) for text in row] for row in rows]
    return Table(reader.say("against_row"), columns, cells, frozenset(range(1, len(columns))))


def _changes(reader: Reader, change: Mapping[str, Any], days: Iterable[str]) -> list[str]:
    spreads = [change["decision_days"], *(change["arrivals"][day] for day in days)]
    return [_signed(reader, spread) for spread in spreads]


def _signed(reader: Reader, spread: Mapping[str, float]) -> str:
    middle, low, high = (numbers.signed(spread[key], reader.lang) for key in ("p50", "p10", "p90"))
    if low == middle == high:
        return middle
    return f"{middle}（{low}～{high}）" if reader.lang == "ja" else f"{middle} ({low} to {high})"


def blocked(reader: Reader) -> str:
    """By plan: how often silence is broken at least once."""
    told = [
        f"{reader.plan(name)} {reader.chance(Probability.blocked(entry['decision']))}"
        for name, entry in reader.plans.items()
    ]
    return reader.say("blocked_note", told=("、" if reader.lang == "ja" else "; ").join(told))
