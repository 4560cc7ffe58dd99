"""How rulings read, and what they cite."""

from datetime import date

import pytest

from foedus.law import rules, sources
from foedus.law.nat.article_8 import known
from foedus.record import bundled
from foedus.world import World
from foedus.world.gazetteer import _plain, place, places

WORLD = World.of(bundled(), date(2025, 6, 1))


@pytest.mark.parametrize(
    ("rule", "arguments", "words"),
    [
        ("nat.13", {"party": "USA", "notice": "2025-07-01"}, "the United States ceases"),
        (
            "nat.13",
            {"party": "NLD", "notice": "2026"},
            "the Netherlands ceases to be a Party between 2027-01-01 and",
        ),
        ("nat.13", {"party": "POL", "notice": "2026-02"}, "between 2027-02-01 and 2027-02-28"),
        ("nat.10", {"state": "GBR"}, "The United Kingdom is already a Party"),
        ("nat.4", {"party": "POL"}, "The opinion of Poland"),
        ("eu.42.7", {"state": "NLD"}, "owe the Netherlands assistance"),
    ],
)
def test_names_take_their_article(rule: str, arguments: dict[str, str], words: str) -> None:
    """Names with an article have it, at the head of a sentence with a capital."""
    assert words in rules()[rule](WORLD, **arguments).reason.en


@pytest.mark.parametrize("name", sorted(rules()))
def test_not_in_force_cites_the_wordings(name: str) -> None:
    """Even where nothing is in force the ruling says where the text is."""
    rule = rules()[name]
    values = {
        "state": "FRA",
        "party": "FRA",
        "attacked": "USA",
        "place": "paris",
        "operation": "kfor",
        "engagement": "un-charter",
    }
    asked = {one.name: values[one.name] for one in rule.arguments if one.required or one.name == "place"}
    ruling = rule(World.of(bundled(), date(1940, 1, 1)), **asked)
    assert {one.cite for one in rule.provisions} == set(ruling.cites)


def test_a_title_cites_the_resolutions_it_names() -> None:
    """Each resolution in the record of an operation has a source, and the ruling cites it."""
    for operation, row in bundled().table("operations").rows.items():
        if "mandate" not in row:
            continue
        ruling = rules()["mandate"](World.of(bundled(), date(2026, 11, 24)), operation=operation)
        cited = {cite.source for cite in ruling.cites}
        for paper in (
            row["mandate"].value if isinstance(row["mandate"].value, tuple) else (row["mandate"].value,)
        ):
            if "UNSCR" in str(paper):
                number = str(paper).split("UNSCR ")[1].split()[0]
                assert f"unscr-{number}" in cited, operation
        assert cited <= set(sources())


@pytest.mark.parametrize("engagement", known())
def test_every_engagement_answers_in_both_languages(engagement: str) -> None:
    """Each entry has a text for a Party that has it and for one that has not."""
    for day in (date(1950, 1, 1), date(1960, 7, 1), date(2025, 6, 1)):
        for party in ("USA", "FRA", "GBR"):
            ruling = rules()["nat.8"](World.of(bundled(), day), party=party, engagement=engagement)
            assert ruling.reason.en
            assert ruling.reason.ja
            assert ruling.basis[0] == "nat.8"


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("ハワイ", "honolulu"),
        ("ﾊﾜｲ", "honolulu"),
        ("沖縄", "okinawa"),
        ("ＡＴＨＥＮＳ", "athens"),
        ("Tromsø", "tromso"),
        ("İzmir", "izmir"),
        ("Bodø", "bodo"),
        ("グアム", "guam"),
        ("グリーンランド", "nuuk"),
    ],
)
def test_places_are_found_in_either_script(name: str, found: str) -> None:
    """Width, case and Latin accents do not matter; Japanese names are known."""
    assert place(name).id == found


def test_a_voiced_kana_is_another_letter() -> None:
    """Folding keeps the voicing marks of kana: パリ is not ハリ."""
    assert _plain("ガ") != _plain("カ")
    assert _plain("パリ") != _plain("バリ")
    assert _plain("か\u3099") == _plain("が")
    assert all(place(spot.name.ja).id == name for name, spot in places().items())


def test_the_last_day_there_is_has_a_holder_of_every_place() -> None:
    """The end of the calendar belongs to the last span."""
    assert rules()["nat.6"](World.of(bundled(), date.max), place="athens").holding.value == "yes"
