"""Article 6: would an attack at this place fall under Article 5."""

from __future__ import annotations

from functools import cache, partial

from foedus.law.argument import Argument
from foedus.law.instrument import provision, wordings
from foedus.law.nat.finding import Finding, agreed, no, open_
from foedus.law.nat.forces import present
from foedus.law.nat.terms import Terms, terms
from foedus.law.nat.territory import Scene, territory
from foedus.law.nat.waters import coastal
from foedus.law.rule import Case, Rule
from foedus.law.ruling import Ruling
from foedus.law.situation import Situation, name, parties, subject
from foedus.terms.errors import BadArgument
from foedus.terms.text import Text
from foedus.world.gazetteer import place
from foedus.world.geography import check_point
from foedus.world.standing import Standing, standings, standings_of

NAME = "nat.6"
TITLE = Text("Article 6: the area to which Article 5 applies", "第6条：第5条の適用範囲")
DOUBT = Text(
    "The place lies too near a coast, border or other line for the map to tell, and the two sides differ.",
    "海岸線・国境等の線に近く、地図の精度ではいずれの側か判別できず、両側で結論が異なる。",
)

ORBIT = Text(
    "A satellite is neither territory, forces, vessel nor aircraft: the clause does not name it and does not "
    "say that it names all.",
    "衛星は領域、軍隊、船舶、航空機のいずれにも当たらず、条項に明示はないが、条項は網羅的な列挙とも述べていない。",
)


def arguments() -> tuple[Argument, ...]:
    """Return the argument table of Article 6."""
    return (
        Argument("lat", "number", Text("latitude in degrees, south negative", "緯度（度、南緯は負）")),
        Argument("lon", "number", Text("longitude in degrees, west negative", "経度（度、西経は負）")),
        Argument(
            "place",
            "place",
            Text("a place of the gazetteer, instead of lat and lon", "地名（緯度・経度の代わり）"),
        ),
        Argument(
            "party",
            "state",
            Text(
                "whose territory or forces; any Party's if not given",
                "領域・軍隊の帰属国（省略時はいずれかの締約国）",
            ),
        ),
        Argument(
            "object",
            "choice",
            Text("what is attacked", "攻撃の対象"),
            ("territory", "forces", "vessel", "aircraft", "satellite"),
            default="territory",
        ),
    )


@cache
def rule() -> Rule:
    """Return Article 6 through its three wordings."""
    texts = wordings("north-atlantic-treaty", NAME)
    provisions = tuple(provision(text, partial(_apply, terms(text.span.since.first))) for text in texts)
    return Rule(NAME, TITLE, arguments(), provisions, "nat.11")


def placed(case: Case) -> bool:
    """Whether the case says where; a satellite is in orbit."""
    return case.get("object") == "satellite" or "place" in case or "lat" in case or "lon" in case


def not_a_party(world: Situation, party: str) -> Ruling:
    """Return the ruling on a state for which the treaty is not in force."""
    who = subject(world, party)
    en, ja = f"{who.en} is not a Party on {world.day}.", f"{who.ja}は{world.day}に締約国ではない。"
    return agreed((no(NAME, en, ja),), DOUBT)


def _apply(now: Terms, world: Situation, case: Case) -> Ruling:
    if case["object"] == "satellite":
        return _in_orbit(world, case, now)
    scene, readings = _scene(world, case)
    if scene.party and scene.party not in scene.parties:
        return not_a_party(world, scene.party)
    return agreed(_findings(scene, readings, now, case["object"]), DOUBT)


def _in_orbit(world: Situation, case: Case, now: Terms) -> Ruling:
    """A spacecraft is none of what the clause names; the list includes, it does not exclude."""
    party = case.get("party", "")
    if party and party not in parties(world):
        return not_a_party(world, party)
    return agreed((open_(now.basis_forces, ORBIT.en, ORBIT.ja),), DOUBT)


def _scene(world: Situation, case: Case) -> tuple[Scene, tuple[Standing, ...]]:
    bound, party, names = parties(world), case.get("party", ""), partial(name, world)
    if "place" in case:
        if "lat" in case or "lon" in case:
            raise BadArgument("place and lat, lon are given", remedy="give one or the other")
        spot = place(case["place"])
        scene = Scene(spot.lat, spot.lon, world.day, bound, party, names)
        return scene, standings_of(spot, world.day)
    if "lat" not in case or "lon" not in case:
        raise BadArgument(f"{NAME} needs a place", remedy="add place=NAME, or lat=... lon=...")
    lat, lon = float(case["lat"]), float(case["lon"])
    check_point(lat, lon)
    return Scene(lat, lon, world.day, bound, party, names), standings(lat, lon, world.day)


def _findings(scene: Scene, readings: tuple[Standing, ...], now: Terms, thing: str) -> tuple[Finding, ...]:
    if thing != "territory":
        return tuple(found for reading in readings for found in present(scene, reading, now, thing))
    return tuple(_ground(scene, reading, now) for reading in readings)


def _ground(scene: Scene, reading: Standing, now: Terms) -> Finding:
    """Territory on land; at sea, the territorial sea off it."""
    if reading.state:
        return territory(scene, reading, now)
    found = coastal(scene, now)
    return Finding(found.holding, now.basis_territory, found.reason)
