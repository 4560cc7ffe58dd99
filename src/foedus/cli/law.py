"""`foedus law`: what a treaty provision says of a case."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

import click

from foedus.cli.door import asked, clocks, known_by, output, text_of
from foedus.cli.envelope import Answer
from foedus.terms.day import Day
from foedus.terms.errors import BadArgument, UnknownName

if TYPE_CHECKING:
    from foedus.law.rule import Rule
    from foedus.world import World


@click.command()
@click.argument("rule", required=False)
@click.argument("arguments", nargs=-1, metavar="[KEY=VALUE ...]")
@clocks
@click.option("--lang", type=click.Choice(["en", "ja"]), default="en", help="Language of the readable text.")
@output
def law(
    rule: str | None, arguments: tuple[str, ...], day: Day | None, known: Day | None, lang: str
) -> Answer:
    """Say what a provision holds of a case: yes, no or open, with basis, reason and steps.

    Without arguments: who is bound, the provisions in force and what may be asked. OPEN is an answer: the
    text leaves it to the Parties, or the case cannot be told.

    \b
    foedus law nat.6 place=Hawaii
    foedus law nat.5 kind=cyber origin=external party=EST --day 2015-01-01
    foedus law nat.6 lat=35.9 lon=-5.3 --lang ja
    foedus law nat.10                     parties, provisions, arguments
    """
    from foedus.law import rules
    from foedus.record import bundled
    from foedus.world import World

    record = bundled()
    if rule is None:
        return _all(lang)
    chosen = _rule(rule)
    world = World.of(record, asked(record, day), known_by(known))
    answer = Answer("law", None, {"rule": rule, **_pairs(arguments)})
    answer.day, answer.known = text_of(day) or world.day.isoformat(), text_of(known)
    if not arguments:
        return _described(answer, chosen, world, lang)
    ruling = chosen(world, **_pairs(arguments))
    answer.value = ruling.as_json("en")
    answer.text = _readable(ruling.as_json(lang), lang)
    answer.status = "known"
    _cite(answer, chosen, world)
    return answer


def _rule(name: str) -> Rule:
    from foedus.law import rules

    known = rules()
    if name not in known:
        raise UnknownName(
            f"no rule '{name}'",
            remedy=f"the rules are {', '.join(known)}",
            suggestions=get_close_matches(name, known),
        )
    return known[name]


def _pairs(arguments: tuple[str, ...]) -> dict[str, str]:
    found: dict[str, str] = {}
    for pair in arguments:
        key, sign, value = pair.partition("=")
        if not sign or not key:
            raise BadArgument(f"'{pair}' is no argument", remedy="write KEY=VALUE, such as place=Hawaii")
        if key in found:
            raise BadArgument(f"'{key}' is given twice", remedy="give it once")
        found[key] = value
    return found


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
    return "\n".join(lines)


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
    answer.text = f"{rule.name}  {title}\n{text}\n{len(parties)}: {' '.join(parties)}"
    _cite(answer, rule, world)
    return answer


def _cite(answer: Answer, rule: Rule, world: World) -> None:
    for provision in rule.provisions:
        source = world.record.sources.get(provision.source)
        if source is not None and world.day in provision.span:
            answer.sources.append(source.as_json(provision.pointer))


def _all(lang: str) -> Answer:
    from foedus.law import rules

    rows = [[name, rule.title.en, rule.title.ja] for name, rule in rules().items()]
    text = "\n".join(f"{row[0]:<12}{row[2] if lang == 'ja' else row[1]}" for row in rows)
    return Answer("law", [row[0] for row in rows], text=text, sources=[])
