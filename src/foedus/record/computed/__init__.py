"""Tables that are computed from the record, by name: what people ask for again and again."""

from collections.abc import Callable, Mapping
from datetime import date

from foedus.record.computed import lasting, registers, spending
from foedus.record.record import Record
from foedus.record.view import View
from foedus.terms.text import Text

Make = Callable[[Record, date | None, date | None], View]

COMPUTED: Mapping[str, tuple[Text, Make]] = {
    "spending": (spending.SPENDING, spending.spending),
    "guideline_counts": (spending.COUNTS, spending.counts),
    "guideline_reached": (spending.FIRST, spending.first_reached),
    "memberships": (lasting.MEMBERSHIPS, lasting.memberships),
    "durations": (lasting.DURATIONS, lasting.durations),
    "elapsed": (lasting.ELAPSED, lasting.elapsed),
    "coverage": (registers.COVERAGE, registers.coverage),
    "entities": (registers.ENTITIES, registers.entities),
    "sources": (registers.SOURCES, registers.sources),
}
