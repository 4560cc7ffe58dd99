"""`foedus law`: what a treaty provision says of a case."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from foedus.cli.door import asked, clocks, dated, known_by, nearest, output, pairs, text_of
from foedus.cli.envelope import Answer
from foedus.terms.day import Day
from foedus.terms.errors import BadArgument, UnknownName

if TYPE_CHECKING:
    from foedus.law import Cite, Rule
    from foedus.record import Record
    from foedus.world import World


@click.command()
@click.argument("rule", required=False)
@click.argument("arguments", nargs=-1, metavar="[KEY=VALUE ...]")
@clocks
@click.option(
    "--map",
    "drawing",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Write a map of the treaty area (SVG).",
)
@output
def law(
    rule: str | None,
    arguments: tuple[str, ...],
    *,
    day: Day | None,
    known: Day | None,
    drawing: Path | None,
    lang: str,
) -> Answer:
    """Say what a provision holds of a case: yes, no or open, with basis, reason and steps.

    Without arguments: who is bound, the provisions in force and what may be asked. OPEN is an answer: the
    text leaves it to the Parties, or the case cannot be told.

    \b
    foedus law nat.6 place=Hawaii
    foedus law nat.5 kind=cyber origin=external party=EST --day 2015-01-01
    foedus law nat.6 lat=35.9 lon=-5.3 --lang ja
    foedus law nat.10                     parties, provisions, arguments
    foedus law nat                        all articles of the North Atlantic Treaty
    foedus law nat.6 --day 1955 --map area-1955.svg
    """
    from foedus.record import bundled
    from foedus.world import World

    record = bundled()
    if rule is None:
        return _all()
    if rule.casefold() == "nat":
        return _treaty()
    chosen = _rule(rule)
    world = World.of(record, asked(record, day, known), known_by(known))
    given = pairs(arguments, "place=Hawaii")
    answer = Answer("law", None, {"rule": rule, **given}, known=text_of(known))
    dated(answer, record, day, world.day)
    if drawing is not None:
        _draw(answer, chosen, world, drawing, lang)
    if not arguments:
        return _described(answer, chosen, world, lang)
    ruling = chosen(world, **_coded(record, chosen, given))
    answer.value = ruling.as_json(lang)
    answer.text = _readable(answer.value, lang)
    _cite(answer, ruling.cites or [one.cite for one in chosen.provisions])
    return answer


def _rule(name: str) -> Rule:
    from foedus.law import rules

    known = rules()
    if name.casefold() in known:
        return known[name.casefold()]
    raise UnknownName(
        f"no rule '{name}'",
        remedy=f"the rules are {', '.join(known)}",
        suggestions=nearest(name, list(known)),
    )


def _coded(record: Record, rule: Rule, given: dict[str, str]) -> dict[str, str]:
    """Return the arguments with the names of states put as codes."""
    states = {one.name for one in rule.arguments if one.kind == "state"}
    return {key: _code(record, text) if key in states else text for key, text in given.items()}


def _code(record: Record, text: str) -> str:
    try:
        return record.entity(text).id
    except UnknownName:
        return text


_HOLDINGS = {
    "en": {"yes": "YES", "no": "NO", "open": "OPEN", "": ""},
    "ja": {"yes": "該当する", "no": "該当しない", "open": "定まらない", "": ""},
}


def _readable(ruling: dict[str, Any], lang: str) -> str:
    lines = [
        f"{_HOLDINGS[lang][ruling['holding']]}  [{', '.join(ruling['basis'])}]",
        ruling["reason"],
        *(line for node in ruling["tree"] for line in _branch(node, lang, 1)),
    ]
    # A ruling of one step says the same twice.
    alone = len(ruling["tree"]) == 1 and ruling["tree"][0]["label"] == ruling["reason"]
    return "\n".join(lines[:2] + lines[3:] if alone else lines)


def _branch(node: dict[str, Any], lang: str, depth: int) -> list[str]:
    mark = _HOLDINGS[lang][node["holding"]]
    basis = f" [{node['basis']}]" if node["basis"] else ""
    own = f"{'  ' * depth}- {node['label']}{f': {mark}' if mark else ''}{basis}"
    return [own, *(line for child in node["children"] for line in _branch(child, lang, depth + 1))]


def _described(answer: Answer, rule: Rule, world: World, lang: str) -> Answer:
    parties = list(rule.parties(world))
    live = rule.in_force(world)
    answer.value = {
        "rule": rule.name,
        "title": rule.title.as_json(),
        "parties": parties,
        "provision": None if live is None else {"id": live.id, "span": str(live.span), **live.text.as_json()},
        "provisions": [
            {"id": one.id, "span": str(one.span), "source": one.source, **one.text.as_json()}
            for one in rule.provisions
        ],
    }
    answer.columns = ("argument", "required", "values", "meaning", "meaning_ja")
    answer.rows = [
        [one.name, one.required, list(one.values), one.help.en, one.help.ja] for one in rule.arguments
    ]
    title = rule.title.ja if lang == "ja" else rule.title.en
    text = getattr(live.text, lang) if live else "-"
    bound = "当事国" if lang == "ja" else "parties"
    answer.text = f"{rule.name}  {title}\n{text}\n{len(parties)} {bound}: {' '.join(parties) or '-'}"
    _cite(answer, [one.cite for one in rule.provisions if live in (None, one)])
    return answer


def _cite(answer: Answer, cites: Iterable[Cite]) -> None:
    from foedus.law import sources

    known = sources()
    answer.rest_on(*((known[one.source], one.pointer) for one in cites if one.source in known))


def _draw(answer: Answer, rule: Rule, world: World, drawing: Path, lang: str) -> None:
    """Write the map of the treaty area.

    Raises:
        BadArgument: If the rule has no area, or the file does not end in .svg.
    """
    from foedus.brief.maps.treaty_area import treaty_area

    if rule.name != "nat.6" or drawing.suffix != ".svg":
        raise BadArgument(
            f"no map of {rule.name} as '{drawing.name}'",
            remedy="`foedus law nat.6 --map FILE.svg` draws the area",
        )
    made = treaty_area(world, lang)
    drawing.parent.mkdir(parents=True, exist_ok=True)
    drawing.write_text(made, encoding="utf-8")
    answer.say(f"the map is in {drawing}", f"地図を{drawing}に書き出した")


def _treaty() -> Answer:
    """Return every article of the North Atlantic Treaty through its wordings, in our words."""
    from foedus.law import rules
    from foedus.law.instrument import articles

    known, found = rules(), articles("north-atlantic-treaty")
    answer = Answer("law", [one.id for one in found], {"rule": "nat"}, only_rows=True)
    answer.columns = ("article", "in_force", "says_en", "says_ja", "rule")
    answer.rows = [(one.id, str(one.span), one.summary.en, one.summary.ja, one.id in known) for one in found]
    _cite(answer, [one.cite for one in found])
    return answer


def _all() -> Answer:
    from foedus.law import rules

    rows = [
        [name, rule.title.en, rule.title.ja, [one.name for one in rule.arguments]]
        for name, rule in rules().items()
    ]
    columns = ("rule", "title", "title_ja", "arguments")
    return Answer("law", [row[0] for row in rows], columns=columns, rows=rows, only_rows=True)
