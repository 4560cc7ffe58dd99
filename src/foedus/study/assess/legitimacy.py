"""Was an operation lawful, and was it legitimate? Two axes beside each other, never summed."""

from __future__ import annotations

from typing import Any

from foedus.law import rules
from foedus.law.ruling import Ruling
from foedus.record import Judgement, Record, bundled
from foedus.study.assess.inquiry import Asked, Assessment, Given, Inquiry
from foedus.study.legitimacy import PREFIX, Scores, scores
from foedus.terms.errors import NotRecorded
from foedus.terms.text import Text
from foedus.world import World


def inquiry() -> Inquiry:
    """Return the inquiry."""
    return Inquiry(
        "legitimacy",
        Text(
            "On which title did an operation rest, and how is its legitimacy scored, criterion by criterion?",
            "作戦はどの法的根拠に基づき、正当性は要件ごとにどう評価されるか",
        ),
        (Asked("operation", "allied-force", Text("operation of the record", "作戦（記録の識別子）")),),
        _answer,
    )


def _answer(asked: Given) -> Assessment:
    record = bundled()
    operation = record.entity(asked["operation"]).id
    ruling = _title(record, operation)
    found = _judged(record, operation)
    said = _agreement(scores(record.judgements.values()))
    basis = record.table("operations").rows[operation]["legal_basis"]
    rows: list[list[Any]] = [["legality", "title", ruling.holding.value, None, None, "; ".join(ruling.basis)]]
    rows += [
        [
            "legitimacy",
            one.attribute.removeprefix(PREFIX),
            one.spread.value,
            one.spread.low,
            one.spread.high,
            one.object or one.assessor,
        ]
        for one in found
    ]
    return Assessment(
        headline=_headline(record, operation, ruling, found),
        value={
            "legality": {
                "holding": ruling.holding.value,
                "basis": list(ruling.basis),
                "reason": ruling.reason.as_json(),
            },
            "legitimacy": _profile(found),
            "agreement": said,
            "judgement_share": {"legality": 0.0, "legitimacy": 1.0 if found else None},
        },
        columns=("axis", "item", "value", "low", "high", "by"),
        rows=rows,
        notes=_notes(found, said),
        facts=(basis,),
    )


def _title(record: Record, operation: str) -> Ruling:
    """Return the ruling on the title on the last day of the record, or of the operation's."""
    return rules()["mandate"](World.of(record, record.complete_to), operation=operation)


def _judged(record: Record, operation: str) -> list[Judgement]:
    own = [
        one
        for one in record.judgements.values()
        if one.subject == operation and one.attribute.startswith(PREFIX)
    ]
    return sorted(own, key=lambda one: (one.object, one.attribute))


def _profile(found: list[Judgement]) -> dict[str, dict[str, float]]:
    """Return the scores by reading and criterion; no sum, no mean."""
    profile: dict[str, dict[str, float]] = {}
    for one in found:
        profile.setdefault(one.object or one.assessor, {})[one.attribute.removeprefix(PREFIX)] = (
            one.spread.value
        )
    return profile


def _agreement(all_scores: Scores) -> dict[str, Any] | None:
    """Return how far the readings agree over all operations; None where that cannot be told."""
    try:
        value = all_scores.agreement()
    except NotRecorded:
        return None
    return {
        "alpha_ordinal": round(value, 3),
        "readings": len(all_scores.readings),
        "units": len(all_scores.units),
    }


def _headline(record: Record, operation: str, ruling: Ruling, found: list[Judgement]) -> Text:
    name = record.entity(operation).name
    held = {"yes": "あり", "no": "なし", "open": "不定"}[ruling.holding.value]
    readings = sorted({one.object or one.assessor for one in found})
    if not found:
        told, told_ja = "its legitimacy is not scored on record", "正当性の採点は記録にない"
    else:
        criteria = len({one.attribute for one in found})
        told = f"its legitimacy is scored on {criteria} criteria by {len(readings)} readings"
        told_ja = f"正当性は{criteria}要件について{len(readings)}通りの読み方で採点されている"
    return Text(
        f"{name.en}: title in international law: {ruling.holding.value}; {told}. The two are not summed.",
        f"{name.ja}：国際法上の根拠は{held}。{told_ja}。両者は合算しない。",
    )


def _notes(found: list[Judgement], said: dict[str, Any] | None) -> tuple[Text, ...]:
    notes = [
        Text(
            "Legality is read from the titles on record; legitimacy is judged, 0 not met, 1 in part or "
            "disputed, 2 met. Neither is derived from the other.",
            "合法性は記録された根拠によるもので、正当性は判断（0＝満たさない、1＝一部又は争いあり、"
            "2＝満たす）である。一方から他方を導くことはしない。",
        )
    ]
    if found and said is not None:
        notes.append(
            Text(
                f"Over all operations the readings agree with Krippendorff's alpha (ordinal) "
                f"{said['alpha_ordinal']:.2f}; below 0.67 not even tentative conclusions are usual.",
                f"全作戦での読み方の一致度（クリッペンドルフのα、順序尺度）は{said['alpha_ordinal']:.2f}。"
                f"0.67未満では暫定的な結論も導かないのが通例である。",
            )
        )
    return tuple(notes)
