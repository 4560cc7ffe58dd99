"""Small copies of data sets, all figures invented; only numbers of states are real."""

from __future__ import annotations

import csv
import gzip
import io
import struct
import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np

FIRST, LAST = 1986, 1995
# Two powers, three others, and two Germanies of which one ends on the day before the other begins anew.
STATES = (
    ("USA", 2, (1816, 1, 1), (1995, 12, 31)),
    ("UKG", 200, (1816, 1, 1), (1995, 12, 31)),
    ("BEL", 211, (1919, 1, 1), (1995, 12, 31)),
    ("GMY", 255, (1990, 10, 3), (1995, 12, 31)),
    ("GFR", 260, (1955, 5, 5), (1990, 10, 2)),
    ("POL", 290, (1945, 6, 28), (1995, 12, 31)),
    ("EST", 366, (1991, 9, 6), (1995, 12, 31)),
)
NUMBERS = tuple(number for _, number, _, _ in STATES)
# Dyads, and the years in which a dispute was under way; the first year of each is its onset.
DISPUTES = {(2, 290): ((1987, 1988), (1992,)), (211, 260): ((1989,),), (255, 290): ((1990, 1991), (1993,))}
_UNTIL = "1995-12-01"
BORDERS = (
    (211, 255, 0, "1986-01-01", _UNTIL),
    (211, 255, 1, "1990-10-01", _UNTIL),
    (211, 260, 1, "1955-05-01", "1990-10-01"),
    (200, 211, 4, "1919-01-01", _UNTIL),
    (255, 290, 1, "1990-11-01", "1993-07-01"),
    (255, 290, 2, "1993-07-01", _UNTIL),
)


def table(path: Path, header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Write a CSV file, compressed if its name says so."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    whole = text.getvalue().encode("utf-8")
    path.write_bytes(gzip.compress(whole) if path.suffix == ".gz" else whole)


def _names(text: str) -> list[str]:
    return text.split(",")


def years(number: int) -> list[int]:
    """Return the years in which a state was one."""
    (_, _, since, until) = next(one for one in STATES if one[1] == number)
    return list(range(max(FIRST, since[0]), until[0] + 1))


def both(one: int, other: int) -> list[int]:
    """Return the years in which both were states in any part of it."""
    return sorted(set(years(one)) & set(years(other)))


def write(folder: Path) -> Path:
    """Write all copies that the published rules need, and some more; return the folder."""
    luck = np.random.default_rng(7)
    header = ("stateabb", "ccode", "statenme", *(f"{end}{part}" for end in ("st", "end") for part in PARTS))
    table(folder / "cow_states.csv", header, [(s, n, s, *a, *b) for s, n, a, b in STATES])
    span = (1898, 8, 13, 1995, 12, 31)
    header = ("ccode", *(f"{end}{part}" for end in ("st", "end") for part in PARTS))
    table(folder / "cow_majors.csv", header, [(2, *span)])
    table(
        folder / "cow_contdir.csv",
        ("ccode1", "ccode2", "conttype", "stdate", "enddate"),
        [row for a, b, *rest in BORDERS for row in ((a, b, *rest), (b, a, *rest))],
    )
    _states(folder, luck)
    _dyads(folder)
    return folder


PARTS = ("year", "month", "day")


def _states(folder: Path, luck: np.random.Generator) -> None:
    keys = [(number, year) for number in NUMBERS for year in years(number)]
    cinc = luck.uniform(0.01, 0.2, len(keys))
    people = luck.uniform(1e3, 2e5, len(keys))
    # One state has no figure of its soldiers in one year, as -9.
    soldiers = [-9 if key == (211, 1988) else round(one / 200) for key, one in zip(keys, people, strict=True)]
    capabilities = [
        (*key, 1000, force, 10, 20, round(one, 3), 5, share)
        for key, force, one, share in zip(keys, soldiers, people, cinc, strict=True)
    ]
    header = _names("ccode,year,milex,milper,irst,pec,tpop,upop,cinc")
    table(folder / "cow_nmc.csv.gz", header, capabilities)
    scores = luck.normal(0, 1, len(keys)).tolist()
    regimes = [(*key, one, "NA", 0.5) for key, one in zip(keys, scores, strict=True)]
    table(folder / "cw_democracy.csv", _names("ccode,year,aeuds,polity2,v2x_polyarchy"), regimes)
    wealth = luck.uniform(1e3, 4e4, len(keys)).tolist()
    products = [(*key, one, 100, 1) for key, one in zip(keys, wealth, strict=True)]
    table(folder / "cw_gdppop.csv", _names("ccode,year,mrgdppc,pwtrgdp,pwtpop"), products)


def _dyads(folder: Path) -> None:
    rows = []
    for number, ((a, b), disputes) in enumerate(DISPUTES.items()):
        for turn, spell in enumerate(disputes):
            for one, other in ((a, b), (b, a)):
                case = 10 * number + turn
                rows += [(case, one, other, year, 1, int(year == spell[0]), 3, 4) for year in spell]
    # A dispute of two who share no border and no power ends the coverage.
    rows += [(99, 211, 366, LAST, 1, 1, 3, 3), (99, 366, 211, LAST, 1, 1, 3, 3)]
    rows += [(98, 200, 211, FIRST, 1, 1, 3, 3), (98, 211, 200, FIRST, 1, 1, 3, 3)]
    header = _names("dispnum,ccode1,ccode2,year,gmlmidongoing,gmlmidonset,hostlev1,hostlev2")
    table(folder / "gml_mid_ddydisps.csv", header, rows)
    pledges = [(a, b, year, 1, 0, 0, 1, 1) for a, b in ((2, 200), (200, 2)) for year in both(a, b)]
    # An obligation of one side only.
    pledges += [(2, 211, year, int(year > 1990), 1, 0, 1, 1) for year in both(2, 211)]
    obligations = [f"atop_{one}" for one in OBLIGATIONS]
    table(folder / "atop_alliance.csv", ["ccode1", "ccode2", "year", *obligations], pledges)


OBLIGATIONS = ("defense", "offense", "neutral", "nonagg", "consul")
_SHEET = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{}</sheetData></worksheet>'
_BOOK = (
    '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>{}</sheets></workbook>'
)
_LINKS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
)


