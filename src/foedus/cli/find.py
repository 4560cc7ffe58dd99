"""`foedus find`: where the record speaks of something."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from foedus.cli.door import output
from foedus.cli.envelope import Answer
from foedus.terms.errors import NotRecorded, UnknownName

if TYPE_CHECKING:
    from foedus.record.finder import Hit

_MOST = 25


@click.command()
@click.argument("words", nargs=-1, required=True)
@click.option("--all", "everything", is_flag=True, help=f"Every hit, not only the first {_MOST}.")
@output
def find(words: tuple[str, ...], *, everything: bool) -> Answer:
    """Find tables, attributes, subjects and rows that speak of WORDS, each with the command that shows it.

    Places that have all the words, else those that have most of them. Parts of words count, the beginning of
    short ones; words such as 'when did the' do not; case and accents do not matter; English or Japanese.

    \b
    foedus find liaison office
    foedus find 連絡事務所
    """
    from foedus.record import bundled
    from foedus.record.finder import find as places
    from foedus.record.finder import find_some

    parts = " ".join(words).split()
    hits = places(bundled(), parts)
    hits[_MOST - 1 : _MOST - 1] = _on_the_map(" ".join(parts))
    partly = not hits
    if partly:
        hits = find_some(bundled(), parts)
    if not hits:
        raise NotRecorded(
            f"nothing on record speaks of '{' '.join(words)}'",
            remedy="try other words; `foedus table` lists the tables, `foedus fact --list` the attributes",
        )
    shown = hits if everything else hits[:_MOST]
    answer = Answer("find", len(hits), {"words": list(words)}, unit="places", only_rows=True)
    answer.columns = ("command", "name", "name_ja", "what", "id")
    answer.rows = [(hit.command, hit.name.en, hit.name.ja, hit.what, hit.id) for hit in shown]
    if partly:
        answer.say(
            "no place has all the words; these have some of them, the rarest first",
            "全ての語を含む項目はなく、一部を含むものを珍しい語から順に示す",
        )
    if len(shown) < len(hits):
        left = len(hits) - len(shown)
        answer.say(f"{left} more; --all shows them", f"ほかに{left}件（--allで表示）")
    return answer


def _on_the_map(words: str) -> list[Hit]:
    """Return the place of that name with the question whether Article 5 covers it."""
    from foedus.record.finder import Hit
    from foedus.world.gazetteer import place

    try:
        found = place(words)
    except UnknownName:
        return []
    return [Hit("place", found.id, found.name, f"foedus law nat.6 place={found.id}", 0)]
