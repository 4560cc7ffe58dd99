"""Copies of data sets: what is read, what is refused and in which words."""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from foedus.record.imports import dataset, datasets, imported
from foedus.record.imports.traps import CHECKS
from foedus.terms.errors import BadRow, NotRecorded, Refused, UnknownName
from tests.panel import invented, real

JAPANESE = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with invented copies."""
    return invented.write(tmp_path)


@pytest.mark.parametrize("name", sorted(datasets()))
def test_a_description_is_whole(name: str) -> None:
    """A data set says who publishes it, on which terms and where to get it, and which traps it has."""
    one = dataset(name)
    for text in (one.title, one.rows, one.licence, *(c.meaning for c in one.columns.values())):
        assert text.en
        assert JAPANESE.search(text.ja) or text.en == text.ja, text
    assert one.citation
    assert one.url.startswith("http")
    for column in one.columns.values():
        assert column.unit or column.kind != "number", column.name
    for trap in one.traps:
        assert trap.check in CHECKS
        assert set(trap.columns) <= set(one.columns)
        assert JAPANESE.search(trap.meaning.ja)


@pytest.mark.parametrize("name", ["cow-states", "cow-nmc", "cow-contiguity", "gml-mid-dyads", "atop"])
def test_an_invented_copy_is_read(name: str, folder: Path) -> None:
    """A copy is found by its name, plain or compressed; its digest names it, its release is not known."""
    copy = imported(name, folder)
    assert copy.rows > 0
    assert len(copy.digest) == 64
    assert copy.edition == ""
    assert set(copy.traps()) == set(dataset(name).traps)
    header, rows = copy.table()
    assert all(len(row) == len(header) for row in rows)


def test_states_stand_by_our_codes(folder: Path) -> None:
    """Beside the number stands our code of the state in that year."""
    copy = imported("cow-nmc", folder)
    codes = dict(zip(copy.values("ccode").tolist(), copy.states("ccode").tolist(), strict=True))
    assert codes == {2: "USA", 200: "GBR", 211: "BEL", 255: "DEU", 260: "DEU", 290: "POL", 366: "EST"}


def test_a_code_for_missing_is_missing_and_not_a_number(folder: Path) -> None:
    """-9 becomes missing, and the trap says how often."""
    copy = imported("cow-nmc", folder)
    assert np.isnan(copy.values("milper")).sum() == 1
    said = {trap.check: text.en for trap, text in copy.traps().items()}
    assert said["codes"] == "1 cells"


def test_days_mean_the_same_however_they_are_stored(folder: Path, tmp_path: Path) -> None:
    """Dates, days since 1970 and months give one and the same spell, and the trap says which it was."""
    dates = imported("cow-contiguity", folder)
    other = tmp_path / "other"
    other.mkdir()
    spells = [
        (a, b, kind, np.datetime64(ends[0]), np.datetime64(ends[1])) for a, b, kind, *ends in invented.BORDERS
    ]
    for header, form in (
        (("ccode1", "ccode2", "conttype", "stdate", "enddate"), lambda day: float(day.astype(int))),
        (("statelno", "statehno", "conttype", "begin", "end"), lambda day: str(day)[:7].replace("-", "")),
    ):
        rows = [(a, b, kind, form(start), form(end)) for a, b, kind, start, end in spells]
        invented.table(other / "cow_contdir.csv", header, rows)
        copy = imported("cow-contiguity", other)
        for name in ("since", "until"):
            assert np.array_equal(copy.values(name), dates.values(name)[::2])
    assert "days" not in dates.traps()[dates.dataset.traps[0]].en


def test_symmetric_facts_are_symmetric_or_it_is_told(folder: Path) -> None:
    """Contiguity in both directions holds; in one direction only, the trap counts the rows."""
    said = {trap.check: text.en for trap, text in imported("cow-contiguity", folder).traps().items()}
    assert said["symmetric"] == "holds"
    header = ("ccode1", "ccode2", "conttype", "stdate", "enddate")
    invented.table(folder / "cow_contdir.csv", header, invented.BORDERS)
    said = {trap.check: text.en for trap, text in imported("cow-contiguity", folder).traps().items()}
    assert said["symmetric"] == f"{len(invented.BORDERS)} rows without their mirror image"


Change = Callable[[str], str]
BROKEN: dict[str, tuple[str, str, Change, list[str]]] = {
    "column": (
        "cow-nmc",
        "cow_nmc.csv.gz",
        lambda text: text.replace("milper", "soldiers", 1),
        ["cow_nmc.csv.gz:1", "column 'milper' is missing", "it has ccode, year", "Correlates of War"],
    ),
    "unit": (
        "cow-nmc",
        "cow_nmc.csv.gz",
        lambda text: re.sub(r"^(2,1986,1000,\d+,10,20),[\d.]+", r"\1,240000000", text, flags=re.M),
        ["cow_nmc.csv.gz:2", "tpop cannot be 2.4e+08", "thousand persons", "another unit"],
    ),
    "state": (
        "cow-nmc",
        "cow_nmc.csv.gz",
        lambda text: text.replace("\n211,1986", "\n212345,1986"),
        ["cow_nmc.csv.gz:22", "ccode cannot be 212345", "COW list"],
    ),
    "cut": (
        "cow-nmc",
        "cow_nmc.csv.gz",
        lambda text: text[:-30],
        ["cow_nmc.csv.gz:", "cells under 9 columns", "cut short", "again"],
    ),
    "number": (
        "isard-gdp",
        "cw_gdppop.csv",
        lambda text: text.replace("\n200,1986,", "\n200,1986,much"),
        ["cw_gdppop.csv:12", "is no number", "'mrgdppc'"],
    ),
    "year": (
        "isard-gdp",
        "cw_gdppop.csv",
        lambda text: text.replace("\n200,1986,", "\n200,86,"),
        ["cw_gdppop.csv:12", "year cannot be 86", "four digits"],
    ),
    "twice": (
        "isard-gdp",
        "cw_gdppop.csv",
        lambda text: text.replace("\n200,1987,", "\n200,1986,"),
        ["cw_gdppop.csv:13", "a second row of ccode 200, year 1986", "line 12"],
    ),
    "flag": (
        "atop",
        "atop_alliance.csv",
        lambda text: text.replace("2,200,1986,1", "2,200,1986,7"),
        ["atop_alliance.csv:2", "defense cannot be 7", "between 0 and 1"],
    ),
    "order": (
        "cow-contiguity",
        "cow_contdir.csv",
        lambda text: text.replace("1990-11-01,1993-07-01", "1993-07-02,1993-07-01", 1),
        ["cow_contdir.csv:10", "a spell from 1993-07-02 to 1993-07-01"],
    ),
    "date": (
        "cow-contiguity",
        "cow_contdir.csv",
        lambda text: text.replace("1990-11-01", "1990-13-01", 1),
        ["cow_contdir.csv:10", "since", "1990-13-01"],
    ),
    "empty": ("atop", "atop_alliance.csv", lambda _: "", ["atop_alliance.csv", "is empty"]),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_broken_copy_is_refused_with_place_and_remedy(case: str, folder: Path) -> None:
    """A missing column, another unit, an unknown state, a file cut short: where, what, why, what to do."""
    name, file, change, words = BROKEN[case]
    path = folder / file
    packed = path.suffix == ".gz"
    text = gzip.decompress(path.read_bytes()).decode() if packed else path.read_text(encoding="utf-8")
    changed = change(text)
    assert changed != text
    path.write_bytes(gzip.compress(changed.encode()) if packed else changed.encode())
    with pytest.raises(BadRow) as caught:
        imported(name, folder)
    for word in words:
        assert word in str(caught.value), str(caught.value)
    assert caught.value.remedy


def test_a_compressed_file_cut_short_is_refused(folder: Path) -> None:
    """Half a download is no copy."""
    path = folder / "cow_nmc.csv.gz"
    path.write_bytes(path.read_bytes()[:-40])
    with pytest.raises(BadRow, match="cut short"):
        imported("cow-nmc", folder)


def test_two_copies_that_differ_are_not_chosen_from(folder: Path) -> None:
    """The same file twice is one copy; two releases are a question back."""
    deeper = folder / "older"
    deeper.mkdir()
    (deeper / "atop_alliance.csv").write_bytes((folder / "atop_alliance.csv").read_bytes())
    assert imported("atop", folder).path.name == "atop_alliance.csv"
    with (deeper / "atop_alliance.csv").open("a", encoding="utf-8") as stream:
        stream.write("2,290,1994,1,0,0,1,1\n")
    with pytest.raises(Refused, match="2 files"):
        imported("atop", folder)


def test_what_is_not_there_is_named(tmp_path: Path) -> None:
    """A copy that is absent and a data set that does not exist are different things."""
    with pytest.raises(NotRecorded, match=r"atop_alliance\.csv"):
        imported("atop", tmp_path)
    with pytest.raises(UnknownName) as caught:
        dataset("cow-nmk")
    assert "cow-nmc" in caught.value.suggestions


def test_rows_of_what_is_no_state_are_kept_without_a_code(tmp_path: Path) -> None:
    """Regions and groups of income stay in the table but are never joined; the trap counts them."""
    header = ("Country Name", "Country Code", "Year", "Value")
    rows = [("Estonia", "EST", 2020, 3e10), ("World", "WLD", 2020, 8e13)]
    invented.table(tmp_path / "gdp.csv", header, rows)
    copy = imported("wb-gdp", tmp_path)
    assert copy.values("state").tolist() == ["EST", ""]
    assert "1 rows: WLD" in [text.en for text in copy.traps().values()]


def test_a_workbook_is_read_year_by_year(tmp_path: Path) -> None:
    """Sheets with a column a year become rows; marks for "no data" are missing; names become codes."""
    head: list[object] = ["Country", "Notes", 2019, 2020]
    sheets: dict[str, list[list[object]]] = {
        "Constant (2023) US$": [["Military expenditure"], head, ["Europe"], ["Estonia", "", 700.5, "..."]],
        "Current US$": [head, ["Estonia", "", 600, 650], ["European Union", "", 1, 2]],
        "Share of GDP": [head, ["Estonia", "", 0.021, "xxx"]],
    }
    invented.workbook(tmp_path / "SIPRI-Milex-data-2019-2020.xlsx", sheets)
    copy = imported("sipri-milex", tmp_path)
    assert copy.values("state").tolist() == ["EST", "EST", "", ""]
    assert copy.values("milex_share")[0] == 0.021
    assert np.isnan(copy.values("milex_constant")[1])
    said = {trap.check: text.en for trap, text in copy.traps().items()}
    assert said["marks"] == "2 cells"


def test_a_stata_file_is_read_like_its_csv(tmp_path: Path) -> None:
    """The same figures come out of either form; Stata's code for missing is missing."""
    names = ("ccode", "year", "idealpointfp", "idealpointall")
    invented.stata(tmp_path / "Idealpoints.dta", names, [(2, 2023, 1.5, 1.25), (2, 2024, 1.5, 2.0**1023)])
    copy = imported("un-ideal-points", tmp_path)
    assert copy.values("ideal_point").tolist() == [1.5, 1.5]
    assert copy.values("ideal_point_all")[0] == 1.25
    assert np.isnan(copy.values("ideal_point_all")[1])
    assert "last value 2023, rows to 2024" in [text.en for text in copy.traps().values()]


