"""The Treaty on the Prohibition of Nuclear Weapons: who is bound, and what it says of a role."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from foedus.law.instrument import fact_cite, provisions
from foedus.law.nuclear.roles import PARTY, arguments, compatible, party
from foedus.law.rule import Case, Rule
from foedus.law.ruling import Node, Ruling
from foedus.law.situation import Situation, is_public
from foedus.record import Fact
from foedus.terms.text import Text

NAME = "tpnw"
TITLE = Text(
    "Treaty on the Prohibition of Nuclear Weapons: Parties and roles", "核兵器禁止条約：締約国と役割"
)
VOTES = {
    "for": Text("Voted for the text on 7 July 2017", "2017年7月7日の採択で賛成"),
    "against": Text("Voted against the text on 7 July 2017", "2017年7月7日の採択で反対"),
    "abstained": Text("Abstained on the text on 7 July 2017", "2017年7月7日の採択で棄権"),
    "absent": Text("Took no part in the vote of 7 July 2017", "2017年7月7日の採択に不参加"),
}


@cache
def rule() -> Rule:
    """Return the rule on the Treaty on the Prohibition of Nuclear Weapons."""
    return Rule(NAME, TITLE, arguments(), provisions(NAME, NAME, _apply), "tpnw.15", bound=members)


def members(world: Situation) -> tuple[str, ...]:
    """Return the Parties on the day, of the states on record."""
    return world.members(NAME)


def _apply(world: Situation, case: Case) -> Ruling:
    state, role = case["state"], case["role"]
    ruling = party(world, NAME, state) if role == PARTY else compatible(world, NAME, state, role)
    votes, seats = _facts(world, state, "tpnw_vote"), _facts(world, state, "tpnw_observer")
    steps = [_vote(fact) for fact in votes] + [_seat(world, fact) for fact in seats]
    cites = (fact_cite(fact) for fact in (*votes, *seats))
    return replace(ruling, tree=(*ruling.tree, *steps)).citing(*ruling.cites, *cites)


def _facts(world: Situation, state: str, attribute: str) -> list[Fact]:
    """What the record says of the state and the treaty, as public by then."""
    if state not in world.record.entities:
        return []
    facts = world.record.facts(state, attribute)
    return [fact for fact in facts if fact.span.since.first <= world.day and is_public(world, fact.public)]


def _vote(fact: Fact) -> Node:
    return Node(VOTES[str(fact.value)], None, "", f"{fact.subject}.{fact.attribute}")


def _seat(world: Situation, fact: Fact) -> Node:
    meeting = world.record.entities[fact.object].name
    label = (
        Text(f"{meeting.en}: attended as an observer", f"{meeting.ja}：オブザーバー参加")
        if fact.value
        else Text(f"{meeting.en}: no observer", f"{meeting.ja}：オブザーバー参加なし")
    )
    return Node(label, None, "", f"{fact.subject}.{fact.attribute}.{fact.object}")
