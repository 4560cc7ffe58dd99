"""How the way to accession is told: the stage in a sentence, approvals Ally by Ally, the time left."""

from __future__ import annotations

from foedus.law.nat.accession import Approval, Step, Tally, reached, stage, tally
from foedus.law.nat.rounds import COUNTED_FROM, Left, Past, last_leg, quantiles, time_left
from foedus.law.ruling import Node
from foedus.law.situation import Situation, name
from foedus.terms.text import Text

NAME = "nat.10"
STEPS = {
    "aspirant": Text("Takes part in the Membership Action Plan", "加盟行動計画（MAP）に参加"),
    "promised": Text(
        "Allies agreed that it will become a member, without inviting it",
        "同盟国は将来の加盟に合意（招請は行っていない）",
    ),
    "applied": Text("Applied", "加盟申請"),
    "invited": Text("Invited by unanimous agreement", "全会一致で招請"),
    "signed": Text("Protocol of accession signed", "加盟議定書署名"),
    "in_force": Text("Protocol of accession in force", "加盟議定書発効"),
    "acceded": Text("Instrument deposited: a Party", "加入書を寄託し締約国となる"),
}
KINDS = {
    "parliament_approved": Text("parliament; the deposit is another day", "議会承認（寄託日とは異なる）"),
    "acceptance_notified": Text("notified to the depositary", "寄託国政府への受諾通告"),
}
COUNTED = {
    "invited": Text("invitation", "招請"),
    "signed": Text("signature of the protocol", "議定書署名"),
    "in_force": Text("entry into force of the protocol", "議定書発効"),
}
NO_PAST = Text("no round had ended by then", "その時点で完了した回はない")


def standing(world: Situation, state: str, who: Text) -> Text:
    """Say in a sentence or two where a state stands that is not yet a Party."""
    at = stage(world, state)
    if at == "none":
        return Text(
            f"{who.en} may be invited by unanimous agreement of the Parties; no invitation is on record.",
            f"{who.ja}は締約国の全会一致により招請され得るが、招請の記録はない。",
        )
    head = Text(
        f"{who.en} is not yet a Party. {STEPS[at].en}", f"{who.ja}はまだ締約国ではない。{STEPS[at].ja}"
    )
    days = [step.day for step in reached(world, state) if step.kind == at]
    dated = Text(f" ({days[-1]})" if days else "", f"（{days[-1]}）" if days else "")
    tail = _tally_text(world, tally(world, state)) if at == "signed" else Text(".", "。")
    return Text(f"{head.en}{dated.en}{tail.en}", f"{head.ja}{dated.ja}{tail.ja}")


def done_node(step: Step) -> Node:
    """Return a step that was taken as a node."""
    text = STEPS[step.kind]
    return Node(Text(f"{step.day}: {text.en}", f"{step.day}：{text.ja}"), None, NAME, step.fact)


def approval_nodes(world: Situation, state: str) -> tuple[Node, ...]:
    """Return who has approved the protocol, who is still out, and of whom nothing is on record."""
    found = tally(world, state)
    count = Text(
        f"On record: approved by {len(found.approved)} of {found.needed} Parties",
        f"記録上の承認：{found.needed}締約国中{len(found.approved)}か国",
    )
    below = tuple(_approved(world, one) for one in found.approved)
    nodes = [Node(count, None, "nat.11", children=below)] if found.approved or found.out else []
    if found.out:
        nodes.append(_listed(world, Text("Still out", "未承認"), found.out))
    if found.unrecorded:
        gap = Text("Not recorded, which does not mean not ratified", "記録なし（未批准を意味しない）")
        nodes.append(_listed(world, gap, found.unrecorded))
    return tuple(nodes)


def estimate_node(world: Situation, at: str, steps: tuple[Step, ...]) -> tuple[Node, ...]:
    """Return the time left as the past rounds have it; none where there is nothing to count from."""
    begun = [step.day.first for step in steps if step.kind == at]
    if at not in COUNTED_FROM or not begun:
        return ()
    left = time_left(world, at, begun[-1])
    rounds = tuple(_round(one) for one in left.past)
    closing = (_closing(world),) if at == "signed" and left.past else ()
    return (Node(estimate_text(at, left), None, "", children=(*rounds, *closing)),)


