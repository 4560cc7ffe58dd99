"""One finding read in one language: texts, names, chances and numbered notes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from foedus.brief import messages, numbers

Finding = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Probability:
    """A probability with its range over what is not known; the range may be absent."""

    p: float
    low: float | None = None
    high: float | None = None

    @classmethod
    def of(cls, value: float | Mapping[str, float]) -> Probability:
        """Read a bare probability or one with `p`, `low` and `high`."""
        if isinstance(value, Mapping):
            return cls(value["p"], value.get("low"), value.get("high"))
        return cls(float(value))

    @classmethod
    def blocked(cls, decision: Mapping[str, Any]) -> Probability:
        """The probability that silence is broken at least once."""
        return cls.of(decision.get("ranges", {}).get("blocked", decision["blocked"]))

    @property
    def ends(self) -> tuple[float, float] | None:
        """The range, if it is stated."""
        return None if self.low is None or self.high is None else (self.low, self.high)


@dataclass(frozen=True, slots=True)
class Reader:
    """A finding and the language it is read in."""

    finding: Finding
    lang: str

    def say(self, key: str, **values: object) -> str:
        """One message of the catalogue."""
        return messages.say(self.lang, key, **values)

    def text(self, value: Mapping[str, str] | str | None) -> str:
        """The wording of a bilingual text; an empty string for none."""
        if not value:
            return ""
        return value if isinstance(value, str) else value[self.lang]

    def name(self, code: str) -> str:
        """The name of a state, group or outcome; the code itself where none is given."""
        return self.text(self.finding.get("names", {}).get(code)) or code

    def number(self, value: float | None) -> str:
        """Two significant digits."""
        return numbers.number(value, self.lang)

    def percent(self, share: float) -> str:
        """A share in percent."""
        return numbers.percent(share, self.lang)

    def quantiles(self, spread: Mapping[str, float | None]) -> str:
        """Median and range."""
        return numbers.quantiles(spread, self.lang)

    def day(self, iso: str | None) -> str:
        """A date in words; anything else as it stands."""
        return numbers.day_text(iso, self.lang) if iso and numbers.is_day(iso) else (iso or "")

    def chance(self, value: Probability, *, short: bool = False) -> str:
        """A probability in percent with its range in brackets, if it has one.

        Args:
            value: the probability.
            short: the shortest form, for labels and tables.
        """
        if value.ends is None or numbers.is_point(value.p, *value.ends):
            return self.percent(value.p)
        if short:
            ends = numbers.percents(*value.ends, self.lang, bare=True)
            return self.say("chance_brief", p=self.percent(value.p), range=ends)
        return self.say(
            "chance_range", p=self.percent(value.p), range=numbers.percents(*value.ends, self.lang)
        )

    def note(self, identifier: str) -> int | None:
        """The number of the footnote about a source, judgement or parameter."""
        found = (entry["n"] for entry in self.finding.get("footnotes", ()) if entry["id"] == identifier)
        return next(found, None)

    @property
    def plans(self) -> Mapping[str, Any]:
        """The adversary's plans in the scenario's order."""
        plans: Mapping[str, Any] = self.finding["plans"]
        return plans

    @property
    def lead(self) -> str:
        """The plan that the map and the comparisons show."""
        return str(self.finding["scenario"].get("lead") or next(iter(self.plans)))

    def plan(self, name: str) -> str:
        """The title of a plan."""
        return self.text(self.plans[name]["title"])
