"""Find where the record speaks of something: subjects, attributes, tables and rows, in two languages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log

from foedus.record import search_words
from foedus.record.attribute import Attribute
from foedus.record.computed import COMPUTED
from foedus.record.entity import Entity
from foedus.record.names import folded
from foedus.record.record import Record
from foedus.terms.text import Text

# What a hit is worth by where the word stands: in an identifier or name more than in what is said of it.
_NAMED, _DESCRIBED, _SAID = 3, 2, 1
_SHOWN_OF_PARTS = 100
_HUNDREDTHS = 100  # weights are whole numbers; rarity is none
_MANY = 8
_OF_GROUPS = ("member", "both", "not", "outside", "common", "count", "加盟", "双方", "非加盟")
_NAMES = ("full_name", "full_name_ja", "abbreviation")


@dataclass(frozen=True, slots=True)
class Hit:
    """One place that speaks of what was asked.

    Attributes:
        what: `subject`, `attribute`, `fact` (an attribute of a subject), `table`, `row` or `source`.
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

    def weigh(self, word: str) -> int:
        """Weigh one word by where it stands; 0 where it does not."""
        forms = search_words.forms(word)
        for worth, text in ((_NAMED, self.named), (_DESCRIBED, self.described), (_SAID, self.said)):
            if any(search_words.stands(form, text) for form in forms):
                return worth
        return 0

    def weight(self, words: Sequence[str]) -> int:
        """Weigh the words found; 0 unless every one of them is."""
        found = [self.weigh(word) for word in words]
        return sum(found) * 2 + self.is_called(" ".join(words)) if all(found) else 0

    def is_called(self, wording: str) -> bool:
        """Tell whether the words are its very name."""
        return wording in {folded(self.name.en), folded(self.name.ja), folded(self.id).replace("_", " ")}

    def hit(self, weight: int) -> Hit:
        """Return this place as a hit."""
        return Hit(self.what, self.id, self.name, self.command, weight)


def find(record: Record, words: Sequence[str]) -> list[Hit]:
    """Return the places in which all words stand, the nearest first.

    Args:
        record: The record.
        words: Words or parts of words in English or Japanese; case, accents and width do not matter.
    """
    wanted, places = search_words.wanted(words), list(_places(record))
    apart = search_words.apart(wanted)
    for some in (wanted, apart) if apart != wanted else (wanted,):
        weighed = ((place, place.weight(some) if some else 0) for place in places)
        hits = [place.hit(weight) for place, weight in weighed if weight]
        if hits := [*hits, *(_facts(record, some) if some else ())]:
            return _ordered(hits)
    return []


def find_some(record: Record, words: Sequence[str]) -> list[Hit]:
    """Return the places in which some of the words stand: those with the most and the rarest words first.

    Args:
        record: The record.
        words: As in `find`.
    """
    wanted, places = search_words.apart(search_words.wanted(words)), list(_places(record))
    found = {word: [place.weigh(word) for place in places] for word in wanted}
    # A word that stands in few places says more than one that stands in many.
    rarity = {word: log(len(places) / max(1, sum(map(bool, worth)))) for word, worth in found.items()}
    sums = [sum(rarity[word] * found[word][k] for word in wanted) for k in range(len(places))]
    hits = [place.hit(round(_HUNDREDTHS * whole)) for place, whole in zip(places, sums, strict=True) if whole]
    return _ordered(hits)[:_SHOWN_OF_PARTS]


def _ordered(hits: Sequence[Hit]) -> list[Hit]:
    order = ("table", "attribute", "fact", "subject", "row", "source")
    return sorted(hits, key=lambda hit: (-hit.weight, order.index(hit.what), hit.id))


def _facts(record: Record, wanted: Sequence[str]) -> Iterator[Hit]:
    """Yield facts where some words name the subject, some the attribute and the rest the object."""
    told = {one.name: _attribute(one) for one in record.attributes.values()}
    borne, known = _borne(record), _known(record)
    hits: dict[str, list[Hit]] = {}
    for entity in record.entities.values():
        left = [word for word in wanted if not search_words.begins(word, borne[entity.id])]
        if not left or len(left) == len(wanted):
            continue
        own = 2 * _NAMED * (len(wanted) - len(left))
        for name, objects in known.get(entity.id, {}).items():
            if name.endswith("_ja") and "japanese" not in wanted:
                continue
            for counterpart, weight in _fits(told[name], left, objects, borne):
                hits.setdefault(name, []).append(_fact(entity, told[name], counterpart, own + weight))
    yield from _circles(record, wanted)
    for found in hits.values():
        # Where the words name many subjects, the table says more than each of them.
        yield from found if len(found) <= _MANY else ()


