"""Whatever is wrong with a copy, the answer is an error that says so, never a fault of ours."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from foedus.record.imports import imported
from foedus.terms.errors import BadData
from tests.panel import invented

FILES = {
    "cow-states": "cow_states.csv",
    "cow-majors": "cow_majors.csv",
    "cow-contiguity": "cow_contdir.csv",
    "cow-nmc": "cow_nmc.csv.gz",
    "gml-mid-dyads": "gml_mid_ddydisps.csv",
    "atop": "atop_alliance.csv",
    "un-ideal-points": "Idealpoints.dta",
    "sipri-milex": "SIPRI-Milex-data-1.xlsx",
}
JUNK = (
    b"",
    b",",
    b'"',
    b"\n",
    b"\r",
    b"-9",
    b"NA",
    b"9e99",
    b"x",
    b"\xff",
    b"1e400",
    b"inf",
    b"0",
    b"999999",
)
EDITS = st.lists(
    st.tuples(st.integers(0, 10**6), st.sampled_from((0, 1, 2, 20, 400)), st.sampled_from(JUNK)),
    min_size=1,
    max_size=3,
)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with copies in every form."""
    folder = invented.write(tmp_path_factory.mktemp("whole"))
    names = ("ccode", "year", "idealpointfp", "idealpointall")
    invented.stata(folder / FILES["un-ideal-points"], names, [(2, 2000, 1, 1), (200, 2000, 1, 2)])
    rows: list[list[object]] = [["Country", 2019], ["Estonia", 0.5]]
    sheets = dict.fromkeys(("Constant (2023) US$", "Current US$", "Share of GDP"), rows)
    invented.workbook(folder / FILES["sipri-milex"], sheets)
    return folder


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
@given(name=st.sampled_from(sorted(FILES)), edits=EDITS, inside=st.booleans())
def test_a_damaged_copy_is_read_or_refused(
    whole: Path, tmp_path: Path, name: str, edits: list[tuple[int, int, bytes]], *, inside: bool
) -> None:
    """A few bytes out of place are told with their place, or do no harm."""
    raw = (whole / FILES[name]).read_bytes()
    packed = FILES[name].endswith(".gz") and inside
    damaged = bytearray(gzip.decompress(raw) if packed else raw)
    for place, length, junk in edits:
        start = place % len(damaged)
        damaged[start : start + length] = junk
        damaged = damaged or bytearray(b" ")
    (tmp_path / FILES[name]).write_bytes(gzip.compress(bytes(damaged)) if packed else bytes(damaged))
    try:
        copy = imported(name, tmp_path)
        copy.traps()
        header, rows = copy.table()
        assert all(len(row) == len(header) for row in rows)
    except BadData as error:
        assert error.where  # noqa: PT017