def _closing(world: Situation) -> Node:
    """The last leg: the protocol enters into force with the last ratification, then the state deposits."""
    days = last_leg(world)
    low, middle, high = quantiles(days)
    return Node(
        Text(
            f"From the last ratification (entry into force) to accession: {low} to {high} days (10 to 90 %), "
            f"median {middle}, in {len(days)} rounds",
            f"最後の批准（議定書発効）から加盟まで：{low}～{high}日（10～90％）、中央値{middle}日（{len(days)}回）",
        )
    )


def estimate_text(at: str, left: Left) -> Text:
    """Say how long it may still take, with range and number of rounds, as an estimate."""
    since = COUNTED[at]
    head = Text(
        f"Estimate, not law: {left.elapsed} days after {since.en}",
        f"推計（法的判断ではない）：{since.ja}から{left.elapsed}日",
    )
    known = [one for one in left.past if one.days is not None]
    if not known:
        return Text(f"{head.en}; {NO_PAST.en}", f"{head.ja}。{NO_PAST.ja}")
    if not left.days:
        return Text(
            f"{head.en}, longer than any of the {len(known)} rounds that had ended (longest "
            f"{left.longest}): they give no estimate",
            f"{head.ja}。完了した{len(known)}回のいずれ（最長{left.longest}日）よりも長く、推計できない",
        )
    low, middle, high = left.quantiles()
    return Text(
        f"{head.en}, {low} to {high} days to accession (10 to 90 %), median {middle}, as in the "
        f"{len(left.days)} of {len(known)} rounds ended that took longer than that",
        f"{head.ja}。加盟まで{low}～{high}日（10～90％）、中央値{middle}日。"
        f"完了した{len(known)}回のうち、これより長くかかった{len(left.days)}回による",
    )


def _round(past: Past) -> Node:
    states = ", ".join(past.states)
    if past.days is None:
        text = Text(
            f"Round {past.number} ({states}): not recorded", f"第{past.number}次（{states}）：記録なし"
        )
    else:
        text = Text(
            f"Round {past.number} ({states}): {past.days} days",
            f"第{past.number}次（{states}）：{past.days}日",
        )
    return Node(text)


def _approved(world: Situation, one: Approval) -> Node:
    who, how = name(world, one.state), KINDS[one.kind]
    text = Text(f"{one.day}: {_head(who.en)} ({how.en})", f"{one.day}：{who.ja}（{how.ja}）")
    return Node(text, None, "nat.11", f"{one.fact.subject}.{one.fact.attribute}")


def _listed(world: Situation, label: Text, states: tuple[str, ...]) -> Node:
    return Node(Text(f"{label.en}: {_names(world, states).en}", f"{label.ja}：{_names(world, states).ja}"))


def _names(world: Situation, states: tuple[str, ...]) -> Text:
    texts = [name(world, code) for code in states]
    return Text(", ".join(text.en for text in texts), "、".join(text.ja for text in texts))


def _head(text: str) -> str:
    return text[:1].upper() + text[1:]


def _tally_text(world: Situation, found: Tally) -> Text:
    if not found.approved and not found.out:
        return Text("; who has approved it is not recorded.", "。各国の承認状況は記録にない。")
    en = f"; approved by {len(found.approved)} of {found.needed} Parties on record"
    ja = f"。記録上、{found.needed}締約国中{len(found.approved)}か国が承認"
    if found.out:
        out = _names(world, found.out)
        en, ja = f"{en}, still out: {out.en}", f"{ja}、未承認は{out.ja}"
    if found.unrecorded:
        many = len(found.unrecorded)
        en, ja = f"{en}; {many} not recorded", f"{ja}、{many}か国は記録なし"
    return Text(f"{en}.", f"{ja}。")
