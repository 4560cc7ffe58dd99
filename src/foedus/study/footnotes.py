"""The sources and judgements an answer touched, numbered."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from foedus.models.parameter import Parameter
from foedus.record import Fact, Source
from foedus.study.question import Prepared, all_parameters
from foedus.terms.text import Text


def footnotes(ready: Prepared, reference: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return sources first, then judgements and parameters without a source, numbered from 1."""
    notes = [*_sources(ready, reference), *_judgements(ready), *_parameters()]
    return [{"n": number, **note} for number, note in enumerate(notes, start=1)]


def _sources(ready: Prepared, reference: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    used: dict[str, tuple[Source, set[str], set[str]]] = {}
    for fact in ready.trace.facts.values():
        _, attributes, locators = used.setdefault(fact.source.id, (fact.source, set(), set()))
        attributes.add(fact.attribute)
        locators.add(fact.locator)
    known = ready.world.record.sources
    for name in sorted({str(row["source"]) for row in reference}):
        if name in known:
            used.setdefault(name, (known[name], {"reference_class"}, set()))
    return [_source(ready, *used[name]) for name in sorted(used)]


def _source(ready: Prepared, source: Source, attributes: set[str], locators: set[str]) -> dict[str, Any]:
    about = [_attribute(ready, name) for name in sorted(attributes)]
    locator = next(iter(locators)) if len(locators) == 1 else ""
    return {
        "kind": "source",
        **source.as_json(locator),
        "used_for": Text(
            "; ".join(text.en for text in about), "、".join(text.ja for text in about)
        ).as_json(),
    }


def _attribute(ready: Prepared, name: str) -> Text:
    attribute = ready.world.record.attributes.get(name)
    if attribute is None:
        return Text("reference class", "参照クラス")
    return Text(attribute.description, attribute.description_ja)


def _judgements(ready: Prepared) -> list[dict[str, Any]]:
    """Return one note for each kind of judgement, with the number and range of its values."""
    kinds: dict[str, list[Any]] = {}
    for judgement in ready.trace.judgements.values():
        kinds.setdefault(judgement.attribute, []).append(judgement)
    notes = []
    for kind, members in sorted(kinds.items()):
        about = _attribute(ready, kind)
        low, high = min(one.spread.low for one in members), max(one.spread.high for one in members)
        unit = members[0].unit
        title = Text(
            f"{len(members)} judgements between {low:g} and {high:g} {unit}".rstrip(),
            f"{len(members)}件の判断値（{low:g}〜{high:g} {_unit_ja(unit)}）".replace(" ）", "）"),
        )
        notes.append(_judged(kind, title, f"data/judgements: {kind}", about, members[0].assessor))
    return notes


def _judged(name: str, title: Text, locator: str, about: Text, assessor: str = "") -> dict[str, Any]:
    return {
        **{"kind": "judgement", "id": name, "publisher": assessor, "title": title.as_json()},
        **{"published": "", "locator": locator, "url": "", "grade": "", "used_for": about.as_json()},
    }


def _unit_ja(unit: str) -> str:
    return _UNITS_JA.get(unit, unit)


_UNITS_JA = {
    **{
        "days": "日",
        "day": "日",
        "share": "（比率）",
        "points": "点",
        "ratio": "倍",
        "probability": "（確率）",
    },
    **{"brigade equivalents": "旅団換算", "million US dollars": "百万米ドル", "km/day": "km/日"},
}


def _parameters() -> list[dict[str, Any]]:
    """Return one note for each parameter of the models, sourced ones before judged ones."""
    every = sorted(all_parameters().items())
    sourced = [_cited(path, one) for path, one in every if one.source]
    judged = [
        _judged(path, _valued(one), f"{path.replace('.', '.toml: ')}", one.meaning)
        for path, one in every
        if not one.source
    ]
    return [*sourced, *judged]


def _cited(path: str, one: Parameter) -> dict[str, Any]:
    return {
        **{"kind": "source", "id": path, "publisher": "", "title": one.source, "published": ""},
        **{"locator": one.locator, "url": "", "grade": "", "used_for": one.meaning.as_json()},
    }


def _valued(one: Parameter) -> Text:
    """Return a judged parameter as value, range and reason; reasons are kept in English with the model."""
    if one.spread is None:
        return Text(one.why, "判断値（表形式。理由は英文のモデルカードを参照）")
    spread, unit = one.spread, _unit_ja(one.unit)
    en, ja = f"{spread.value:g} {one.unit}".rstrip(), f"{spread.value:g}{unit}"
    if not spread.certain:
        en, ja = f"{en}, {spread.low:g} to {spread.high:g}", f"{ja}（幅{spread.low:g}〜{spread.high:g}）"
    return Text(f"{en}. {one.why}", f"{ja}。理由は英文のモデルカードを参照")


def carried(ready: Prepared) -> list[dict[str, Any]]:
    """Return the figures used beyond the day to which they reach, one entry an attribute and year."""
    groups: dict[tuple[str, str], list[tuple[str, Fact]]] = {}
    for path, one in ready.trace.carried.items():
        groups.setdefault((one.fact.attribute, str(one.fact.span.since)), []).append((path, one.fact))
    found = []
    for (attribute, since), members in sorted(groups.items()):
        who = ", ".join(fact.subject for _, fact in members)
        about = _attribute(ready, attribute)
        note = Text(
            f"{about.en}: last figure is for {since}, carried to {ready.world.day}",
            f"{about.ja}：{since}年の値が最新であり、{ready.world.day}まで据え置いた",
        )
        value = members[0][1].json_value() if len(members) == 1 else None
        found.append(
            {"path": attribute, "subjects": who, "value": value, "from": since, "note": note.as_json()}
        )
    return found
