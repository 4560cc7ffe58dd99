"""Derive the distances of the transport network and check them against routing graphs.

    python scripts/derive/distances.py                      check edges.csv against great circle x detour
    python scripts/derive/distances.py --write              rewrite its distance_km
    python scripts/derive/distances.py --rail rail.npz --road road.npz --sea
                                                            print deviations from routing graphs and searoute

The graphs are arrays `latlon` (nodes, 2), `src`, `dst`, `km` cut from OpenStreetMap (ODbL); they are no part
of the package. `--sea` needs the package searoute.
"""

from __future__ import annotations

import argparse
import csv
import importlib
import sys
import tomllib
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components, dijkstra

from foedus.world.distance import great_circle_km
from foedus.world.network import Edge, Network, read

FOLDER = Path(__file__).parents[2] / "src" / "foedus" / "data" / "network"
SEA_PAIRS = {
    ("beaumont", "bremerhaven"): 5159,
    ("charleston", "bremerhaven"): 3940,
    ("new-york", "rotterdam"): 3307,
    ("norfolk", "alexandroupoli"): 5050,
    ("rotterdam", "klaipeda"): 911,
}
KM_A_NAUTICAL_MILE = 1.852


def derived(network: Network, modes: dict[str, Any], edge: Edge) -> float:
    """Return great circle x detour of an edge, whole km."""
    start, end = network.nodes[edge.start], network.nodes[edge.end]
    away = float(great_circle_km(start.lat, start.lon, end.lat, end.lon))
    return float(round(away * modes[edge.mode]["detour"]))


def write(network: Network, modes: dict[str, Any]) -> None:
    """Rewrite the column distance_km."""
    path = FOLDER / "edges.csv"
    with path.open(encoding="utf-8", newline="") as stream:
        lines = list(csv.DictReader(stream))
    for line, edge in zip(lines, network.edges, strict=True):
        line["distance_km"] = f"{derived(network, modes, edge):g}"
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, list(lines[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(lines)


def sea_km(network: Network, start: str, end: str) -> float:
    """Return the shortest distance by sea edges."""
    names = sorted(network.nodes)
    number = {name: index for index, name in enumerate(names)}
    edges = [edge for edge in network.edges if edge.mode == "sea"]
    ends = ([number[edge.start] for edge in edges], [number[edge.end] for edge in edges])
    graph = coo_array(([edge.distance_km for edge in edges], ends), shape=(len(names), len(names)))
    return float(dijkstra(graph.tocsr(), directed=False, indices=number[start])[number[end]])


def check_graph(network: Network, modes: dict[str, Any], mode: str, path: Path) -> None:
    """Print how the edges of a mode compare with shortest ways on a routing graph."""
    data = np.load(path)
    size = len(data["latlon"])
    graph = coo_array((data["km"], (data["src"], data["dst"])), shape=(size, size)).tocsr()
    _, label = connected_components(graph, directed=False)
    inside = np.flatnonzero(label == np.bincount(label).argmax())
    lats, lons = data["latlon"][inside, 0], data["latlon"][inside, 1]
    nearest = {}
    for name, node in network.nodes.items():
        distance = great_circle_km(node.lat, node.lon, lats, lons)
        if distance.min() < 15:
            nearest[name] = int(inside[distance.argmin()])
    ratios = []
    for edge in network.edges:
        if edge.mode == mode and edge.start in nearest and edge.end in nearest:
            away = dijkstra(graph, directed=False, indices=nearest[edge.start])[nearest[edge.end]]
            ratios.append((float(away) / edge.distance_km, edge.id, float(away), edge.distance_km))
    values = np.array([ratio for ratio, *_ in ratios if np.isfinite(ratio)])
    detour = modes[mode]["detour"]
    print(
        f"{mode}: {len(values)} edges; graph / ours: median {np.median(values):.3f}, "
        f"p10 {np.quantile(values, 0.1):.3f}, p90 {np.quantile(values, 0.9):.3f}; "
        f"detour on the graph: median {np.median(values) * detour:.3f}"
    )
    for ratio, name, away, ours in sorted(ratios)[:5] + sorted(ratios)[-8:]:
        print(f"  {name:45s} graph {away:7.0f} ours {ours:6.0f} ratio {ratio:.2f}")


def check_sea(network: Network) -> None:
    """Print distances between ports beside those of searoute."""
    searoute = importlib.import_module("searoute")
    for (start, end), target in SEA_PAIRS.items():
        ends = [[network.nodes[name].lon, network.nodes[name].lat] for name in (start, end)]
        theirs = searoute.searoute(*ends, units="naut").properties["length"]
        ours = sea_km(network, start, end) / KM_A_NAUTICAL_MILE
        print(
            f"  {start}-{end}: ours {ours:.0f} nm, searoute {theirs:.0f}, published check {target}, "
            f"deviation {ours / target - 1:+.1%}"
        )


def main() -> int:
    """Run the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--rail", type=Path)
    parser.add_argument("--road", type=Path)
    parser.add_argument("--sea", action="store_true")
    asked = parser.parse_args()
    network, modes = read(FOLDER), tomllib.loads((FOLDER / "modes.toml").read_text(encoding="utf-8"))
    if asked.write:
        write(network, modes)
        network = read(FOLDER)
    wrong = [edge.id for edge in network.edges if abs(derived(network, modes, edge) - edge.distance_km) > 1]
    print(f"{len(network.edges)} edges, {len(wrong)} differ from great circle x detour", *wrong[:5])
    for (start, end), target in SEA_PAIRS.items():
        ours = sea_km(network, start, end) / KM_A_NAUTICAL_MILE
        print(f"  {start}-{end}: {ours:.0f} nm beside {target}: {ours / target - 1:+.1%}")
    for mode in ("rail", "road"):
        path = getattr(asked, mode)
        if path:
            check_graph(network, modes, mode, path)
    if asked.sea:
        check_sea(network)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
