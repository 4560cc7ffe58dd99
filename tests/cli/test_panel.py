"""The doors `import` and `panel`."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import polars
import pytest

from tests.cli.door import ask
from tests.panel import invented


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A folder with invented copies."""
    return str(invented.write(tmp_path_factory.mktemp("copies")))


def test_import_lists_every_data_set_on_one_line(data: str) -> None:
    """What, on which terms, where to get it, found or not."""
    lines = ask("import", "--data", data).out.splitlines()
    found = {line.split()[0]: line for line in lines}
    assert "cow_nmc.csv.gz" in found["cow-nmc"]
    assert "not found" in found["sipri-milex"]
    assert "https://" in found["cow-nmc"]
    assert "なし" in ask("import", "--lang", "ja").out


def test_import_reports_a_copy(data: str) -> None:
    """Release, rows, years, digest and what each trap found, as text and as an envelope."""
    text = ask("import", "cow-nmc", "--data", data).out
    assert "1986–1995" in text
    assert "-9 means missing and is read as missing: 1 cells" in text
    reply = ask("import", "cow-nmc", "--data", data, "--json")
    assert reply.json["value"]["sha256"] in reply.json["sources"][0]["locator"]
    assert reply.json["value"]["last_year"] == 1995
    assert reply.json["notes"]
    assert "点検した落とし穴" in ask("import", "cow-nmc", "--data", data, "--lang", "ja").out


def test_import_prints_rows_with_our_codes(data: str) -> None:
    """CSV has a header, our codes and empty cells for what is missing."""
    rows = list(csv.DictReader(io.StringIO(ask("import", "cow-nmc", "--data", data, "--csv").out)))
    row = next(one for one in rows if one["ccode"] == "211" and one["year"] == "1988")
    assert (row["state"], row["milper"]) == ("BEL", "")


@pytest.mark.parametrize(
    ("argv", "status", "words"),
    [
        (("import", "cow-nmc"), 2, "--data"),
        (("import", "cow-nmk"), 2, "cow-nmc"),
        (("import", "sipri-milex", "--data", "DATA"), 1, "SIPRI-Milex"),
        (("panel", "dyads"), 2, "--data"),
        (("panel", "triads"), 2, "triads"),
        (("panel", "dyads", "--data", "DATA", "--rules", "no-such"), 2, "dangerous-dyads"),
        (("panel", "states", "--data", "DATA", "--rules", "dangerous-dyads"), 2, "dyads"),
        (("panel", "states", "--data", "DATA", "--directed"), 2, "direction"),
        (("panel", "dyads", "--data", "DATA", "--with", "cincprob"), 2, "cincprop"),
        (("panel", "dyads", "--data", "DATA", "--to", "2015"), 1, "1995"),
        (("panel", "states", "--data", "DATA", "--out", "panel.docx"), 2, "parquet"),
    ],
)
def test_mistakes_are_answered_as_the_contract_says(
    argv: tuple[str, ...], status: int, words: str, data: str
) -> None:
    """A usage error exits with 2, an answer that does not exist with 1, and both say how to go on."""
    reply = ask(*(data if word == "DATA" else word for word in argv))
    assert reply.status == status
    assert words in reply.err


def test_a_broken_copy_exits_with_three(tmp_path: Path) -> None:
    """A copy that does not hold what it should is broken data, in either door."""
    (tmp_path / "atop_alliance.csv").write_text("ccode1,ccode2\n2,200\n", encoding="utf-8")
    reply = ask("import", "atop", "--data", str(tmp_path), "--json")
    assert reply.status == 3
    assert reply.json["error"]["kind"] == "BadRow"


YEARS = ("--from", "1986", "--to", "1995")


def test_a_panel_is_summarised(data: str) -> None:
    """Rows, columns, years, missing values and the copies by their digest."""
    words = ("panel", "dyads", "--data", data, *YEARS, "--with", "cinc,t", "--with", "nato_joint")
    value = ask(*words, "--json").json["value"]
    assert value["years"] == [1986, 1995]
    assert value["columns"][-4:] == ["cinc_a", "cinc_b", "t", "nato_joint"]
    assert set(value["missing"]) == {"cinc_a", "cinc_b", "t", "nato_joint"}
    assert {one["dataset"] for one in value["releases"]} == {"cow-states", "cow-nmc", "gml-mid-dyads"}
    assert "sha256" in ask(*words).out


def test_a_panel_is_written_alike_in_both_formats(data: str, tmp_path: Path) -> None:
    """CSV, Parquet and the standard output hold the same table; missing is empty, flags are whole numbers."""
    words = ("panel", "dyads", "--data", data, *YEARS, "--with", "minmilit,gmlmidonset")
    for name in ("panel.csv", "panel.parquet"):
        assert ask(*words, "--out", str(tmp_path / name)).status == 0
    one, two = polars.read_csv(tmp_path / "panel.csv"), polars.read_parquet(tmp_path / "panel.parquet")
    assert one.rows() == two.rows()
    assert ask(*words, "--csv").out == (tmp_path / "panel.csv").read_text(encoding="utf-8")
    assert two["gmlmidonset"].dtype == polars.Int32
    assert two["minmilit"].null_count() > 0


def test_columns_say_what_absence_means() -> None:
    """The list of columns has unit, source and the meaning of an empty cell, in both languages."""
    rows = list(csv.DictReader(io.StringIO(ask("panel", "columns", "--csv").out)))
    onset = next(row for row in rows if row["column"] == "gmlmidonset")
    assert onset["dataset"] == "gml-mid-dyads"
    assert "zero" in onset["absence"]
    assert "欠測" in onset["absence_ja"]
