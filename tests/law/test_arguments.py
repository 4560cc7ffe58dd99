"""What a rule may be asked, and how a wrong question is answered."""

from datetime import date
from typing import Any

import pytest

from foedus.law import Holding, rules
from foedus.record import bundled
from foedus.terms.errors import BadArgument, NotRecorded, UnknownName
from foedus.world import World

WORLD = World.of(bundled(), date(2025, 6, 1))


def test_rules_are_found_by_name_and_by_alias() -> None:
    """The treaty's rules are there, and accession is Article 10 by another name."""
    assert {"nat.4", "nat.5", "nat.6", "nat.10", "nat.13", "accession"} <= set(rules())
    assert rules()["accession"] is rules()["nat.10"]


@pytest.mark.parametrize("name", sorted(rules()))
def test_every_rule_can_be_shown_before_it_is_asked(name: str) -> None:
    """Title, wordings and arguments are there in both languages."""
    rule = rules()[name]
    texts = [rule.title, *(one.help for one in rule.arguments), *(one.text for one in rule.provisions)]
    assert all(text.en and text.ja and text.en != text.ja for text in texts)
    bound = {"eu.42.7": 27, "npg": 31, "npg.release": 31, "sharing": 6, "jpn.survival": 1, "jpn.influence": 1}
    if name in ("npt", "tpnw"):
        assert set(rule.parties(WORLD)) == set(WORLD.members(name))
    else:
        assert len(rule.parties(WORLD)) == bound.get(name, 32)


@pytest.mark.parametrize(
    ("rule", "arguments", "error", "words"),
    [
        ("nat.4", {}, BadArgument, "needs party"),
        ("nat.4", {"party": "POL", "partner": "JPN"}, UnknownName, "no argument 'partner'"),
        ("nat.4", {"party": "Poland"}, BadArgument, "is no state"),
        ("nat.4", {"party": "POL", "concern": "secruity"}, BadArgument, "cannot be 'secruity'"),
        ("nat.6", {}, BadArgument, "needs a place"),
        ("nat.6", {"lat": "54"}, BadArgument, "needs a place"),
        ("nat.6", {"lat": "north", "lon": "0"}, BadArgument, "is no number"),
        ("nat.6", {"lat": "95", "lon": "0"}, BadArgument, "no point at latitude"),
        ("nat.6", {"place": "Warsaw", "lat": "1", "lon": "1"}, BadArgument, "place and lat"),
        ("nat.6", {"place": "Warsav"}, UnknownName, "no place 'Warsav'"),
        ("nat.13", {"party": "USA", "notice": "soon"}, BadArgument, "is no day"),
        ("mandate", {"operation": "allied-farce"}, UnknownName, "no operation 'allied-farce'"),
    ],
)
def test_a_wrong_question_is_refused(
    rule: str, arguments: dict[str, Any], error: type[Exception], words: str
) -> None:
    """Each wrong question is a misuse that says what is wrong."""
    with pytest.raises(error, match=words):
        rules()[rule](WORLD, **arguments)


def test_a_misspelt_question_gets_suggestions() -> None:
    """Near misses are named."""
    with pytest.raises(UnknownName) as place:
        rules()["nat.6"](WORLD, place="Warsav")
    with pytest.raises(BadArgument) as concern:
        rules()["nat.4"](WORLD, party="POL", concern="secruity")
    assert "warsaw" in place.value.suggestions
    assert concern.value.suggestions == ("security",)


def test_an_operation_that_has_not_begun_has_no_title_yet() -> None:
    """Absent is not "no title": before its first day an operation is not recorded."""
    with pytest.raises(NotRecorded, match="no legal basis of kfor"):
        rules()["mandate"](World.of(bundled(), date(1998, 1, 1)), operation="kfor")


def test_the_ruling_is_json_in_one_language_or_both() -> None:
    """The doors get the contract's keys; a brief gets both languages."""
    ruling = rules()["nat.5"](WORLD, place="Suwalki")
    assert list(ruling.as_json("en")) == ["holding", "basis", "reason", "tree"]
    assert isinstance(ruling.as_json("ja")["reason"], str)
    assert set(ruling.as_json()["reason"]) == {"en", "ja"}
    assert ruling.as_json("en")["tree"][0]["children"]


def test_a_statement_is_not_used_before_it_was_made() -> None:
    """As known on 11 September 2001 the Council had not yet spoken of the attack of that day."""
    day = date(2001, 9, 11)
    asked = {"place": "New York", "kind": "terrorism"}
    assert rules()["nat.5"](World.of(bundled(), day, day), **asked).holding is Holding.OPEN
    assert rules()["nat.5"](World.of(bundled(), day, date(2001, 9, 12)), **asked).holding is Holding.YES


def test_a_ruling_cites_the_wording_and_the_remarks_it_rests_on() -> None:
    """Footnotes can be made from a ruling alone."""
    cites = [cite.source for cite in rules()["nat.6"](WORLD, place="Svalbard").cites]
    assert cites == ["north-atlantic-treaty", "norway-svalbard-white-paper"]


def test_an_ally_taken_out_by_an_overlay_is_no_party() -> None:
    """Without the United States in the treaty New York is not covered."""
    alone = WORLD.having({"USA.member.NATO": False})
    assert rules()["nat.6"](alone, place="New York").holding is Holding.NO
    assert len(rules()["nat.6"].parties(alone)) == 31
