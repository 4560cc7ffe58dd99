"""The transport network."""

from __future__ import annotations

from pathlib import Path

import pytest

from foedus.terms.errors import BadRow, DuplicateId, UnknownName, UnknownReference
from foedus.world.distance import great_circle_km
from foedus.world.network import bundled, read

NODES = "id,name_en,name_ja,kind,state,lat,lon,throughput,low,high,gauge,source,why\n"
EDGES = "from,to,mode,distance_km,speed_km_day,capacity,low,high,lane,source,why\n"
PORT = "a,A,港,port,DEU,53,8,0.3,0.1,0.6,1435,,berths\n"
AREA = "b,B,地,assembly,POL,53,18,,,,1435,,place\n"
LINE = "a,b,rail,700,600,0.3,0.1,0.6,,,trains\n"


def _folder(path: Path, nodes: str, edges: str) -> Path:
    (path / "nodes.csv").write_text(NODES + nodes, encoding="utf-8")
    (path / "edges.csv").write_text(EDGES + edges, encoding="utf-8")
    return path


def test_every_node_is_named_in_both_languages_and_joined() -> None:
    """Each node has an English and a Japanese name and at least one edge."""
    network = bundled()
    joined = {end for edge in network.edges for end in (edge.start, edge.end)}
    assert set(network.nodes) == joined
    assert all(node.name.en and node.name.ja for node in network.nodes.values())


def test_railways_meet_on_a_common_gauge() -> None:
    """No railway edge joins two nodes without a gauge in common."""
    network = bundled()
    for edge in network.edges:
        if edge.mode == "rail":
            shared = set(network.nodes[edge.start].gauge) & set(network.nodes[edge.end].gauge)
            assert shared, edge.where


def test_every_capacity_is_a_range_with_its_arithmetic() -> None:
    """Each throughput and capacity has a range and says how it comes about."""
    network = bundled()
    stated = [node.why for node in network.nodes.values() if node.throughput]
    stated += [edge.why for edge in network.edges if edge.capacity]
    assert all(stated)
    assert all(node.throughput.low > 0 for node in network.nodes.values() if node.throughput)


def test_no_edge_is_shorter_than_the_great_circle() -> None:
    """No edge is shorter than the great circle between its ends."""
    network = bundled()
    for edge in network.edges:
        start, end = network.nodes[edge.start], network.nodes[edge.end]
        assert edge.distance_km >= float(great_circle_km(start.lat, start.lon, end.lat, end.lon)) - 1


def test_taking_a_node_out_takes_its_edges(tmp_path: Path) -> None:
    """Without a node no edge ends there; without an edge the nodes stay."""
    network = read(_folder(tmp_path, PORT + AREA, LINE))
    assert network.without("a").edges == ()
    assert network.without("rail:a/b").edges == ()
    assert set(network.without("rail:a/b").nodes) == {"a", "b"}


def test_scaling_multiplies_the_whole_range(tmp_path: Path) -> None:
    """Halving a node halves value, low and high; edges not named stay."""
    network = read(_folder(tmp_path, PORT + AREA, LINE)).scaled({"a": 0.5})
    spread = network.nodes["a"].throughput
    assert spread is not None
    assert (spread.value, spread.low, spread.high) == (0.15, 0.05, 0.3)
    assert network.edges[0].capacity is not None
    assert network.edges[0].capacity.value == 0.3


def test_reach_takes_in_nodes_and_their_edges(tmp_path: Path) -> None:
    """Within 50 km of the port lie the port and the line that ends there, not the far end."""
    network = read(_folder(tmp_path, PORT + AREA, LINE))
    assert network.within([(53.1, 8.1)], 50) == ("a", "rail:a/b")


def test_unknown_node_is_answered_with_names_like_it() -> None:
    """Asking for a misspelt node suggests nodes that begin alike."""
    with pytest.raises(UnknownName) as caught:
        bundled().node("bremerhafen")
    assert "bremerhaven" in caught.value.suggestions


@pytest.mark.parametrize(
    ("nodes", "edges", "error", "words"),
    [
        (PORT.replace("53", "north"), "", BadRow, "nodes.csv:2"),
        (PORT.replace("port", "harbour"), "", BadRow, "kind 'harbour'"),
        (PORT.replace("0.6", "0.2"), "", BadRow, "outside its range"),
        (PORT.replace(",berths", ","), "", BadRow, "neither source nor why"),
        (PORT + PORT, "", DuplicateId, "nodes.csv:3"),
        (PORT, LINE, UnknownReference, "no node 'b'"),
        (PORT + AREA, LINE + LINE, DuplicateId, "edges.csv:3"),
        (PORT + AREA, LINE.replace("rail", "canal"), BadRow, "mode 'canal'"),
    ],
)
def test_broken_rows_name_their_line(
    tmp_path: Path, nodes: str, edges: str, error: type[Exception], words: str
) -> None:
    """A broken file is refused with the file, the line and the reason."""
    with pytest.raises(error, match=words.replace("(", r"\(")):
        read(_folder(tmp_path, nodes, edges))
