"""Panels of invented states: rows, columns, and laws that hold for any panel."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from foedus.record import bundled
from foedus.study.panel import Panel, Request, build, dyad_columns, rules, state_columns
from foedus.terms.errors import BadArgument, NotRecorded, OutsideCoverage, UnknownName
from tests.panel import invented, real

FEW = (
    "gmlmidonset",
    "gmlmidongoing",
    "t",
    "peace_years",
    "conttype",
    "major",
    "cincprop",
    "cinc",
    "atop_defense",
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with invented copies."""
    return invented.write(tmp_path_factory.mktemp("copies"))


def asked(folder: Path, **changes: object) -> Request:
    """Return a request for the years of the invented copies."""
    request = Request("dyads", folder, invented.FIRST, invented.LAST, columns=FEW)
    return replace(request, **changes)  # type: ignore[arg-type]


def keys(panel: Panel) -> list[tuple[int, int, int]]:
    """Return the identifiers of the rows."""
    columns = (panel.columns[name].tolist() for name in ("ccode_a", "ccode_b", "year"))
    return list(zip(*columns, strict=True))


def at(panel: Panel, one: int, other: int, column: str) -> dict[int, float]:
    """Return a column of a dyad by year."""
    rows = dict(zip(keys(panel), panel.columns[column].tolist(), strict=True))
    return {year: value for (a, b, year), value in rows.items() if (a, b) == (one, other)}


def test_every_dyad_of_states_has_a_row_a_year(folder: Path) -> None:
    """Both are states in the year, the lower number first; two who never were on one day are no dyad."""
    wanted = {
        (a, b, year)
        for a in invented.NUMBERS
        for b in invented.NUMBERS
        if a < b and (a, b) != (255, 260)
        for year in invented.both(a, b)
    }
    # 1990 saw the end of one German state and, a day later, another: both met all the rest, not each other.
    assert invented.both(255, 260) == [1990]
    found = keys(build(asked(folder)))
    assert set(found) == wanted
    assert found == sorted(found)


def test_a_directed_panel_has_two_rows_for_each(folder: Path) -> None:
    """Each undirected row stands twice, its sides changed; what belongs to the dyad is the same in both."""
    one, two = build(asked(folder)), build(asked(folder, directed=True))
    assert two.rows == 2 * one.rows
    swapped = {(b, a, year) for a, b, year in keys(one)}
    assert set(keys(two)) == set(keys(one)) | swapped
    place = {key: row for row, key in enumerate(keys(two))}
    mirror = np.array([place[b, a, year] for a, b, year in keys(two)])
    for name in ("gmlmidonset", "conttype", "cincprop", "t", "peace_years"):
        assert np.array_equal(two.columns[name], two.columns[name][mirror], equal_nan=True), name
    assert np.array_equal(two.columns["cinc_a"], two.columns["cinc_b"][mirror])


def test_one_side_alone_has_no_direction(folder: Path) -> None:
    """A column of one side cannot be turned round without the other."""
    assert "cinc_a" in build(asked(folder, columns=("cinc_a",))).columns
    with pytest.raises(BadArgument, match="both directions"):
        build(asked(folder, columns=("cinc_a",), directed=True))


def test_relevance_is_a_filter(folder: Path) -> None:
    """Keeping relevant dyads is keeping the rows that the column marks, for all that looks at one row."""
    whole = build(asked(folder, columns=(*FEW, "relevant")))
    kept = build(asked(folder, relevant=True))
    marked = whole.columns["relevant"] == 1
    assert 0 < kept.rows < whole.rows
    for name in {*kept.columns} - {"t"}:
        assert kept.columns[name].tolist() == whole.columns[name][marked].tolist(), name


def test_years_are_a_filter(folder: Path) -> None:
    """Fewer years leave the values of the rest as they were, calendar years of peace among them."""
    whole, late = build(asked(folder)), build(asked(folder, first=1990, last=1993))
    here = (whole.columns["year"] >= 1990) & (whole.columns["year"] <= 1993)
    for name in ("gmlmidonset", "conttype", "peace_years", "cinc_a"):
        assert np.array_equal(late.columns[name], whole.columns[name][here], equal_nan=True), name


def test_filters_commute(folder: Path) -> None:
    """Years first or relevance first: the same rows."""
    both = build(asked(folder, first=1989, last=1992, relevant=True))
    then = build(asked(folder, relevant=True))
    assert keys(both) == [key for key in keys(then) if 1989 <= key[2] <= 1992]


def test_peace_begins_again_after_a_dispute(folder: Path) -> None:
    """Disputes of 1987-88 and 1992: the year after each is at zero again."""
    panel = build(asked(folder))
    expected = {1986: 0, 1987: 1, 1988: 0, 1989: 0, 1990: 1, 1991: 2, 1992: 3, 1993: 0, 1994: 1, 1995: 2}
    assert at(panel, 2, 290, "t") == expected
    onset = at(panel, 2, 290, "gmlmidonset")
    assert [year for year, value in onset.items() if value] == [1987, 1992]


def test_a_gap_counts_in_years_and_not_in_rows(folder: Path) -> None:
    """Two who are relevant until 1990 and not after have rows to 1990 only; the calendar goes on for all."""
    panel = build(asked(folder, relevant=True))
    assert at(panel, 211, 260, "t") == {1986: 0, 1987: 1, 1988: 2, 1989: 3, 1990: 0}
    assert at(panel, 211, 260, "peace_years")[1986] == 31


