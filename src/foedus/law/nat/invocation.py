"""What follows under Article 5, and the one case in which it was invoked, step by step as known by a day."""

from __future__ import annotations

from foedus.law.instrument import fact_cite
from foedus.law.ruling import Cite, Holding, Node
from foedus.law.situation import Situation, horizon, parties
from foedus.record import Fact
from foedus.terms.text import Text

NAME = "nat.5"
CONSULT = Text("Any Party may call for consultation", "いずれの締約国も協議を求め得る")
PRECEDENT = Text("Invoked on record by then, step by step", "その時点までの発動の経過（記録）")
NO_PRECEDENT = Text("Not invoked by then", "その時点までに発動例はない")
OWED = (
    (
        Text(
            "By such action as it deems necessary, armed force included: full discretion over means, none "
            "over assisting",
            "兵力の使用を含め、必要と認める行動による。手段は各国の裁量だが、支援自体は義務である",
        ),
        NAME,
    ),
    (
        Text(
            "Carried out under each Party's constitutional processes", "各国の憲法上の手続に従って実施される"
        ),
        "nat.11",
    ),
    (
        Text(
            "Reporting: the attack and all measures taken are reported at once to the Security Council",
            "報告：武力攻撃及び執った全ての措置を直ちに安保理に報告する",
        ),
        NAME,
    ),
    (
        Text(
            "Termination: measures end when the Security Council has done what restores and maintains peace; "
            "the text names nobody who would find that it has",
            "終了：安保理が国際の平和及び安全の回復・維持に必要な措置をとったときに終了する。その認定主体は定められていない",
        ),
        NAME,
    ),
    (
        Text(
            "The text prescribes no act of invocation; the Council decides by consensus",
            "条文に発動手続の定めはなく、理事会がコンセンサスで決定する",
        ),
        "nat.9",
    ),
)


def duties(world: Situation, held: Holding) -> tuple[Node, ...]:
    """Return what follows: consultation if NO, otherwise duty, discretion and the path to a decision."""
    if held is Holding.NO:
        return (Node(CONSULT, Holding.YES, "nat.4"),)
    many = len(parties(world))
    owed = Text(
        f"Each of the {many} Parties, forthwith, alone and with the others, assists the Party attacked",
        f"{many}締約国の各々が、直ちに、個別に及び共同して被攻撃国を支援する",
    )
    steps = tuple(Node(text, None, basis) for text, basis in OWED)
    return (Node(owed, held, NAME, children=steps), _precedent(world))


def precedent_cites(world: Situation) -> tuple[Cite, ...]:
    """Return the sources of the steps of 2001."""
    return tuple(fact_cite(fact) for fact, _ in _steps(world))


def _precedent(world: Situation) -> Node:
    steps = _steps(world)
    if not steps:
        return Node(NO_PRECEDENT)
    nodes = tuple(
        Node(
            Text(f"{fact.value}: {text.en}", f"{fact.value}：{text.ja}"),
            None,
            NAME,
            f"{fact.subject}.event_day",
        )
        for fact, text in steps
    )
    return Node(PRECEDENT, children=nodes)


def _steps(world: Situation) -> tuple[tuple[Fact, Text], ...]:
    rows = world.record.table("article5").rows.values()
    live = [row for row in rows if row["event_day"].span.since.first <= horizon(world)]
    ordered = sorted(live, key=lambda row: row["event_day"].span.since.first)
    return tuple(
        (row["event_day"], Text(str(row["content_en"].value), str(row["content_ja"].value)))
        for row in ordered
    )
