"""What is known of later editions that the record does not hold."""

from __future__ import annotations

from datetime import date

from foedus.record.fact import Fact
from foedus.record.record import Record
from foedus.terms.text import Text

# Where a publisher's stated count for a year changes, figures behind it have been revised.
_COUNTED = {"spending_share": "allies_at_guideline_stated"}


def revisions(record: Record, fact: Fact, known: date | None) -> list[Text]:
    """Return notes on editions that appeared after the one a figure is from and are known to differ.

    Args:
        record: The record.
        fact: An annual figure of a release.
        known: What had become public by then: no hindsight.
    """
    counted = _COUNTED.get(fact.attribute, "")
    if not counted or fact.release not in record.releases:
        return []
    year = fact.span.since.first
    stated = [
        one
        for one in record.facts("NATO", counted)
        if one.span.since.first == year and (known is None or one.public <= known)
    ]
    before = [one for one in stated if one.public <= fact.public]
    if not before:
        return []
    latest = max(before, key=lambda one: one.public)
    after = [one for one in stated if one.public > fact.public and one.value != latest.value]
    if not after:
        return []
    counts = ", ".join(f"{one.value} ({one.public})" for one in sorted(after, key=lambda one: one.public))
    return [
        Text(
            f"a later edition, not on record in full, has revised {year.year}: Allies at 2 % of GDP "
            f"{counts}, not {latest.value} ({latest.public})",
            f"この後の版(本記録は全体を収録せず)で{year.year}年の数値が改定された。GDP比2％以上の加盟国数は"
            f"{latest.value}か国({latest.public})ではなく{counts}とされる",
        )
    ]
