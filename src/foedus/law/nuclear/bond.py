"""Is a state a Party to a nuclear treaty on the day."""

from __future__ import annotations

from dataclasses import dataclass

from foedus.law.instrument import cite_of, fact_cite, instrument, text_of
from foedus.law.ruling import Cite, Holding, Node
from foedus.law.situation import Situation, name, subject
from foedus.terms.errors import NotRecorded
from foedus.terms.text import Text


@dataclass(frozen=True, slots=True)
class Bond:
    """Whether a state is a Party.

    Attributes:
        held: YES, NO, or OPEN where it is disputed or not on record.
        basis: The provision on which it rests.
        reason: One sentence.
        cites: Its sources.
        recorded: Whether the record says anything of the state.
    """

    held: Holding
    basis: str
    reason: Text
    cites: tuple[Cite, ...]
    recorded: bool = True

    def as_node(self) -> Node:
        """Return it as a step of a ruling."""
        return Node(self.reason, self.held, self.basis)


def bond(world: Situation, treaty: str, state: str) -> Bond:
    """Say whether `state` is a Party to `treaty`, the name of an instrument and of a group."""
    contested = _contested(world, treaty, state)
    if contested is not None:
        return contested
    facts = [fact for fact in world.record.membership(treaty) if fact.subject == state]
    basis, short = instrument(treaty)["entry"], text_of(instrument(treaty)["short"])
    cites = tuple(dict.fromkeys(fact_cite(fact) for fact in facts))
    who = subject(world, state)
    if state in world.members(treaty):
        reason = Text(
            f"{who.en} is a Party to {short.en} on {world.day}.",
            f"{who.ja}は{world.day}に{short.ja}の締約国である。",
        )
        return Bond(Holding.YES, basis, reason, cites)
    if facts:
        reason = Text(
            f"{who.en} is not a Party to {short.en} on {world.day}: it does not bind it.",
            f"{who.ja}は{world.day}に{short.ja}の締約国ではなく、拘束されない。",
        )
        return Bond(Holding.NO, basis, reason, cites)
    inside = name(world, state)
    reason = Text(
        f"Whether {inside.en} is a Party to {short.en} is not on record.",
        f"{inside.ja}が{short.ja}の締約国であるかは記録にない。",
    )
    return Bond(Holding.OPEN, basis, reason, cites, recorded=False)


def need_recorded(found: Bond) -> Bond:
    """Return `found`.

    Raises:
        NotRecorded: If the record says nothing of the state.
    """
    if not found.recorded:
        raise NotRecorded(found.reason.en, why="the record covers Allies, partners and some other states")
    return found


def _contested(world: Situation, treaty: str, state: str) -> Bond | None:
    for row in instrument(treaty).get("contested", ()):
        if row["state"] == state and row["since"] <= world.day:
            who = subject(world, state)
            text = Text(row["en"].format(Who=who.en), row["ja"].format(who=who.ja))
            return Bond(Holding.OPEN, row["basis"], text, (cite_of(row),))
    return None