def test_a_broken_stata_file_is_refused(tmp_path: Path) -> None:
    """A file of another kind under that name is no copy."""
    (tmp_path / "Idealpoints.dta").write_bytes(b"<stata_dta>nothing")
    with pytest.raises(BadRow, match="Stata"):
        imported("un-ideal-points", tmp_path)


REAL = {
    "atop": "5.1",
    "cow-contiguity": "v3.2",
    "cow-majors": "v2016",
    "cow-nmc": "v6.0",
    "cow-states": "v2016",
    "gml-mid-dyads": "2.2.1, one row a dyad and year",
    "isard-democracy": "before July 2025",
    "isard-gdp": "to 2019",
}
ELSEWHERE = {
    "cow-mid-disputes": "5.0",
    "gml-mid-disputes": "2.2.1",
    "cow-mid-dyads": "5.0, one row a dyad and year",
    "ucdp-acd": "v25.1",
    "icb-crises": "version 15",
    "icb-actors": "version 15",
    "sipri-milex": "1949-2024",
    "wb-gdp": "to 2023",
    "wb-population": "to 2024",
    "kiel-donors": "release 28",
    "un-ideal-points": "July 2025",
}


@real.needed
@pytest.mark.parametrize("name", [*REAL, *ELSEWHERE])
def test_real_copies_are_recognised(name: str) -> None:
    """A published file is read whole, and its release is told by rows and last year."""
    copy = imported(name, real.EARLIER if name in REAL else real.DATA)
    assert copy.edition == {**REAL, **ELSEWHERE}[name]
    assert all(text.en and text.ja for text in copy.traps().values())


@real.needed
def test_a_later_release_is_told_apart() -> None:
    """The democracy scores after July 2025 are not those of the published table, and it is said."""
    copy = imported("isard-democracy", real.LATER)
    assert copy.edition == "after July 2025"
    assert "this is not the release 'before July 2025'" in [text.en for text in copy.traps().values()]


@real.needed
def test_two_releases_in_one_folder_are_a_question_back() -> None:
    """Asked to choose between two releases of capabilities, it refuses and says how to go on."""
    with pytest.raises(Refused, match="differ"):
        imported("cow-nmc", real.DATA)


def test_every_unit_has_a_japanese_word() -> None:
    """Units of copies and of panels that are words in English are words in Japanese too."""
    from foedus.cli.readable import words
    from foedus.study.panel import dyad_columns, state_columns

    units = {column.unit for one in datasets().values() for column in one.columns.values()}
    units |= {spec.unit for spec in (*state_columns().values(), *dyad_columns().values())}
    assert units - {""} <= set(words()["units"])
