"""The sources and judgements an answer touched, numbered."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from typing import Any

from foedus.models.parameter import Parameter
from foedus.record import Fact, Judgement, Source
from foedus.study.question import Prepared, all_parameters
from foedus.study.wording import told_day
from foedus.terms.text import Text


def footnotes(
    ready: Prepared, reference: Iterable[dict[str, Any]], named: Collection[str]
) -> list[dict[str, Any]]:
    """Return sources first, then judgements, numbered from 1.

    Args:
        ready: The question and what it read.
        reference: The reference class.
        named: Paths of the drivers that the page names: each gets a note of its own.
    """
    notes = [
        *_sources(ready, reference),
        *_cited(ready),
        *_drivers(ready, sorted(named)),
        *_judgements(ready),
        *_parameters(named),
    ]
    return [{"n": number, **note} for number, note in enumerate(notes, start=1)]


def _sources(ready: Prepared, reference: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    used: dict[str, tuple[Source, dict[str, Text], set[str]]] = {}
    for fact in ready.trace.facts.values():
        _, labels, locators = used.setdefault(fact.source.id, (fact.source, {}, set()))
        about = _about(ready, fact)
        labels[about.en] = about
        locators.add(fact.locator)
    known = ready.world.record.sources
    for name in sorted({str(row["source"]) for row in reference}):
        if name in known:
            used.setdefault(name, (known[name], {}, set()))[1]["reference class"] = _REFERENCE
    return [_source(*used[name]) for name in sorted(used)]


_REFERENCE = Text("reference class", "参照クラス")
_FORMATIONS = Text("formations", "部隊台帳")


def _source(source: Source, labels: dict[str, Text], locators: set[str]) -> dict[str, Any]:
    locator = next(iter(locators)) if len(locators) == 1 else ""
    about = [labels[key] for key in sorted(labels)]
    used_for = Text("; ".join(text.en for text in about), "、".join(text.ja for text in about))
    return {"kind": "source", **source.as_json(locator), "used_for": used_for.as_json()}


def _about(ready: Prepared, fact: Fact) -> Text:
    if fact.subject in ready.world.record.tables["units"].rows:
        return _FORMATIONS
    return _short(_attribute(ready, fact.attribute))


def _short(text: Text) -> Text:
    """Return the head of a description: what stands before the first stop."""
    return Text(re.split(r"[,;:(]", text.en)[0].strip(), re.split(r"[、。：（(]", text.ja)[0].strip())


def _attribute(ready: Prepared, name: str) -> Text:
    attribute = ready.world.record.attributes.get(name)
    if attribute is None:
        return Text("reference class", "参照クラス")
    return Text(attribute.description, attribute.description_ja)


def _drivers(ready: Prepared, named: Iterable[str]) -> list[dict[str, Any]]:
    """Return a note for each judged driver that the page names."""
    known = all_parameters()
    notes = []
    for path in named:
        parameter = known.get(path)
        judgement = ready.trace.judgements.get(path)
        if parameter is not None and not parameter.source:
            notes.append(_judged(path, _valued(parameter), path, _short(parameter.meaning)))
        elif judgement is not None:
            spread, unit = judgement.spread, judgement.unit
            about = _short(_attribute(ready, judgement.attribute))
            title = Text(
                f"{spread.value:g} {unit}, {spread.low:g} to {spread.high:g}. {judgement.why}",
                f"{spread.value:g}{_unit_ja(unit)}（幅{spread.low:g}〜{spread.high:g}）",
            )
            notes.append(_judged(path, title, judgement.where, about, judgement.assessor))
    return notes


def _judgements(ready: Prepared) -> list[dict[str, Any]]:
    """Return one note for each kind of judgement, with the number and range of its values."""
    kinds: dict[str, list[Judgement]] = {}
    for judgement in ready.trace.judgements.values():
        kinds.setdefault(judgement.attribute, []).append(judgement)
    return [_kind(ready, kind, members) for kind, members in sorted(kinds.items())]


def _kind(ready: Prepared, kind: str, members: list[Judgement]) -> dict[str, Any]:
    low, high = min(one.spread.low for one in members), max(one.spread.high for one in members)
    unit = members[0].unit
    title = Text(
        f"{len(members)} judgements between {low:g} and {high:g} {unit}".rstrip(),
        f"{len(members)}件の判断値（{low:g}〜{high:g}{_unit_ja(unit)}）",
    )
    about = _short(_attribute(ready, kind))
    return _judged(f"judgement.{kind}", title, f"data/judgements: {kind}", about, members[0].assessor)


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


def _cited(ready: Prepared) -> list[dict[str, Any]]:
    """Return one note for each work that parameters are taken from."""
    works: dict[str, list[Parameter]] = {}
    for _, one in sorted(all_parameters().items()):
        if one.source:
            works.setdefault(one.source, []).append(one)
    return [_work(ready, source, members) for source, members in sorted(works.items())]


def _work(ready: Prepared, source: str, members: list[Parameter]) -> dict[str, Any]:
    models = sorted({one.path.split(".")[0] for one in members})
    about = Text(
        f"{len(members)} parameter{'s' * (len(members) > 1)} of {', '.join(models)}",
        f"モデルの母数{len(members)}件（{'、'.join(models)}）",
    )
    locator = members[0].locator if len(members) == 1 else ""
    registered = ready.world.record.sources.get(source)
    if registered is not None:
        return {"kind": "source", **registered.as_json(locator), "used_for": about.as_json()}
    return {
        **{"kind": "source", "id": members[0].path, "publisher": "", "title": source, "published": ""},
        **{"locator": locator, "url": "", "grade": "", "used_for": about.as_json()},
    }


def _parameters(named: Collection[str]) -> list[dict[str, Any]]:
    """Return one note for each model on its judged parameters that have no note of their own."""
    models: dict[str, list[Parameter]] = {}
    for path, one in sorted(all_parameters().items()):
        if not one.source and path not in named:
            models.setdefault(path.split(".")[0], []).append(one)
    return [
        _judged(
            model,
            Text(
                f"{len(members)} judged parameters; value, range and reason of each in {model}.toml",
                f"判断による母数{len(members)}件。値・幅・理由は{model}.tomlに記載",
            ),
            "",
            Text(f"model {model}", f"モデル {model}"),
        )
        for model, members in sorted(models.items())
    ]


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
        about, day = _short(_attribute(ready, attribute)), told_day(ready.world.day)
        note = Text(
            f"{about.en}: last figure is for {since}, carried to {day.en}",
            f"{about.ja}：{since}年の値が最新であり、{day.ja}まで据え置いた",
        )
        value = members[0][1].json_value() if len(members) == 1 else None
        found.append(
            {"path": attribute, "subjects": who, "value": value, "from": since, "note": note.as_json()}
        )
    return found
