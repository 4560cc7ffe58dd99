"""Article 5: is this an armed attack against all, and what does each Party then owe."""

from __future__ import annotations

from functools import cache

from foedus.law.argument import Argument
from foedus.law.instrument import provisions
from foedus.law.nat import article_6
from foedus.law.nat.invocation import duties, precedent_cites
from foedus.law.nat.policy import statements
from foedus.law.rule import Case, Rule
from foedus.law.ruling import Holding, Node, Ruling, all_of, joined
from foedus.law.situation import Situation, parties
from foedus.terms.text import Text

NAME = "nat.5"
TITLE = Text("Article 5: collective defence", "第5条：集団防衛")
KINDS = {
    "kinetic": Text("armed force", "武力"),
    "cyber": Text("cyber attack", "サイバー攻撃"),
    "space": Text("attack to, from or within space", "宇宙における攻撃"),
    "hybrid": Text("hybrid attack", "ハイブリッド攻撃"),
    "terrorism": Text("terrorist attack", "テロ攻撃"),
}
ORIGINS = {
    Holding.YES: Text("The attack comes from outside", "攻撃は外部からのもの"),
    Holding.NO: Text(
        "The attack comes from within the state: no armed attack on a Party",
        "攻撃は国内に由来し、締約国への武力攻撃に当たらない",
    ),
    Holding.OPEN: Text("Whether the attack comes from outside is not known", "攻撃が外部からのものか不明"),
}
HELD_ORIGIN = {"external": Holding.YES, "internal": Holding.NO, "unknown": Holding.OPEN}
UNPLACED = Text("Where the attack took effect is not stated", "攻撃の効果が生じた場所が示されていない")
NO_POLICY = Text(
    "No statement of the allies on such attacks had been made by then; the text names armed attack only.",
    "当時、この種の攻撃に関する同盟の声明はなく、条文は武力攻撃のみを定める。",
)
ARMED = Text("Use of armed force: an armed attack", "武力の行使であり、武力攻撃に当たる")
REASONS = {
    Holding.YES: Text(
        "An armed attack from outside in the treaty area: it counts as an attack on all, and each Party "
        "assists by such action as it deems necessary.",
        "条約の適用範囲における外部からの武力攻撃であり、全締約国への攻撃とみなされる。各国は必要と認める行動により支援する。",
    ),
    Holding.NO: Text(
        "A condition of Article 5 is not met; Article 4 remains open to every Party.",
        "第5条の要件を満たさない。第4条に基づく協議は各締約国が求め得る。",
    ),
    Holding.OPEN: Text(
        "The text does not settle the case: the Council would decide.", "条文上確定せず、理事会の判断による。"
    ),
}
# Acts that each stay below an armed attack: the text counts attacks and is silent on adding up.
SERIES = Text(
    "A series of acts that each stay below it: whether they add up to an armed attack the text leaves open",
    "個々には武力攻撃に至らない行為の累積：武力攻撃に当たるかは条文上定まらない",
)


@cache
def rule() -> Rule:
    """Return Article 5."""
    own = (
        Argument("kind", "choice", Text("kind of attack", "攻撃の種類"), tuple(KINDS), default="kinetic"),
        Argument(
            "origin",
            "choice",
            Text("where it comes from", "攻撃の起源"),
            tuple(HELD_ORIGIN),
            default="external",
        ),
        Argument(
            "pattern",
            "choice",
            Text(
                "one act, or a series each below an armed attack",
                "単一の行為か、個々には武力攻撃に至らない行為の累積か",
            ),
            ("single", "series"),
            default="single",
        ),
    )
    texts = provisions("north-atlantic-treaty", NAME, _apply)
    return Rule(NAME, TITLE, (*own, *article_6.arguments()), texts, "nat.11")


def _apply(world: Situation, case: Case) -> Ruling:
    area, attack, origin = _area(world, case), _attack(world, case), _origin(case)
    held = all_of((area.holding, attack.holding, origin.holding))
    deciding = [part for part in (attack, area, origin) if part.holding is held]
    basis = joined(((NAME,), *(part.basis for part in deciding)))
    reason = _reason(held, deciding)
    steps = (
        area.as_node(Text("In the treaty area (Article 6)?", "条約の適用範囲内か（第6条）")),
        attack.as_node(Text("An armed attack?", "武力攻撃か")),
        origin.as_node(Text("From outside?", "外部からの攻撃か")),
        *duties(world, held),
    )
    ruling = Ruling(held, basis, reason, steps).citing(*area.cites, *attack.cites)
    return ruling if held is Holding.NO else ruling.citing(*ruling.cites, *precedent_cites(world))


def _reason(held: Holding, deciding: list[Ruling]) -> Text:
    if held is Holding.YES:
        return REASONS[held]
    first = deciding[0].reason
    return Text(f"{REASONS[held].en} {first.en}", f"{REASONS[held].ja}{first.ja}")


def _area(world: Situation, case: Case) -> Ruling:
    if not article_6.placed(case):
        party = case.get("party")
        if party and party not in parties(world):
            return article_6.not_a_party(world, party)
        return Ruling(Holding.OPEN, ("nat.6",), UNPLACED)
    named = {argument.name for argument in article_6.arguments()}
    return article_6.rule()(world, **{key: text for key, text in case.items() if key in named})


def _attack(world: Situation, case: Case) -> Ruling:
    kind = case["kind"]
    if case["pattern"] == "series":
        return _series(world, kind)
    if kind == "kinetic":
        return Ruling(Holding.YES, (NAME,), ARMED)
    said = statements(world, kind)
    if not said:
        return Ruling(Holding.OPEN, (NAME,), NO_POLICY)
    nodes = tuple(Node(row.text, row.held, NAME) for row in said)
    return Ruling(said[-1].held, (NAME,), said[-1].text, nodes, tuple(row.cite for row in said))


def _series(world: Situation, kind: str) -> Ruling:
    """Accumulation: never more than OPEN, whatever has been said of a single act of the kind."""
    said = statements(world, kind)
    nodes = (Node(SERIES, Holding.OPEN, NAME), *(Node(row.text, None, NAME) for row in said))
    return Ruling(
        Holding.OPEN, (NAME,), Text(f"{SERIES.en}.", f"{SERIES.ja}。"), nodes, tuple(row.cite for row in said)
    )


def _origin(case: Case) -> Ruling:
    held = HELD_ORIGIN[case["origin"]]
    return Ruling(held, (NAME,), ORIGINS[held])