def workbook(path: Path, sheets: dict[str, list[list[object]]]) -> None:
    """Write a workbook whose cells are texts and numbers in place."""
    with zipfile.ZipFile(path, "w") as book:
        names = "".join(f'<sheet name="{name}" r:id="r{at}"/>' for at, name in enumerate(sheets))
        book.writestr("xl/workbook.xml", _BOOK.format(names))
        links = "".join(f'<Relationship Id="r{at}" Target="sheet{at}.xml"/>' for at in range(len(sheets)))
        book.writestr("xl/_rels/workbook.xml.rels", _LINKS.format(links))
        for at, rows in enumerate(sheets.values()):
            book.writestr(f"xl/sheet{at}.xml", _SHEET.format("".join(map(_row, rows))))


def _row(cells: list[object]) -> str:
    return "<row>" + "".join(_cell(chr(65 + at), one) for at, one in enumerate(cells)) + "</row>"


def _cell(letter: str, value: object) -> str:
    if isinstance(value, str):
        return f'<c r="{letter}1" t="inlineStr"><is><t>{value}</t></is></c>'
    return f'<c r="{letter}1"><v>{value}</v></c>'


def stata(path: Path, names: Sequence[str], rows: Sequence[Sequence[float]]) -> None:
    """Write a Stata file of format 118 with doubles only."""
    body = b"".join(struct.pack(f"<{len(names)}d", *row) for row in rows)
    parts = (
        (b"release", b"118"),
        (b"byteorder", b"LSF"),
        (b"K", struct.pack("<H", len(names))),
        (b"N", struct.pack("<Q", len(rows))),
        (b"variable_types", struct.pack(f"<{len(names)}H", *[65526] * len(names))),
        (b"varnames", b"".join(name.encode().ljust(129, b"\0") for name in names)),
        (b"data", body),
    )
    path.write_bytes(b"".join(b"<%b>%b</%b>" % (tag, value, tag) for tag, value in parts))
