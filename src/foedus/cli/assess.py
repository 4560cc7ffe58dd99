"""`foedus assess`: ask one model one question."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import click

from foedus.cli.door import output, pairs
from foedus.cli.envelope import Answer
from foedus.terms.errors import UnknownName

if TYPE_CHECKING:
    from foedus.models.parameter import Parameter
    from foedus.record import Source
    from foedus.study.assess import Inquiry
    from foedus.terms.text import Text


@click.command()
@click.argument("model", required=False)
@click.argument("arguments", nargs=-1, metavar="[KEY=VALUE ...]")
@output
def assess(model: str | None, arguments: tuple[str, ...], lang: str) -> Answer:
    """Ask one model one question, its parameters at their best values; only chance varies.

    Without arguments: what can be asked. With `parameters`: every parameter with its range and its source or
    reason, of all models or of one.

    \b
    foedus assess
    foedus assess parameters council
    foedus assess attribution kind=sabotage guilty=false
    foedus assess council scenario=suwalki-2027 plan=coercion
    foedus assess balance ratio=3 plan=limited_seizure
    """
    if model is None:
        return _all(lang)
    if model == "parameters":
        return _parameters(arguments, lang)
    from foedus.study.assess import inquiries

    known = inquiries()
    if model not in known:
        raise _unknown(model, (*known, "parameters"))
    given = pairs(arguments, "kind=cyber")
    found = known[model](given)
    answer = Answer("assess", found.value, {"model": model, **given})
    answer.columns, answer.rows = found.columns, found.rows
    answer.text = _say(found.headline, lang)
    answer.notes = list(found.notes)
    _cite(answer, {fact.source.id: (fact.source, fact.locator) for fact in found.facts})
    return answer


def _cite(answer: Answer, places: Mapping[str, tuple[Source, str]]) -> None:
    """Name the sources; for reading only their number where they would fill the screen."""
    if len(places) > _MOST_SOURCES and not click.get_current_context().params.get("as_json"):
        answer.say(f"{len(places)} sources; --json lists them", f"出典{len(places)}件。--json で一覧できる")
    else:
        answer.rest_on(*places.values())


# Sources that fit under a table.
_MOST_SOURCES = 12


def _all(lang: str) -> Answer:
    from foedus.study.assess import inquiries

    known = inquiries()
    lines = [line for one in known.values() for line in _described(one, lang)]
    rows = [[one.name, one.question.en, one.question.ja] for one in known.values()]
    tail = {
        "en": "every parameter with range and source or reason",
        "ja": "全パラメータの値・幅・出典又は理由",
    }
    text = "\n".join([*lines, f"parameters [MODEL]  {tail[lang]}"])
    return Answer(
        "assess",
        list(known),
        columns=("model", "question", "question_ja"),
        rows=rows,
        text=text,
        only_value=not _wants_csv(),
    )


def _described(one: Inquiry, lang: str) -> list[str]:
    lines = [f"{one.name}  {_say(one.question, lang)}"]
    for argument in one.arguments:
        default = str(argument.default).lower() if isinstance(argument.default, bool) else argument.default
        choice = f" ({', '.join(argument.values)})" if argument.values else ""
        lines.append(f"    {argument.name}={default}  {_say(argument.meaning, lang)}{choice}")
    return lines


def _parameters(names: tuple[str, ...], lang: str) -> Answer:
    from foedus.models.catalogue import catalogue
    from foedus.models.parameter import parameters

    known = catalogue()
    for name in names:
        if name not in known:
            raise _unknown(name, known)
    found = [one for name in names or known for one in parameters(known[name]).values()]
    answer = Answer("assess", len(found), {"model": "parameters", "of": list(names)}, unit="parameters")
    answer.columns = ("parameter", "value", "low", "high", "unit", "kind", "meaning", "source_or_why")
    answer.rows = [_row(one, lang) for one in found]
    answer.text = "\n".join(line for one in found for line in _stanza(one, lang))
    answer.only_value = not _wants_csv()
    return answer


def _wants_csv() -> bool:
    """Say whether rows are asked for; for reading they are laid out as text instead."""
    return bool(click.get_current_context().params.get("as_csv"))


def _stanza(one: Parameter, lang: str) -> list[str]:
    """Return a parameter for reading: value and range, meaning, and where it comes from."""
    *_, kind, meaning, source = _row(one, lang)
    span = f"  [{one.spread.low:g} … {one.spread.high:g}]" if one.spread and not one.spread.certain else ""
    return [
        f"{one.path} = {one.value} {one.unit}".rstrip() + f"{span}  ({kind})",
        f"    {meaning}",
        f"    {source}",
    ]


def _row(one: Parameter, lang: str) -> list[Any]:
    ends = (one.spread.low, one.spread.high) if one.spread and not one.spread.certain else (None, None)
    source = f"{one.source}, {one.locator}".rstrip(", ") if one.source else one.why
    return [one.path, one.value, *ends, one.unit, one.kind, _say(one.meaning, lang), source]


def _unknown(name: str, known: Mapping[str, object] | tuple[str, ...]) -> UnknownName:
    from difflib import get_close_matches

    remedy = f"there are {', '.join(known)}"
    return UnknownName(f"no model '{name}'", remedy=remedy, suggestions=get_close_matches(name, list(known)))


def _say(text: Text, lang: str) -> str:
    return text.ja if lang == "ja" else text.en