def test_contiguity_is_that_of_the_first_step_in_the_year(folder: Path) -> None:
    """A spell counts from its first day; one that ends in July 1993 still gives 1993 its type."""
    kinds = at(build(asked(folder)), 255, 290, "conttype")
    assert kinds == {1990: 1, 1991: 1, 1992: 1, 1993: 1, 1994: 2, 1995: 2}


def test_spells_of_type_zero_hide_others_only_under_published_rules(folder: Path) -> None:
    """Beside a spell of type 0 over the life of a dyad, a land border counts, unless the rules say not."""
    open_, shadowed = (build(asked(folder, shadowed=flag)) for flag in (False, True))
    assert at(open_, 211, 255, "conttype") == dict.fromkeys(range(1990, 1996), 1)
    hidden = at(shadowed, 211, 255, "conttype")
    assert hidden == dict.fromkeys(range(1990, 1996), 0)


def test_missing_is_missing_and_events_are_zero(folder: Path) -> None:
    """A figure that the copy lacks is missing on its row only; a year without a dispute is a zero."""
    panel = build(asked(folder, columns=("minmilit", "gmlmidonset")))
    assert np.isnan(at(panel, 2, 211, "minmilit")[1988])
    assert panel.missing() == {
        "minmilit": sum(year == 1988 and 211 in (a, b) for a, b, year in keys(panel)),
        "gmlmidonset": 0,
    }


def test_beyond_the_coverage_nothing_is_zero(tmp_path: Path) -> None:
    """Where the copy of disputes ends earlier, the years after are missing, not peaceful."""
    copies = invented.write(tmp_path)
    path = copies / "gml_mid_ddydisps.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join(line for line in lines if ",1995," not in line) + "\n", encoding="utf-8")
    onset = at(build(asked(copies)), 2, 200, "gmlmidonset")
    assert [year for year, value in onset.items() if np.isnan(value)] == [1994, 1995]


def test_an_obligation_of_either_side_counts(folder: Path) -> None:
    """Defence owed by one side only is defence in the dyad, in both directions of a directed panel."""
    panel = build(asked(folder, directed=True))
    assert at(panel, 2, 211, "atop_defense") == at(panel, 211, 2, "atop_defense")
    assert at(panel, 2, 211, "atop_defense")[1991] == 1
    assert at(panel, 2, 211, "atop_defense")[1990] == 0


def test_ratios_lie_between_zero_and_one(folder: Path) -> None:
    """The weaker as a share of the stronger is never above one."""
    share = build(asked(folder)).columns["cincprop"]
    assert ((share > 0) & (share <= 1)).all()


def test_our_own_record_joins(folder: Path) -> None:
    """Membership in NATO comes from the record, by the code of the state in that year."""
    panel = build(asked(folder, columns=("nato_joint", "nato")), bundled())
    assert set(at(panel, 2, 200, "nato_joint").values()) == {1.0}
    assert set(at(panel, 2, 290, "nato_joint").values()) == {0.0}
    assert at(panel, 211, 260, "nato_b")[1986] == 1


def test_states_have_a_row_a_year(folder: Path) -> None:
    """A panel of states has every state in every year in which it was one."""
    panel = build(Request("states", folder, invented.FIRST, invented.LAST, columns=("cinc", "major", "nato")))
    assert panel.rows == sum(len([y for y in invented.years(one) if y >= 1986]) for one in invented.NUMBERS)
    assert panel.columns["state"][panel.columns["ccode"] == 366].tolist() == ["EST"] * 5
    assert panel.missing() == {"cinc": 0, "major": 0, "nato": 0}


def test_a_run_names_the_copies_it_rests_on(folder: Path) -> None:
    """Each copy that was read stands there with its digest, none that was not."""
    releases = build(asked(folder, columns=("cinc",))).releases
    assert [one["dataset"] for one in releases] == ["cow-states", "cow-nmc"]
    assert all(len(one["sha256"]) == 64 for one in releases)


def test_what_cannot_be_answered_is_refused(folder: Path, tmp_path: Path) -> None:
    """Unknown columns, years beyond the list of states, copies that are absent, states with a direction."""
    with pytest.raises(UnknownName) as caught:
        build(asked(folder, columns=("cincprob",)))
    assert "cincprop" in caught.value.suggestions
    with pytest.raises(OutsideCoverage, match="1996"):
        build(asked(folder, last=1996))
    with pytest.raises(NotRecorded):
        build(asked(tmp_path))
    with pytest.raises(BadArgument):
        Request("states", folder, relevant=True)


def test_the_published_rules_name_columns_that_exist() -> None:
    """Rules and columns fit together, and both are described in two languages."""
    for one in rules().values():
        assert set(one.columns) <= set(dyad_columns())
    for spec in (*state_columns().values(), *dyad_columns().values()):
        assert spec.unit
        assert spec.absence.en
        assert spec.absence.ja
        assert set(spec.joins) <= set(state_columns())


@real.needed
def test_the_published_panel_has_its_rows() -> None:
    """Under the published rules 106,056 rows are complete, and 2,447 of them see the onset of a dispute."""
    panel = build(Request("dyads", real.EARLIER).under(rules()["dangerous-dyads"]))
    complete = ~np.any([np.isnan(panel.columns[name]) for name in panel.specs], axis=0)
    assert int(complete.sum()) == 106_056
    assert int(panel.columns["gmlmidonset"][complete].sum()) == 2_447
