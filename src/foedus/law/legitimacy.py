"""Legitimacy beside legality: six criteria by named reading, and who has said what; never summed, no holding.

Criteria: International Commission on Intervention and State Sovereignty, The Responsibility to Protect, 2001,
page XII.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from foedus.law.instrument import fact_cite
from foedus.law.ruling import Cite, Node
from foedus.law.situation import Situation, horizon, is_public
from foedus.record import Fact
from foedus.record.judgement import Judgement
from foedus.terms.day import Day
from foedus.terms.text import Text

READINGS = ("reading-iick", "reading-critics")
CRITERIA = {
    "right_authority": Text("right authority", "正当な権限"),
    "just_cause": Text("just cause", "正当な理由"),
    "right_intention": Text("right intention", "正しい意図"),
    "last_resort": Text("last resort", "最後の手段"),
    "proportional_means": Text("proportional means", "均衡のとれた手段"),
    "reasonable_prospects": Text("reasonable prospects", "合理的な成功の見込み"),
}
LEGALITY = {
    "lawful": Text("lawful", "合法"),
    "unlawful": Text("unlawful", "違法"),
    "doubtful": Text("lawfulness in doubt", "合法性に疑義"),
    "no_ruling": Text("no ruling on lawfulness", "合法性は判断せず"),
    "not_addressed": Text("lawfulness not addressed", "合法性に言及なし"),
}
LEGITIMACY = {
    "legitimate": Text("legitimate", "正当"),
    "illegitimate": Text("illegitimate", "不当"),
    "divided": Text("divided on legitimacy", "正当性の評価は分かれる"),
    "not_addressed": Text("legitimacy not addressed", "正当性に言及なし"),
}
ASPECTS = {"resort": Text("resort to force", "武力行使の可否"), "conduct": Text("conduct", "遂行の方法")}
HEAD = Text(
    "Legitimacy, apart from the law: criterion by criterion, not summed, without bearing on the holding",
    "正当性（法的判断とは別）：要件ごとに示し、合算せず、結論に影響しない",
)
NOT_CODED = Text("The six criteria are not coded for this operation", "この作戦について6要件の採点はない")
NO_VIEW = Text("No view of an assessor is on record by then", "その時点までの評価の記録はない")
VIEWS = Text("Views on record by then", "その時点までに記録された評価")
CONTESTED = Text("Whether it was lawful is contested", "合法性について見解が対立")


@dataclass(frozen=True, slots=True)
class View:
    """What one assessor said.

    Attributes:
        id: Row of the table.
        who: The assessor.
        day: When.
        aspect: `resort` or `conduct`.
        legality: Key of `LEGALITY`.
        legitimacy: Key of `LEGITIMACY`.
        summary: The view in our words.
        cite: Where it can be read.
    """

    id: str
    who: Text
    day: Day
    aspect: str
    legality: str
    legitimacy: str
    summary: Text
    cite: Cite


def legitimacy(world: Situation, operation: str) -> Node:
    """Return the profile of an operation as a step that holds nothing."""
    said = tuple(_view_node(view) for view in views(world, operation))
    shown = Node(VIEWS, children=said) if said else Node(NO_VIEW)
    return Node(HEAD, children=(*_readings(world, operation), shown))


def views(world: Situation, operation: str) -> tuple[View, ...]:
    """Return the views on an operation up to the day of `world`, as public in it, oldest first."""
    rows = world.record.table("legitimacy_assessments").rows.items()
    own = [_view(world, name, row) for name, row in rows if row["operation_id"].value == operation]
    return tuple(
        sorted((view for view in own if view.day.last <= horizon(world)), key=lambda view: view.day.first)
    )


def scores(world: Situation, operation: str, reading: str) -> dict[str, Judgement]:
    """Return our coding of an operation by criterion under one reading; empty if there was none by then."""
    judged = world.record.judgements
    paths = {key: f"{operation}.legitimacy_{key}.{reading}" for key in CRITERIA}
    made = {key: judged[path] for key, path in paths.items() if path in judged}
    return {key: one for key, one in made.items() if is_public(world, one.day.last)}


def contested(world: Situation, operation: str) -> Node | None:
    """Return who holds resort to force lawful and who does not, None where no two differ."""
    own = [view for view in views(world, operation) if view.aspect == "resort"]
    sides = {
        key: [view.who for view in own if view.legality == key] for key in ("lawful", "doubtful", "unlawful")
    }
    if not sides["lawful"] or not (sides["unlawful"] or sides["doubtful"]):
        return None
    return Node(CONTESTED, children=tuple(_side(LEGALITY[key], who) for key, who in sides.items() if who))


def _side(label: Text, who: list[Text]) -> Node:
    en, ja = ", ".join(one.en for one in who), "、".join(one.ja for one in who)
    return Node(Text(f"{label.en[:1].upper()}{label.en[1:]}: {en}", f"{label.ja}：{ja}"))


def _readings(world: Situation, operation: str) -> tuple[Node, ...]:
    nodes = tuple(
        _reading(world, operation, reading) for reading in READINGS if scores(world, operation, reading)
    )
    coded = any(path.startswith(f"{operation}.legitimacy_") for path in world.record.judgements)
    if nodes or not coded:
        return nodes or (Node(NOT_CODED),)
    later = Text(
        "Our coding was made later, with hindsight, and is not shown as known then",
        "採点は後日の知見に基づくため、当時の情報としては示さない",
    )
    return (Node(later),)


def _reading(world: Situation, operation: str, reading: str) -> Node:
    coded = scores(world, operation, reading)
    first = next(iter(coded.values()))
    title = world.record.entities[reading].name
    label = Text(
        f"{title.en} (our judgement of {first.day}, with hindsight; 0 not met, 1 in part or disputed, 2 met)",
        f"{title.ja}（本モデルの判断、{first.day}、事後の知見による。0：満たさない、1：一部又は争い、2：満たす）",
    )
    return Node(label, children=tuple(_score(CRITERIA[key], one) for key, one in coded.items()))


def _score(criterion: Text, one: Judgement) -> Node:
    low, value, high = one.spread.low, one.spread.value, one.spread.high
    return Node(
        Text(
            f"{criterion.en}: {value:g} ({low:g} to {high:g})",
            f"{criterion.ja}：{value:g}（{low:g}～{high:g}）",
        ),
        fact=one.path,
    )


def _view(world: Situation, name: str, row: Mapping[str, Fact]) -> View:
    title, day = world.record.entities[name].name, row["assessed"].value
    return View(
        id=name,
        who=Text(title.en.split(": ", 1)[-1], title.ja.split("：", 1)[-1]),
        day=day if isinstance(day, Day) else row["assessed"].span.since,
        aspect=str(row["aspect"].value),
        legality=str(row["legality"].value),
        legitimacy=str(row["legitimacy"].value),
        summary=Text(str(row["summary_en"].value), str(row["summary_ja"].value)),
        cite=fact_cite(row["legality"]),
    )


def _view_node(view: View) -> Node:
    legal, legit, aspect = LEGALITY[view.legality], LEGITIMACY[view.legitimacy], ASPECTS[view.aspect]
    return Node(
        Text(
            f"{view.day}, {view.who.en}, on {aspect.en}: {legal.en}; {legit.en}. {view.summary.en}",
            f"{view.day}、{view.who.ja}（{aspect.ja}）：{legal.ja}、{legit.ja}。{view.summary.ja}",
        ),
        fact=f"{view.id}.legality",
    )
