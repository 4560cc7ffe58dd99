"""Article 10: may this state accede, and how far has it come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from foedus.law.argument import Argument
from foedus.law.instrument import cite_of, instrument, provisions
from foedus.law.rule import Case, Rule
from foedus.law.ruling import Cite, Holding, Node, Ruling
from foedus.law.situation import ALLIANCE, Situation, is_public, parties, subject
from foedus.terms.text import Text
from foedus.world.jurisdiction import region_of

NAME = "nat.10"
TITLE = Text("Article 10: accession", "第10条：加盟")
EUROPEAN = ("europe", "europe_and_asia", "mediterranean_island")
NOT_EUROPE_ALONE = "europe_and_asia", "mediterranean_island"
STEPS = {
    "promised": Text(
        "Allies agreed that it will become a member, without inviting it",
        "同盟国は将来の加盟に合意（招請は行っていない）",
    ),
    "applied": Text("Applied", "加盟申請"),
    "invited": Text("Invited by unanimous agreement", "全会一致で招請"),
    "signed": Text(
        "Protocol of accession signed; ratification by every Party and deposit remain",
        "加盟議定書署名済み。全締約国の批准と寄託を残す",
    ),
}


@dataclass(frozen=True, slots=True)
class Step:
    """A step on the way to accession."""

    kind: str
    day: date
    cite: Cite


@cache
def rule() -> Rule:
    """Return Article 10."""
    arguments = (
        Argument("state", "state", Text("the state that would accede", "加盟の対象となる国"), required=True),
    )
    texts = provisions("north-atlantic-treaty", NAME, _apply)
    return Rule(NAME, TITLE, arguments, texts, "nat.11", ("accession",))


def steps(world: Situation, state: str) -> tuple[Step, ...]:
    """Return the steps of `state` up to the day of `world`, as public in it, oldest first."""
    rows = [row for row in instrument("accessions")["step"] if state in row["states"]]
    live = [row for row in rows if row["day"] <= world.day and is_public(world, row["day"])]
    return tuple(Step(row["kind"], row["day"], cite_of(row)) for row in live)


def _apply(world: Situation, case: Case) -> Ruling:
    state = case["state"]
    who, region = subject(world, state), region_of(state)
    if state in parties(world):
        return _closed(
            f"{who.en} is already a Party: there is nothing to accede to.", f"{who.ja}は既に締約国である。"
        )
    if region not in EUROPEAN:
        return _closed(
            f"{who.en} is not a European state: Article 10 admits no other.",
            f"{who.ja}は欧州の国ではなく、第10条による加盟の対象外である。",
        )
    reached = steps(world, state)
    signed = state in world.members(ALLIANCE, "signed")
    return Ruling(
        Holding.OPEN, (NAME,), _reason(who, reached, signed), _tree(region, reached, signed)
    ).citing(*(step.cite for step in reached))


def _closed(en: str, ja: str) -> Ruling:
    reason = Text(en, ja)
    return Ruling(Holding.NO, (NAME,), reason, (Node(reason, Holding.NO, NAME),))


def _reason(who: Text, reached: tuple[Step, ...], signed: bool) -> Text:
    last = STEPS["signed"] if signed else STEPS[reached[-1].kind] if reached else None
    if last is None:
        return Text(
            f"{who.en} may be invited by unanimous agreement of the Parties; no invitation is on record.",
            f"{who.ja}は締約国の全会一致により招請され得るが、招請の記録はない。",
        )
    return Text(f"{who.en} is not yet a Party. {last.en}.", f"{who.ja}はまだ締約国ではない。{last.ja}。")


def _tree(region: str, reached: tuple[Step, ...], signed: bool) -> tuple[Node, ...]:
    contested = region in NOT_EUROPE_ALONE
    europe = (
        Text(
            "A European state (on the edge of the continent: the Parties judge)",
            "欧州の国（大陸の縁辺にあり、締約国が判断）",
        )
        if contested
        else Text("A European state", "欧州の国")
    )
    ready = Text(
        "Furthers the principles of the treaty and contributes to security: the Parties judge",
        "条約の原則の促進と安全への貢献：締約国が判断",
    )
    invited = signed or any(step.kind == "invited" for step in reached)
    asked = Text("Invited by unanimous agreement", "全会一致による招請")
    done = tuple(Node(_dated(step), None, NAME) for step in reached)
    return (
        Node(europe, Holding.OPEN if contested else Holding.YES, NAME),
        Node(ready, Holding.OPEN, NAME),
        Node(asked, Holding.YES if invited else Holding.OPEN, NAME, children=done),
        Node(
            Text("Protocol of accession signed", "加盟議定書の署名"),
            Holding.YES if signed else Holding.OPEN,
            NAME,
        ),
        Node(Text("Protocol ratified by every Party", "全締約国による議定書の批准"), Holding.OPEN, "nat.11"),
        Node(
            Text("Own instrument deposited with the United States", "加入書の米国政府への寄託"),
            Holding.OPEN,
            NAME,
        ),
    )


def _dated(step: Step) -> Text:
    text = STEPS[step.kind]
    return Text(f"{step.day}: {text.en}", f"{step.day}：{text.ja}")