def _circles(record: Record, wanted: Sequence[str]) -> Iterator[Hit]:
    """Yield the members that two groups share and those of the first alone, where words name two groups."""
    groups = {
        folded(name): one
        for one in record.entities.values()
        if record.membership(one.id)
        for name in (one.id, one.name.en, one.name.ja)
    }
    named = list(dict.fromkeys(groups[word].id for word in wanted if word in groups))
    left = [word for word in wanted if word not in groups and not word.startswith(_OF_GROUPS)]
    if len(named) != 2 or left:
        return
    first, other = (record.entities[one] for one in named)
    both = Text(
        f"Members of {first.name.en} and of {other.name.en}",
        f"{first.name.ja}と{other.name.ja}の双方の加盟国",
    )
    alone = Text(
        f"Members of {first.name.en} outside {other.name.en}",
        f"{other.name.ja}に加盟していない{first.name.ja}加盟国",
    )
    for how, text in (("and", both), ("not", alone)):
        command = f"foedus members {first.id} --{how} {other.id}"
        yield Hit("fact", f"{first.id} {how} {other.id}", text, command, 2 * _NAMED * len(wanted) + 1)


def _fits(
    told: _Place, left: Sequence[str], objects: Sequence[str], borne: Mapping[str, str]
) -> Iterator[tuple[str, int]]:
    """Yield the object that the words mean, if any, and what the words found are worth."""
    worth = {word: told.weigh(word) for word in left}
    rest = [word for word in left if not worth[word]]
    # A state and a group need no further word: the question is whether the one belongs to the other.
    if len(rest) == len(left) and told.id != "member":
        return
    weight = 2 * sum(worth.values()) + told.is_called(" ".join(left))
    if not rest:
        yield "", weight
    for one in objects if rest else ():
        if all(search_words.begins(word, borne.get(one, "")) for word in rest):
            yield one, weight + 2 * _NAMED * len(rest)


def _fact(entity: Entity, told: _Place, counterpart: str, weight: int) -> Hit:
    text = Text(f"{entity.name.en}: {told.name.en}", f"{entity.name.ja}：{told.name.ja}")
    command = f"foedus fact {entity.id} {told.id}" + (f" --object {counterpart}" if counterpart else "")
    return Hit("fact", f"{entity.id} {told.id} {counterpart}".strip(), text, command, weight)


def _known(record: Record) -> Mapping[str, Mapping[str, Sequence[str]]]:
    """Return the attributes on record of each subject, and the objects of each."""
    known: dict[str, dict[str, list[str]]] = {}
    for fact in record.all_facts:
        objects = known.setdefault(fact.subject, {}).setdefault(fact.attribute, [])
        if fact.object and fact.object not in objects:
            objects.append(fact.object)
    return known


def _borne(record: Record) -> Mapping[str, str]:
    """Return all that each subject is called: names, identifier, variants, full name and abbreviation."""
    borne = {one.id: _plain(one.name, one.id) for one in record.entities.values()}
    for name, code in record.called.items():
        borne[code] = f"{borne.get(code, '')} {name}"
    for fact in record.all_facts:
        if fact.attribute in _NAMES and isinstance(fact.value, str):
            borne[fact.subject] = f"{borne[fact.subject]} {folded(fact.value)}"
    return borne


def _places(record: Record) -> Iterator[_Place]:
    for table in record.tables.values():
        command, told = f"foedus table {table.name}", _plain(table.description)
        yield _Place("table", table.name, table.title, command, _plain(table.title, table.name), told)
    for name, (description, _) in COMPUTED.items():
        yield _Place(
            "table", name, description, f"foedus table {name}", _plain(Text(name, name)), _plain(description)
        )
    for one in record.attributes.values():
        yield _attribute(one)
    yield from _subjects(record)
    for source in record.sources.values():
        command, title = f"foedus table sources --where id={source.id}", Text(source.title, source.title)
        said = folded(f"{source.title} {source.publisher}")
        yield _Place("source", source.id, title, command, "", "", said)


def _attribute(one: Attribute) -> _Place:
    about, names = Text(one.description, one.description_ja), " ".join((one.name, *one.aliases))
    command = f"foedus table {one.name}"
    return _Place("attribute", one.name, about, command, _plain(Text("", ""), names), _plain(about))


def _subjects(record: Record) -> Iterator[_Place]:
    in_tables = {key: table.name for table in record.tables.values() for key in table.rows}
    said: dict[str, list[str]] = {}
    for fact in record.all_facts:
        if isinstance(fact.value, (str, tuple)) or fact.note:
            value = " ".join(fact.value) if isinstance(fact.value, tuple) else fact.value
            said.setdefault(fact.subject, []).append(
                f"{value if isinstance(value, str) else ''} {fact.note} {fact.note_ja}"
            )
    borne = _borne(record)
    for entity in record.entities.values():
        table = in_tables.get(entity.id, "")
        command = _command(record, entity.id, table)
        if not command:
            continue
        words = folded(" ".join(said.get(entity.id, ())))
        what = "row" if table else "subject"
        yield _Place(what, entity.id, entity.name, command, borne[entity.id], folded(table), words)


def _command(record: Record, subject: str, table: str) -> str:
    """Return the command that shows a subject, or nothing where there is nothing to show."""
    if table:
        return f"foedus table {table} --where id={subject}"
    if record.membership(subject):
        return f"foedus members {subject}"
    return f"foedus fact --list {subject}" if record.facts(subject) else ""


def _plain(text: Text, more: str = "") -> str:
    return folded(f"{text.en} {text.ja} {more}").replace("_", " ")
