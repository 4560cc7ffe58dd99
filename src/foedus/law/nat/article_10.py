"""Article 10: may this state accede, and how far has it come."""

from __future__ import annotations

from functools import cache

from foedus.law.argument import Argument
from foedus.law.instrument import fact_cite, provisions
from foedus.law.nat.accession import STAGES, Step, reached, stage, tally
from foedus.law.nat.accession_steps import approval_nodes, done_node, estimate_node, standing
from foedus.law.rule import Case, Rule
from foedus.law.ruling import Holding, Node, Ruling
from foedus.law.situation import Situation, subject
from foedus.terms.text import Text
from foedus.world.jurisdiction import region_of

NAME = "nat.10"
TITLE = Text("Article 10: accession", "第10条：加盟")
EUROPEAN = ("europe", "europe_and_asia", "mediterranean_island")
NOT_EUROPE_ALONE = "europe_and_asia", "mediterranean_island"
IN_EUROPE = Text("A European state", "欧州の国")
ON_THE_EDGE = Text(
    "A European state (on the edge of the continent: the Parties judge)",
    "欧州の国（大陸の縁辺にあり、締約国が判断）",
)
READY = Text(
    "Furthers the principles of the treaty and contributes to security: the Parties judge",
    "条約の原則の促進と安全への貢献：締約国が判断",
)
# What must be done, in order, with the stage that shows it done and the provision it rests on.
CONDITIONS = (
    ("invited", NAME, Text("Invited by unanimous agreement", "全会一致による招請")),
    ("signed", NAME, Text("Protocol of accession signed", "加盟議定書の署名")),
    ("in_force", "nat.11", Text("Protocol ratified by every Party", "全締約国による議定書の批准")),
    (
        "acceded",
        NAME,
        Text("Own instrument deposited with the United States", "加入書の米国政府への寄託"),
    ),
)


@cache
def rule() -> Rule:
    """Return Article 10."""
    arguments = (
        Argument("state", "state", Text("the state that would accede", "加盟の対象となる国"), required=True),
    )
    texts = provisions("north-atlantic-treaty", NAME, _apply)
    return Rule(NAME, TITLE, arguments, texts, "nat.11", ("accession",))


def _apply(world: Situation, case: Case) -> Ruling:
    state = case["state"]
    who, region, at = subject(world, state), region_of(state), stage(world, state)
    if at == "acceded":
        return _party(world, state, who)
    if region not in EUROPEAN:
        return _closed(
            Text(
                f"{who.en} is not a European state: Article 10 admits no other.",
                f"{who.ja}は欧州の国ではなく、第10条による加盟の対象外である。",
            )
        )
    steps = reached(world, state)
    tree = (_european(region), Node(READY, Holding.OPEN, NAME), *_progress(world, state, at, steps))
    return _cited(world, state, Ruling(Holding.OPEN, (NAME,), standing(world, state, who), tree))


def _party(world: Situation, state: str, who: Text) -> Ruling:
    """Nothing is left to accede to; how it came to be a Party is shown where it is on record."""
    ruling = _closed(
        Text(
            f"{who.en} is already a Party: there is nothing to accede to.",
            f"{who.ja}は既に締約国である。",
        )
    )
    steps = reached(world, state)
    if not steps:
        return ruling
    tree = (*ruling.tree, *_progress(world, state, "acceded", steps))
    return _cited(world, state, Ruling(ruling.holding, ruling.basis, ruling.reason, tree))


def _closed(reason: Text) -> Ruling:
    return Ruling(Holding.NO, (NAME,), reason, (Node(reason, Holding.NO, NAME),))


def _european(region: str) -> Node:
    if region in NOT_EUROPE_ALONE:
        return Node(ON_THE_EDGE, Holding.OPEN, NAME)
    return Node(IN_EUROPE, Holding.YES, NAME)


def _progress(world: Situation, state: str, at: str, steps: tuple[Step, ...]) -> tuple[Node, ...]:
    """The conditions of Article 10 in order, each with the steps that show it, and the time left."""
    nodes = []
    for needed, basis, label in CONDITIONS:
        done = STAGES.index(at) >= STAGES.index(needed)
        below = tuple(done_node(step) for step in steps if _shows(step, needed))
        if needed == "in_force" and STAGES.index(at) >= STAGES.index("signed"):
            below += approval_nodes(world, state)
        nodes.append(Node(label, Holding.YES if done else Holding.OPEN, basis, children=below))
    return (*nodes, *estimate_node(world, at, steps))


def _shows(step: Step, needed: str) -> bool:
    """Whether a step belongs below a condition; what comes before an invitation stands with it."""
    if needed == "invited":
        return STAGES.index(step.kind) <= STAGES.index("invited")
    return step.kind == needed


def _cited(world: Situation, state: str, ruling: Ruling) -> Ruling:
    approved = tally(world, state).approved
    cites = [step.cite for step in reached(world, state)]
    return ruling.citing(*cites, *(fact_cite(one.fact) for one in approved))
