"""One model asked one question."""

from __future__ import annotations

import json

import pytest

from foedus.study.assess import inquiries
from foedus.terms.errors import BadArgument, UnknownName

FEW = {"draws": "64"}
KNOWN = inquiries()


@pytest.mark.parametrize("name", [name for name in KNOWN if name != "reinforcement"])
def test_every_inquiry_answers_as_it_stands(name: str) -> None:
    """Asked without arguments but few draws, each model answers in both languages, and in JSON."""
    chance = any(one.name == "draws" for one in KNOWN[name].arguments)
    found = KNOWN[name](FEW if chance else {})
    assert found.headline.en
    assert found.headline.ja
    assert found.rows
    assert all(len(row) == len(found.columns) for row in found.rows)
    json.dumps(found.value, allow_nan=False)


def test_the_same_question_has_the_same_answer() -> None:
    """An inquiry is a function of its arguments."""
    assert KNOWN["balance"](FEW) == KNOWN["balance"](FEW)
    assert KNOWN["balance"]({**FEW, "seed": "2"}) != KNOWN["balance"](FEW)


def test_belief_rises_in_the_guilty_and_falls_in_the_innocent() -> None:
    """After half a year the median belief has moved away from the prior, to the side of the truth."""
    by_day = [KNOWN["attribution"]({"guilty": truth}).value["by_day"] for truth in ("true", "false")]
    assert by_day[0]["180"]["p50"] > by_day[0]["0"]["p50"]
    assert by_day[1]["180"]["p50"] < by_day[1]["0"]["p50"]


def test_more_attackers_are_held_less_often() -> None:
    """Four to one is held less often than one to two, yet neither is certain."""
    many, few = (KNOWN["balance"]({"ratio": ratio}).value["outcome"]["held"] for ratio in ("4", "0.5"))
    assert 0 < many < few


def test_an_accession_that_outlasts_all_others_gets_no_number() -> None:
    """Finland in November 2022 has a range from seven rounds, Sweden in February 2024 has none."""
    finland = KNOWN["accession"]({}).value
    assert finland["days_left"] == {"p10": 52, "p50": 250, "p90": 332}
    assert KNOWN["accession"]({"state": "SWE", "day": "2024-02-01"}).value["days_left"] is None


def test_the_attacked_want_the_most() -> None:
    """In the Council the attacked hold the boldest position, and they let what they asked for pass."""
    allies = KNOWN["council"](FEW).value["allies"]
    most = max(one["position"] for one in allies.values())
    assert allies["LTU"]["position"] == most
    assert allies["LTU"]["accepts"] > 0.9


def test_an_overlay_reaches_the_inquiry() -> None:
    """Without the United States it neither sits at the table nor has formations ready."""
    given = {**FEW, "overlays": "no-us"}
    assert "USA" not in KNOWN["council"](given).value["allies"]
    assert "USA" not in KNOWN["forces"](given).value["by_ally"]


def test_nobody_has_more_ready_than_on_record() -> None:
    """No ally has more ready by day 90 than on record, nor less on a later day than on an earlier one."""
    for ally, one in KNOWN["forces"](FEW).value["by_ally"].items():
        assert one["day_0"] <= one["day_10"] <= one["day_30"] <= one["day_90"] <= one["on_record"], ally


def test_the_optimum_is_no_later_than_the_queue() -> None:
    """The linear program's mean arrival, half a step of its own allowed, is no later than the kernel's."""
    value = KNOWN["reinforcement"]({"step": "4", "overlays": "no-us"}).value
    assert value["mean_arrival"]["linear_program"] <= value["mean_arrival"]["kernel"] + 2
    assert value["100%_arrived"]["kernel"] >= value["50%_arrived"]["kernel"]
    assert all(price > 0 for price in value["prices"].values())


@pytest.mark.parametrize(
    ("name", "given", "words"),
    [
        ("attribution", {"kind": "magic"}, "kind cannot be"),
        ("attribution", {"draws": "many"}, "is a number"),
        ("balance", {"ratio": "-1"}, "cannot be -1"),
        ("balance", {"ratio": "nan"}, "cannot be nan"),
        ("attribution", {"draws": "0"}, "cannot be 0"),
        ("accession", {"state": "UKR"}, "no past round tells"),
        ("accession", {"day": "2024-03-07", "state": "SWE"}, "stage 'acceded'"),
    ],
)
def test_nonsense_is_refused(name: str, given: dict[str, str], words: str) -> None:
    """A value that an argument cannot take is named."""
    with pytest.raises(BadArgument, match=words):
        KNOWN[name](given)


def test_an_unknown_argument_brings_the_known_ones() -> None:
    """Whoever misspells an argument is told which there are."""
    with pytest.raises(UnknownName) as told:
        KNOWN["balance"]({"ration": "2"})
    assert told.value.suggestions == ("ratio",)


def test_an_unknown_plan_or_scenario_is_refused() -> None:
    """A plan that the scenario does not have, and a scenario that does not exist, are errors."""
    with pytest.raises(BadArgument, match="no plan"):
        KNOWN["forces"]({**FEW, "scenario": "narva-2027", "plan": "corridor"})
    with pytest.raises(UnknownName):
        KNOWN["forces"]({**FEW, "scenario": "atlantis"})
