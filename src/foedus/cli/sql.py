"""`foedus sql`: ask the record in SQL."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing
from typing import TYPE_CHECKING

import click

from foedus.cli.door import clocks, known_by, output, text_of
from foedus.cli.envelope import Answer
from foedus.terms.day import Day

if TYPE_CHECKING:
    from foedus.record import Source

# More sources than these are counted, not listed.
_MOST = 40


@click.command()
@click.argument("query", required=False)
@clocks
@output
def sql(query: str | None, day: Day | None, known: Day | None) -> Answer:
    """Ask the record in SQL (SQLite, in memory, reading only); without QUERY: all relations and columns.

    Every table of `foedus table` is a relation, and so are facts, entities, attributes, sources, releases and
    judgements. With --day and --known they hold what held on the day and was public by then.

    \b
    foedus sql "SELECT subject, value FROM facts WHERE attribute = 'strength' AND subject = 'kfor'"
    foedus sql "SELECT host, count(*) FROM battlegroups GROUP BY host" --day 2024-01-01
    """
    from foedus.record import bundled
    from foedus.record.publish.database import ask, write
    from foedus.record.publish.relations import relations

    record = bundled()
    whole = list(relations(record, day.first if day else None, known_by(known)))
    answer = Answer("sql", None, {"query": query}, day=text_of(day), known=text_of(known), only_rows=True)
    if query is None:
        answer.columns = ("relation", "rows", "columns", "holds", "holds_ja")
        answer.rows = [
            (one.name, len(one.rows), ", ".join(one.columns), one.about.en, one.about.ja) for one in whole
        ]
    else:
        with closing(write(whole)) as connection:
            found = ask(connection, query)
        answer.columns, answer.rows = found.columns, found.rows
        read = {name for one in whole if one.name in found.relations for name in one.sources}
        _cite(answer, {name: source for name, source in record.sources.items() if name in read})
    answer.value, answer.unit = len(answer.rows), "rows"
    return answer


def _cite(answer: Answer, read: Mapping[str, Source]) -> None:
    """Name the sources in the column `source` or, where there is none, those of all that was read."""
    if "source" in answer.columns:
        place = list(answer.columns).index("source")
        named = {name for row in answer.rows for name in str(row[place]).split("; ")}
        read = {name: read[name] for name in sorted(named & read.keys())}
    elif len(read) > _MOST:
        answer.say(
            f"rests on {len(read)} sources; select the column source of facts to see which row has which",
            f"典拠は{len(read)}件。factsのsource列を選択すると行ごとの典拠が分かる",
        )
        return
    answer.rest_on(*((source, "") for source in read.values()))
