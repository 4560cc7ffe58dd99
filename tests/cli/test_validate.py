"""The door `validate`: what it prints and with which status it ends."""

from __future__ import annotations

import csv
import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from foedus.cli.main import main


def ask(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    """Run the program; return its exit status, stdout and stderr."""
    status = 0
    try:
        main(["validate", *words])
    except SystemExit as done:
        status = int(done.code or 0)
    out = capsys.readouterr()
    return status, out.out, out.err


def envelope(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, dict[str, Any]]:
    """Run the program with --json; return its exit status and the envelope."""
    status, out, _ = ask(capsys, *words, "--json")
    found: dict[str, Any] = json.loads(out)
    return status, found


def test_the_envelope_is_that_of_the_contract(capsys: pytest.CaptureFixture[str]) -> None:
    """Each target has identifier, kind, status, ours, published, tolerance, source; the summary is beside."""
    status, found = envelope(capsys, "balance")
    assert status == 0
    assert found["door"] == "validate"
    assert set(found["value"]) == {"targets", "summary"}
    for one in found["value"]["targets"]:
        assert {"id", "kind", "status", "ours", "published", "tolerance", "source"} <= set(one)
        assert one["id"].startswith("balance.")
    statuses = {one["id"]: one["status"] for one in found["value"]["targets"]}
    assert statuses["balance.cdb90_counts"] == "pass"
    assert statuses["balance.fricker_ardennes"] == "needs-data"


def test_data_that_are_needed_are_named_with_their_licence(capsys: pytest.CaptureFixture[str]) -> None:
    """A target without data has no figures of ours; text and JSON say which data and on which terms."""
    status, found = envelope(capsys, "council.deu3")
    (one,) = found["value"]["targets"]
    assert (status, one["status"], one["ours"]) == (0, "needs-data", None)
    assert one["needs"]["licence"].startswith("CC BY 4.0")
    _, text, _ = ask(capsys, "council.deu3")
    assert "needs data" in text
    assert "CC BY 4.0" in text


def test_ours_stands_beside_the_published_figure(capsys: pytest.CaptureFixture[str]) -> None:
    """The text has a heading for each kind and a line for each figure."""
    _, text, _ = ask(capsys, "balance.helmbold_regression", "crps.normal")
    assert text.index("Verification") < text.index("Replication")
    line = next(line for line in text.splitlines() if " alpha " in line)
    assert line.split() == ["alpha", "-0.2725", "-0.22", "±0.08"]


def test_japanese_readers_get_japanese(capsys: pytest.CaptureFixture[str]) -> None:
    """With --lang ja headings, titles and statuses are Japanese."""
    _, text, _ = ask(capsys, "balance.cdb90_counts", "--lang", "ja")
    assert "計算の検証" in text
    assert "660の戦闘の勝敗" in text
    assert "pass" not in text


def test_csv_has_a_row_for_each_figure(capsys: pytest.CaptureFixture[str]) -> None:
    """The rows carry both numbers unrounded."""
    _, text, _ = ask(capsys, "burden.nato_aggregates", "--csv")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [row["figure"] for row in rows] == ["total", "europe_canada"]
    assert float(rows[0]["ours"]) == pytest.approx(2.7127, abs=1e-4)
    assert rows[0]["published"] == "2.713"


def test_a_failure_sets_the_exit_status(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Exit status 1 if a target fails, with the answer printed all the same."""
    lines = [f"{day} {8e5 - day} {2e3 + day} {6e5 - 9 * day} {3e3 - 5 * day}" for day in range(12)]
    (tmp_path / "ardennes.csv").write_text("\n".join(["day", *lines]), encoding="utf-8")
    words = ("balance.fricker_ardennes", "--data", str(tmp_path))
    status, found = envelope(capsys, *words)
    assert status == 1
    assert found["value"]["targets"][0]["status"] == "fail"
    status, text, _ = ask(capsys, *words)
    assert status == 1
    assert "fail" in text


def test_the_folder_may_come_from_the_environment(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """FOEDUS_DATA stands in for --data."""
    (tmp_path / "ardennes.csv").write_text("day\n1 9e5 2e3 6e5 3e3\n2 8e5 1e3 5e5 2e3\n", encoding="utf-8")
    monkeypatch.setenv("FOEDUS_DATA", str(tmp_path))
    _, found = envelope(capsys, "balance.fricker_ardennes")
    assert found["value"]["targets"][0]["status"] == "fail"


def test_an_unknown_target_is_a_usage_error(capsys: pytest.CaptureFixture[str]) -> None:
    """Exit status 2 with the nearest names."""
    status, out, err = ask(capsys, "balanse")
    assert (status, out) == (2, "")
    assert "balance" in err


def test_the_page_is_markdown(capsys: pytest.CaptureFixture[str]) -> None:
    """With --markdown the answer is the page of the targets asked for."""
    status, text, _ = ask(capsys, "brier", "--markdown")
    assert status == 0
    assert text.startswith("# Validation")
    assert "| `brier.murphy` |" in text


def test_the_program_opens_no_heavy_library_to_say_its_name() -> None:
    """Finding the command costs no model: they are imported when it runs."""
    import subprocess

    code = "import sys, foedus.cli.validate; print('numpy' in sys.modules, 'scipy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False"]
