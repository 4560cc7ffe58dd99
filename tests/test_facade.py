"""The door for Python."""

from __future__ import annotations

from dataclasses import FrozenInstanceError
from datetime import date
from importlib import import_module

import pytest

import foedus
from foedus.law import Holding
from foedus.record import bundled
from foedus.terms.errors import BadDate, UnknownName


def test_what_is_offered_is_there() -> None:
    """Every name that the package offers exists, and no other attribute is invented."""
    for name in foedus.__all__:
        assert getattr(foedus, name) is not None
    with pytest.raises(AttributeError):
        foedus.nothing  # noqa: B018


def test_the_function_stays_a_function() -> None:
    """Importing the module behind it does not put a module where the function was."""
    import_module("foedus.facade")
    assert callable(foedus.alliance)
    assert foedus.alliance is foedus.alliance


def test_an_alliance_is_a_value() -> None:
    """Two of the same day are equal, and none can be changed."""
    one = foedus.alliance("2024-06-17")
    assert one == foedus.alliance(date(2024, 6, 17))
    with pytest.raises((FrozenInstanceError, AttributeError)):
        one.known = date(2024, 6, 17)  # type: ignore[misc]


@pytest.mark.parametrize(
    ("day", "count"), [("1949-08-24", 12), ("1990-10-03", 16), ("2004-03-29", 26), ("2024-03-07", 32)]
)
def test_members_as_of_a_day(day: str, count: int) -> None:
    """The Allies are those of the day asked about."""
    assert len(foedus.alliance(day).members) == count


def test_what_was_not_public_is_not_told() -> None:
    """Poland's share of 2024 is the figure of June 2024 if that is all that was known."""
    early = foedus.alliance("2024-01-01", known="2024-06-30").fact("POL", "spending_share")
    assert early.value == 4.12
    assert early.public <= date(2024, 6, 30)


def test_a_name_will_do_for_a_subject() -> None:
    """A subject may be named in English or Japanese."""
    a = foedus.alliance("2024-06-17")
    assert a.fact("ポーランド", "spending_share") == a.fact("POL", "spending_share")


def test_without_a_day_it_is_the_last_on_record() -> None:
    """Silence about the day means the day to which the record is complete."""
    assert foedus.alliance().day == bundled().complete_to
    assert foedus.alliance(known="2019-12-31").day == date(2019, 12, 31)


def test_law_is_asked_with_plain_values() -> None:
    """Arguments may be numbers; an unknown rule is an error."""
    a = foedus.alliance("2024-06-17")
    assert a.law("nat.6", place="Hawaii").holding is Holding.NO
    assert a.law("nat.6", lat=54.7, lon=25.3).holding is Holding.YES
    with pytest.raises(UnknownName):
        a.law("nat.99")


def test_a_crisis_from_python_is_the_crisis_of_the_command() -> None:
    """The finding names the command that reproduces it, clocks and overlays included."""
    found = foedus.alliance("2026-01-15").crisis("suwalki-2027", overlays=["us-half"], draws=16)
    command = "foedus crisis suwalki-2027 --overlay us-half --draws 16 --seed 1 --day 2026-01-15"
    assert found["manifest"]["command"] == command
    assert found["manifest"]["day"] == "2026-01-15"
    assert set(found["plans"]) == {"limited_seizure", "corridor", "coercion"}


def test_no_day_is_no_date() -> None:
    """Text that is no date is an error, not a guess."""
    with pytest.raises(BadDate):
        foedus.alliance("last summer")
