"""Defence spending against the guidelines, by ally and year, and how many met them by edition."""

from __future__ import annotations

from datetime import date

from foedus.record.fact import Fact
from foedus.record.record import Record
from foedus.record.view import View, visible
from foedus.terms.text import Text

# The guideline of 2006 and 2014: two per cent of GDP on defence, a fifth of that on major equipment
# (Wales Summit Declaration, 5 September 2014, paragraph 14).
GUIDELINE = 2.0
EQUIPMENT_GUIDELINE = 20.0
SPENDING = Text(
    "Allies by year: share of GDP, equipment share, whether they reach 2 % and 20 %",
    "各年の国防支出（GDP比、装備比率）と2％・20％指針の達成状況（指定日時点の公表値）",
)
COUNTS = Text(
    "For each edition and year: how many Allies reach 2 % and 20 %, counted in the printed figures; "
    "editions on record in part are left out",
    "各版・各年に2％・20％指針を達成した加盟国数（公表表の数値から集計。一部のみ収録の版は除く）",
)
FIRST = Text(
    "For each Ally: first and latest year at 2 % in the latest figures known, and how many years reach it",
    "各加盟国がGDP比2％を達成した最初と最後の年、達成年数（入手できる最新の数値による）",
)


def spending(record: Record, day: date | None, known: date | None) -> View:
    """Return for each Ally and year the latest figures known, and whether they reach the guidelines."""
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
    units = {"share": "percent of GDP", "equipment": "percent of defence expenditure"}
    return View("spending", title, SPENDING, columns, tuple(rows), tuple(facts), units)


def _reaches(fact: Fact, guideline: float) -> bool | None:
    # NATO counts the printed figures, which have two decimals.
    return None if fact.value is None else round(float(str(fact.value)), 2) >= guideline


def _annual(
    record: Record, attribute: str, day: date | None, known: date | None
) -> dict[tuple[str, int], Fact]:
    latest: dict[tuple[str, int], Fact] = {}
    for fact in record.facts(attribute=attribute):
        if visible(fact, day, known):
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


def counts(record: Record, day: date | None, known: date | None) -> View:
    """Return for each complete edition and year how many Allies reach the guidelines."""
    found: dict[tuple[str, int], list[Fact]] = {}
    for fact in record.facts(attribute="spending_share"):
        release = record.releases.get(fact.release)
        if release and release.coverage == "complete" and visible(fact, day, known):
            year = fact.span.since.first.year
            if fact.subject in _allies(record, year):
                found.setdefault((fact.release, year), []).append(fact)
    rows, facts = [], []
    for (release_id, year), shares in sorted(found.items(), key=lambda one: (one[0][1], one[0][0])):
        release = record.releases[release_id]
        met = [one.subject for one in shares if _reaches(one, GUIDELINE)]
        estimated = any(one.status == "estimated" for one in shares)
        rows.append(
            (
                *(year, release.public.isoformat(), release_id, len(met), len(shares)),
                *(sorted(met), "estimated" if estimated else "known"),
            )
        )
        facts.append(tuple(shares))
    columns = ("year", "published", "release", "allies_at_guideline", "allies", "which", "status")
    title = Text("Allies at 2 % by year and edition", "2％達成国数（年・版別）")
    return View("guideline_counts", title, COUNTS, columns, tuple(rows), tuple(facts))


def first_reached(record: Record, day: date | None, known: date | None) -> View:
    """Return for each Ally the first and last year at the guideline."""
    by_ally: dict[str, list[Fact]] = {}
    for (ally, year), share in sorted(_annual(record, "spending_share", day, known).items()):
        if share.value is not None and ally in _allies(record, year):
            by_ally.setdefault(ally, []).append(share)
    rows, facts = [], []
    for ally, shares in sorted(by_ally.items()):
        years = [one.span.since.first.year for one in shares]
        met = [year for year, one in zip(years, shares, strict=True) if _reaches(one, GUIDELINE)]
        first, last = (met[0], met[-1]) if met else (None, None)
        rows.append((ally, first, last, len(met), len(years), years[0], years[-1]))
        facts.append(tuple(shares))
    columns = ("ally", "first_year", "last_year", "years_at_guideline", "years", "from_year", "to_year")
    title = Text("First year at 2 %", "2％を初めて達成した年")
    return View("guideline_reached", title, FIRST, columns, tuple(rows), tuple(facts))
