"""What a nuclear treaty says of a role: party, host, umbrella, observer or possessor."""

from __future__ import annotations

from typing import Any

from foedus.law.argument import Argument
from foedus.law.instrument import cite_of, instrument
from foedus.law.nuclear.bond import bond, need_recorded
from foedus.law.ruling import Holding, Node, Ruling
from foedus.law.situation import Situation, is_public, name, subject
from foedus.terms.text import Text

PARTY = "party"
ROLES = (PARTY, "host", "umbrella", "observer", "possessor")
COMPATIBLE = {
    "host": Text("Is hosting weapons of another state compatible?", "他国の核兵器の受入れは両立するか"),
    "umbrella": Text("Is reliance on the weapons of another compatible?", "他国の核抑止への依存は両立するか"),
    "observer": Text("Is attending as an observer compatible?", "オブザーバー参加は両立するか"),
    "possessor": Text("Is possession compatible?", "核兵器の保有は両立するか"),
}


def arguments() -> tuple[Argument, ...]:
    """Return the arguments of a rule on roles."""
    return (
        Argument("state", "state", Text("the state asked about", "照会する国"), required=True),
        Argument(
            "role",
            "choice",
            Text(
                "party: is it a Party; any other: is the role compatible with the text for that state",
                "party: 締約国か。その他: 当該国のその役割が条文と両立するか",
            ),
            ROLES,
            default=PARTY,
        ),
    )


def party(world: Situation, treaty: str, state: str) -> Ruling:
    """Say whether `state` is a Party on the day.

    Raises:
        NotRecorded: If the record says nothing of the state.
    """
    found = need_recorded(bond(world, treaty, state))
    return Ruling(found.held, (found.basis,), found.reason, (found.as_node(),), found.cites)


def compatible(world: Situation, treaty: str, state: str, role: str) -> Ruling:
    """Say whether a role is compatible with the text, and beside it whether the text binds the state.

    The holding is about the text; what a state owes is the step on who is a Party.
    """
    row = instrument(treaty)["answer"][_key(treaty, state, role)]
    found, held, basis = bond(world, treaty, state), Holding(row["held"]), tuple(row["basis"])
    said = _positions(world, treaty, state, role)
    steps = tuple(Node(Text(one["en"], one["ja"])) for one in said)
    tree = (Node(COMPATIBLE[role], held, ", ".join(basis), children=steps), found.as_node())
    cites = (cite_of(row), *(cite_of(one) for one in said), *found.cites)
    return Ruling(held, basis, _reason(world, state, row), tree).citing(*cites)


def _key(treaty: str, state: str, role: str) -> str:
    """The stanza that answers: a treaty may treat states of its own list apart."""
    known = instrument(treaty)
    own = f"{role}_recognised"
    return own if state in known["nuclear_weapon_states"] and own in known["answer"] else role


def _positions(world: Situation, treaty: str, state: str, role: str) -> list[dict[str, Any]]:
    rows = [row for row in instrument(treaty).get("position", ()) if row["role"] == role]
    live = [row for row in rows if row["day"] <= world.day and is_public(world, row["day"])]
    return [row for row in live if state in row["states"] or _in(world, row["group"], state)]


def _in(world: Situation, group: str, state: str) -> bool:
    return bool(group) and state in world.members(group)


def _reason(world: Situation, state: str, row: dict[str, Any]) -> Text:
    first, within = subject(world, state), name(world, state)
    return Text(row["en"].format(Who=first.en, who=within.en), row["ja"].format(who=within.ja))
