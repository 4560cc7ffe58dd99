"""Find where the record speaks of something: subjects, attributes, tables and rows, in two languages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from foedus.record.computed import COMPUTED
from foedus.record.names import folded
from foedus.record.record import Record
from foedus.terms.text import Text

# What a hit is worth by where the word stands: in an identifier or name more than in what is said of it.
_NAMED, _DESCRIBED, _SAID = 3, 2, 1


@dataclass(frozen=True, slots=True)
class Hit:
    """One place that speaks of what was asked.

    Attributes:
        what: `subject`, `attribute`, `table` or `row`.
        id: Its identifier.
        name: Its name or description.
        command: The command that shows it.
        weight: How many words were found and how near to its name.
    """

    what: str
    id: str
    name: Text
    command: str
    weight: int


@dataclass(frozen=True, slots=True)
class _Place:
    what: str
    id: str
    name: Text
    command: str
    named: str
    described: str = ""
    said: str = ""

    def weight(self, words: Sequence[str]) -> int:
        """Weigh the words found; 0 unless every one of them is."""
        whole = 0
        for word in words:
            found = (
                _NAMED * (word in self.named)
                or _DESCRIBED * (word in self.described)
                or _SAID * (word in self.said)
            )
            if not found:
                return 0
            whole += found
        return whole * 2 + (self.named == " ".join(words))


def find(record: Record, words: Sequence[str]) -> list[Hit]:
    """Return the places in which all words stand, the nearest first.

    Args:
        record: The record.
        words: Words or parts of words in English or Japanese; case, accents and width do not matter.
    """
    wanted = [folded(word).replace("_", " ") for word in words if word.strip()]
    hits = []
    for place in _places(record):
        if wanted and (weight := place.weight(wanted)):
            hits.append(Hit(place.what, place.id, place.name, place.command, weight))
    order = ("table", "attribute", "subject", "row")
    return sorted(hits, key=lambda hit: (-hit.weight, order.index(hit.what), hit.id))


def _places(record: Record) -> Iterator[_Place]:
    for table in record.tables.values():
        command, told = f"foedus table {table.name}", _plain(table.description)
        yield _Place("table", table.name, table.title, command, _plain(table.title, table.name), told)
    for name, (description, _) in COMPUTED.items():
        yield _Place(
            "table", name, description, f"foedus table {name}", _plain(Text(name, name)), _plain(description)
        )
    for one in record.attributes.values():
        about = Text(one.description, one.description_ja)
        aliases = " ".join((one.name, *one.aliases))
        yield _Place(
            "attribute",
            one.name,
            about,
            f"foedus table {one.name}",
            _plain(Text("", ""), aliases),
            _plain(about),
        )
    yield from _subjects(record)


def _subjects(record: Record) -> Iterator[_Place]:
    in_tables = {key: table.name for table in record.tables.values() for key in table.rows}
    said: dict[str, list[str]] = {}
    for fact in record.all_facts:
        if isinstance(fact.value, (str, tuple)) or fact.note:
            value = " ".join(fact.value) if isinstance(fact.value, tuple) else fact.value
            said.setdefault(fact.subject, []).append(
                f"{value if isinstance(value, str) else ''} {fact.note} {fact.note_ja}"
            )
    for entity in record.entities.values():
        table = in_tables.get(entity.id, "")
        command = _command(record, entity.id, table)
        if not command:
            continue
        words = folded(" ".join(said.get(entity.id, ())))
        what = "row" if table else "subject"
        yield _Place(
            what, entity.id, entity.name, command, _plain(entity.name, entity.id), folded(table), words
        )


def _command(record: Record, subject: str, table: str) -> str:
    """Return the command that shows a subject, or nothing where there is nothing to show."""
    if table:
        return f"foedus table {table} --where id={subject}"
    if record.membership(subject):
        return f"foedus members {subject}"
    return f"foedus fact --list {subject}" if record.facts(subject) else ""


def _plain(text: Text, more: str = "") -> str:
    return folded(f"{text.en} {text.ja} {more}").replace("_", " ")
