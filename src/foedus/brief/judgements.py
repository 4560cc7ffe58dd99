"""The key judgements: three to five sentences, each generated from numbers of the finding."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from foedus.brief import yardstick
from foedus.brief.reader import Probability, Reader

MOST_PLANS: Final = 3


@dataclass(frozen=True, slots=True)
class Judgement:
    """One sentence and the plan or subject it speaks of."""

    subject: str
    sentence: str


def key_judgements(reader: Reader) -> list[Judgement]:
    """Sentences for up to three plans, then on reinforcement and on the Council's unity."""
    plans = list(reader.plans)[:MOST_PLANS]
    return [*(_on_plan(reader, plan) for plan in plans), *_on_lead(reader)]


def judged(reader: Reader, claim: str, value: Probability, **values: object) -> str:
    """A claim with the word, the probability and the range that carry it.

    Args:
        reader: the finding in one language.
        claim: key of its wording; three forms: `_to` with its word, `_that` after a noun, `_whether` if open.
        value: its probability; where the range covers three terms or more, both end terms are named, where
            it covers five or more, the claim is left open.
        **values: what the wording needs besides.
    """
    figures = _figures(reader, value)
    if value.ends and yardstick.is_open(*value.ends):
        return reader.say("judged_open", statement=reader.say(f"{claim}_whether", **values), figures=figures)
    term = yardstick.term(value.p)
    carried = term.ja if reader.lang == "ja" else term.en
    if term.en.startswith("a "):
        statement = reader.say(f"{claim}_that", **values)
        return reader.say("judged_noun", statement=statement, word=carried, figures=figures)
    return reader.say(f"{claim}_to", word=carried, figures=figures, **values)


def _figures(reader: Reader, value: Probability) -> str:
    """Probability and range; the end terms where one word would hide how far they lie apart."""
    figures = reader.chance(value)
    if not value.ends or not yardstick.is_spread(*value.ends):
        return figures
    low, high = (word(reader, end) for end in value.ends)
    return reader.say("judged_ends", figures=figures, low=low, high=high)


def word(reader: Reader, probability: float) -> str:
    """The bare term for a probability."""
    term = yardstick.term(probability)
    return term.short_ja if reader.lang == "ja" else term.en.removeprefix("a ")


def decided(decision: Mapping[str, Any]) -> tuple[Probability, int | None]:
    """The probability of an agreed decision, and the day by which it is counted (none: the horizon)."""
    within = decision.get("within") or {}
    if "30" in within:
        return Probability.of(within["30"]), 30
    agreed = sum(Probability.of(decision["path"][path]).p for path in ("silence", "diluted"))
    return Probability(agreed), None


def leading_outcome(outcome: Mapping[str, Any]) -> tuple[str, Probability]:
    """The most frequent outcome with its probability."""
    name = max(outcome, key=lambda key: Probability.of(outcome[key]).p)
    return name, Probability.of(outcome[name])


def _on_plan(reader: Reader, plan: str) -> Judgement:
    entry = reader.plans[plan]
    probability, day = decided(entry["decision"])
    spread = entry["decision"]["days"]
    days = reader.say("kj_median" if spread["p50"] is not None else "kj_never", days=reader.quantiles(spread))
    first = judged(reader, "kj_agrees_by" if day else "kj_agrees", probability, day=day)
    return Judgement(
        reader.plan(plan), reader.say("kj_plan", first=first, days=days, outcome=_outcome(reader, entry))
    )


def _outcome(reader: Reader, entry: Mapping[str, Any]) -> str:
    name, probability = leading_outcome(entry["outcome"])
    values = {"outcome": reader.say(f"outcome_{name}"), "figures": reader.chance(probability)}
    if "denied" in entry:
        denied = judged(reader, "kj_denied", Probability.of(entry["denied"]))
        return reader.say("kj_goal", denied=denied, **values)
    return reader.say("kj_outcome", word=word(reader, probability.p), **values)


def _on_lead(reader: Reader) -> Iterator[Judgement]:
    entry = reader.plans[reader.lead]
    if "30" in entry.get("arrivals", {}):
        yield Judgement(reader.say("kj_reinforcement"), _arrivals(reader, entry))
    if entry["decision"].get("blockers"):
        yield Judgement(reader.say("kj_unity"), _unity(reader, entry["decision"]))


def _arrivals(reader: Reader, entry: Mapping[str, Any]) -> str:
    """How many brigades are all but sure to come, how many come in half of the draws, and what holds them."""
    month = entry["arrivals"]["30"]
    share, least = (0.9, month["p10"]) if reader.number(month["p10"]) != "0" else (0.5, month["p50"])
    arrived = judged(
        reader, "kj_arrive", Probability(share), least=reader.number(least), plan=reader.plan(reader.lead)
    )
    told = {day: reader.quantiles(spread) for day, spread in entry["arrivals"].items() if day in ("30", "90")}
    key = "kj_medians" if "90" in told else "kj_median_30"
    first = reader.say(key, first=arrived, month=told["30"], quarter=told.get("90", ""))
    return first + _wait(reader, entry.get("bottleneck"))


def _wait(reader: Reader, bottleneck: Mapping[str, Any] | None) -> str:
    if not bottleneck:
        return ""
    return reader.say(
        "kj_wait",
        place=reader.text(bottleneck["name"]),
        days=reader.quantiles(bottleneck["waiting_days"]),
        share=reader.percent(bottleneck["share"]),
    )


def _unity(reader: Reader, decision: Mapping[str, Any]) -> str:
    blocked = judged(reader, "kj_blocked", Probability.blocked(decision))
    first = max(decision["blockers"], key=lambda row: row["share"])
    return reader.say(
        "kj_blocker",
        blocked=blocked,
        plan=reader.plan(reader.lead),
        ally=reader.name(first["ally"]),
        share=reader.percent(first["share"]),
    )
