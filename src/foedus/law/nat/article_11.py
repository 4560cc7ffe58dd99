"""Article 11: is the treaty in force for a state, and who must agree at home before it sends forces."""

from __future__ import annotations

from functools import cache

from foedus.law.argument import Argument
from foedus.law.instrument import fact_cite, provisions
from foedus.law.rule import Case, Rule
from foedus.law.ruling import Cite, Holding, Node, Ruling
from foedus.law.situation import ALLIANCE, Situation, parties, subject
from foedus.record import Fact
from foedus.terms.errors import NoAnswer
from foedus.terms.text import Text

NAME = "nat.11"
TITLE = Text("Article 11: constitutional processes", "第11条：憲法上の手続")
ROLES = {
    "prior_approval": Text(
        "Its parliament must approve before forces are sent", "部隊の派遣には議会の事前承認を要する"
    ),
    "consultation": Text("Its parliament is consulted beforehand", "議会に事前に協議する"),
    "notification": Text(
        "Its parliament is told; no approval is needed", "議会への報告で足り、承認を要しない"
    ),
    "none": Text("Its parliament has no part in law", "法律上、議会の関与はない"),
}
FORCES = Text(
    "Article 5 is carried out under each Party's constitutional processes: its own law says what "
    "parliament does.",
    "第5条は各国の憲法上の手続に従って実施され、議会の関与は各国法による。",
)


@cache
def rule() -> Rule:
    """Return Article 11."""
    arguments = (
        Argument("party", "state", Text("the state", "対象国"), required=True),
        Argument(
            "act",
            "choice",
            Text("what is asked: entry into force, or sending forces", "照会事項：発効、又は部隊の派遣"),
            ("in_force", "forces"),
            default="in_force",
        ),
    )
    return Rule(NAME, TITLE, arguments, provisions("north-atlantic-treaty", NAME, _apply), NAME)


def _apply(world: Situation, case: Case) -> Ruling:
    party, who = case["party"], subject(world, case["party"])
    if party not in parties(world):
        return _not_in_force(world, party, who)
    if case["act"] == "forces":
        return _forces(world, party, who)
    reason = Text(
        f"The treaty is in force for {who.en} on {world.day}: it has ratified and deposited.",
        f"条約は{world.day}に{who.ja}について効力を有する（批准・寄託済み）。",
    )
    return Ruling(Holding.YES, (NAME,), reason, (Node(reason, Holding.YES, NAME),))


def _not_in_force(world: Situation, party: str, who: Text) -> Ruling:
    signed = party in world.members(ALLIANCE, "signed")
    reason = (
        Text(
            f"{who.en} has signed, but the treaty is not in force for it on {world.day}.",
            f"{who.ja}は署名済みだが、{world.day}に条約は効力を有していない。",
        )
        if signed
        else Text(f"{who.en} is not a Party on {world.day}.", f"{who.ja}は{world.day}に締約国ではない。")
    )
    return Ruling(Holding.NO, (NAME,), reason, (Node(reason, Holding.NO, NAME),))


def _forces(world: Situation, party: str, who: Text) -> Ruling:
    fact = _role(world, party)
    cites: tuple[Cite, ...] = ()
    steps = [Node(FORCES, None, NAME)]
    if fact is None or fact.value is None:
        held, own = (
            Holding.OPEN,
            Text("nothing is on record of its parliament's part", "議会の関与は記録にない"),
        )
    else:
        role = str(fact.value)
        held, own = (Holding.YES if role == "prior_approval" else Holding.NO), ROLES[role]
        cites = (fact_cite(fact),)
        steps.append(Node(own, held, NAME, f"{party}.parliament_role"))
    reason = Text(f"{who.en}: {own.en[:1].lower()}{own.en[1:]}.", f"{who.ja}：{own.ja}。")
    return Ruling(held, (NAME,), reason, tuple(steps)).citing(*cites)


def _role(world: Situation, party: str) -> Fact | None:
    try:
        return world.record.find(party, "parliament_role", world.day, world.known)
    except NoAnswer:
        return None
