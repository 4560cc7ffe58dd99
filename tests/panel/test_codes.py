"""Codes of others beside ours."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import numpy as np
import pytest

from foedus.record import bundled
from foedus.record.imports.codes import listed
from tests.panel import real

_END = date(2100, 1, 1)


@pytest.mark.parametrize("system", ["cow", "gw"])
def test_on_every_day_a_number_has_one_code_and_a_code_one_number(system: str) -> None:
    """No two spells of one number overlap, nor two of one code: on any day the lists are one to one."""
    spells = listed(system).spells
    for key in ("number", "code"):
        for name in {getattr(one, key) for one in spells}:
            turns = sorted((one.since, one.until or _END) for one in spells if getattr(one, key) == name)
            assert all(before[1] <= after[0] for before, after in pairwise(turns)), name


@pytest.mark.parametrize("system", ["cow", "gw"])
def test_codes_lead_back_to_their_numbers(system: str) -> None:
    """In every full year of a spell, number to code and code to number are inverse."""
    codes = listed(system)
    pairs = [
        (one.number, year)
        for one in codes.spells
        for year in range(one.since.year + 1, min((one.until or _END).year, 2030))
    ]
    numbers, years = np.array(pairs).T
    assert np.array_equal(codes.numbers(codes.codes(numbers, years), years), numbers)


def test_states_of_ours_have_their_iso_code_and_others_their_abbreviation() -> None:
    """A code is an entity of the record, or names a state that ended before there were ISO codes."""
    known = bundled().entities
    others = {one.code for one in listed("cow").spells if one.code not in known}
    assert others == {
        *("AUH", "BAD", "BAV", "HAN", "HSE", "HSG", "MEC", "MOD", "PAP", "PMA", "SAX", "SIC", "TUS", "WRT"),
        *("COW730", "RVN", "YMD", "ZAN"),
    }


@pytest.mark.parametrize(
    ("number", "year", "code"),
    [
        (365, 1921, "RUS"),
        (365, 1950, "SUN"),
        (365, 1991, "SUN"),
        (365, 1992, "RUS"),
        (345, 1914, "SRB"),
        (345, 2004, "SCG"),
        (345, 2010, "SRB"),
        (255, 1938, "DEU"),
        (260, 1960, "DEU"),
        (265, 1960, "DDR"),
        (315, 1992, "CSK"),
        (730, 1900, "COW730"),
        (732, 1960, "KOR"),
        (370, 1946, "BLR"),
    ],
)
def test_a_number_means_the_state_of_its_time(number: int, year: int, code: str) -> None:
    """Where a number outlived states, the year decides; before and after all spells the nearest."""
    assert listed("cow").codes(np.array([number]), np.array([year]))[0] == code


def test_an_unknown_number_has_no_code() -> None:
    """Neither a number outside the list nor one beyond three digits means a state."""
    numbers = np.array([3, 0, -9, 5000])
    assert not listed("cow").known(numbers).any()
    assert (listed("cow").codes(numbers, np.full(4, 2000)) == "").all()
    assert listed("cow").numbers(np.array(["ZZZ", ""]), np.array([2000, 2000])).tolist() == [0, 0]


@real.needed
def test_the_table_is_the_list() -> None:
    """The spells of our table, joined where only the code changed, are those of the published list."""
    from foedus.record.imports import imported

    copy = imported("cow-states", real.EARLIER)
    published = {
        (int(number), since, until + timedelta(days=1))
        for number, since, until in zip(
            copy.values("ccode"), copy.values("since").tolist(), copy.values("until").tolist(), strict=True
        )
    }
    ours: set[tuple[int, date, date]] = set()
    for one in listed("cow").spells:
        before = next((spell for spell in ours if spell[0] == one.number and spell[2] == one.since), None)
        ours -= {before} if before else set()
        ours.add((one.number, before[1] if before else one.since, one.until or date(2017, 1, 1)))
    assert ours == published
