"""Where an ally stands as known on a day, and the same question after each edition."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from foedus.models.burden import need
from foedus.record import Fact, Record, bundled
from foedus.study.assess.burden_sharing import known_by
from foedus.study.assess.inquiry import Assessment, Given
from foedus.terms.errors import BadArgument, NotRecorded
from foedus.terms.text import Text

# Years of record over which an ally's own growth of product is taken.
_GROWTH_YEARS = 10


@dataclass(frozen=True)
class Start:
    """Where an ally stands: its last published share, and how its product grew.

    Attributes:
        share: The published share of GDP.
        year: Its year.
        growth: Real growth of GDP a year, as a share.
        facts: What both rest on.
    """

    share: Fact
    year: int
    growth: float
    facts: tuple[Fact, ...]

    @property
    def value(self) -> float:
        """The share, % of GDP."""
        return float(str(self.share.value))


def vintages(asked: Given) -> Assessment:
    """Answer the same question as known after each edition that says something of the ally."""
    record = bundled()
    ally = record.entity(asked["ally"]).id
    limit = known_by(asked)
    days = sorted({fact.public for fact in record.facts(ally, "spending_share") if fact.value is not None})
    found = [
        start_of(record, {**asked, "known": day.isoformat()}) for day in days if limit is None or day <= limit
    ]
    if not found:
        raise NotRecorded(f"no edition with {ally} was public", remedy="ask as known by a later day")
    rows = [_as_known(start, asked) for start in found]
    first, last = rows[0], rows[-1]
    name = record.entity(ally).name
    return Assessment(
        headline=Text(
            f"As known in {first[0][:7]} {name.en} needed {first[4]:+.3f} points of GDP a year to reach "
            f"{asked['pledge']:g} % by {asked['year']}; as known in {last[0][:7]}, {last[4]:+.3f}.",
            f"{asked['year']}年に{asked['pledge']:g}％へ達するために{name.ja}に必要な上積みは、"
            f"{first[0][:7]}時点の情報では年{first[4]:+.3f}ポイント、{last[0][:7]}時点では年"
            f"{last[4]:+.3f}ポイント。",
        ),
        value={"by_edition": {row[0]: dict(zip(_EDITION[1:], row[1:], strict=True)) for row in rows}},
        columns=_EDITION,
        rows=rows,
        facts=tuple(start.share for start in found),
    )


_EDITION = ("public", "year", "share", "status", "points_a_year", "spending_growth")


def _as_known(start: Start, asked: Given) -> list[Any]:
    way = need(start.value, start.year, asked["pledge"], asked["year"], start.growth)
    public = start.share.public.isoformat()
    return [public, start.year, start.value, start.share.status, round(way.points, 4), round(way.growth, 4)]


def start_of(record: Record, asked: Given) -> Start:
    """Return where the asked ally stands as known on the asked day.

    Raises:
        NotRecorded: If no share of it, or no growth, was public.
        BadArgument: If the stated growth is no number.
    """
    known = known_by(asked)
    ally = record.entity(asked["ally"]).id
    shares = _visible(record, ally, "spending_share", known)
    years = [year for year in shares if year < asked["year"] and shares[year].value is not None]
    if not years:
        raise NotRecorded(
            f"no share of GDP of {ally} before {asked['year']} was public",
            remedy="ask as known by a later day",
        )
    share = shares[max(years)]
    growth, facts = _growth(record, ally, asked["growth"], known)
    return Start(share, max(years), growth, (share, *facts))


def _visible(record: Record, ally: str, attribute: str, known: date | None) -> dict[int, Fact]:
    """Return the last figure public by `known` for each year."""
    found: dict[int, Fact] = {}
    for fact in record.facts(ally, attribute):
        year = fact.span.since.first.year
        if (known is None or fact.public <= known) and (
            year not in found or found[year].public <= fact.public
        ):
            found[year] = fact
    return found


def _growth(record: Record, ally: str, stated: str, known: date | None) -> tuple[float, tuple[Fact, ...]]:
    if stated != "own":
        try:
            return float(stated) / 100, ()
        except ValueError:
            raise BadArgument(
                f"growth is a number or 'own', not '{stated}'", remedy="give per cent a year"
            ) from None
    product = _visible(record, ally, "gdp_constant", known)
    last = max(product, default=0)
    # Editions differ in the base year of their prices: growth is taken inside one.
    same = [year for year in product if product[year].release == product[last].release] if product else []
    first = min((year for year in same if year >= last - _GROWTH_YEARS), default=last)
    if first == last:
        raise NotRecorded(f"no growth of {ally}'s product is on record", remedy="give growth=PERCENT")
    ends = (product[first], product[last])
    ratio = float(str(ends[1].value)) / float(str(ends[0].value))
    return ratio ** (1 / (last - first)) - 1, ends
