"""Is a place territory that Article 6 covers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from foedus.law.nat.finding import Finding, no, open_, remarked, yes
from foedus.law.nat.terms import Terms, remark, tropic, western_powers
from foedus.law.ruling import Holding
from foedus.terms.text import Text
from foedus.world.outlines import outlines
from foedus.world.rings import KM_PER_DEGREE
from foedus.world.standing import Standing

WEST_BERLIN = "BERLIN-WEST"
CONTINENTS = {"europe": Text("Europe", "欧州"), "north_america": Text("North America", "北米")}


@dataclass(frozen=True, slots=True)
class Scene:
    """Where and when, and who the Parties are.

    Attributes:
        lat: Latitude in degrees.
        lon: Longitude in degrees.
        day: The day of the case.
        parties: States for which the treaty is in force.
        party: Whose territory or forces; '' if any Party's.
        names: Names of states.
    """

    lat: float
    lon: float
    day: date
    parties: tuple[str, ...]
    party: str = ""
    names: Callable[[str], Text] = lambda code: Text(code, code)


def territory(scene: Scene, standing: Standing, terms: Terms) -> Finding:
    """Say whether land of one reading is covered territory.

    Law: North Atlantic Treaty, Article 6, clause on territory.
    """
    basis, state = terms.basis_territory, standing.state
    name = scene.names(state)
    if not state:
        return no(
            basis,
            "Open sea or land of no state is territory of no Party.",
            "公海又はいずれの国にも属さない地は締約国の領域ではない。",
        )
    if state == WEST_BERLIN:
        return _berlin(scene, basis)
    if state not in scene.parties:
        return _of_no_party(standing, name, basis)
    if scene.party and scene.party != state:
        other = scene.names(scene.party)
        return no(
            basis,
            f"The place is territory of {name.en}, not of {other.en}.",
            f"当該地は{name.ja}の領域であり、{other.ja}の領域ではない。",
        )
    return _of_party(scene, standing, terms)


def _of_no_party(standing: Standing, name: Text, basis: str) -> Finding:
    note = remark("note", standing.territory)
    if note:
        return remarked(Holding.NO, basis, note)
    return no(
        basis,
        f"The place is territory of {name.en}, which is not a Party on that day.",
        f"当該地は{name.ja}の領域であり、同国はその日に締約国ではない。",
    )


def _of_party(scene: Scene, standing: Standing, terms: Terms) -> Finding:
    basis, state, region = terms.basis_territory, standing.state, standing.region
    name = scene.names(state)
    keys = (*standing.areas, standing.territory, region)
    doubt = remark("doubt", *keys)
    if doubt and (terms.algeria or region != "algerian_sahara"):
        return remarked(Holding.OPEN, basis, doubt)
    if terms.turkey and state == "TUR":
        return yes(
            basis,
            "The clause names the territory of Turkey, all of it.",
            "条項はトルコの領域全体を明示している。",
        )
    if region in terms.regions:
        where = CONTINENTS[region]
        return yes(
            basis,
            f"Territory of {name.en}, a Party, in {where.en}.",
            f"締約国である{name.ja}の、{where.ja}における領域である。",
        )
    if terms.algeria and region == "algerian_departments":
        return yes(
            basis,
            "The clause names the Algerian departments of France.",
            "条項はフランスのアルジェリア諸県を明示している。",
        )
    if region == "north_atlantic_island":
        return _island(scene, name, basis)
    note = remark("note", *keys)
    if note:
        return remarked(Holding.NO, basis, note)
    return no(
        basis,
        f"Territory of {name.en}, but neither in Europe or North America nor an island of the North Atlantic "
        "area north of the Tropic of Cancer.",
        f"{name.ja}の領域だが、欧州・北米にも、北回帰線以北の北大西洋地域の島にも当たらない。",
    )


def _island(scene: Scene, name: Text, basis: str) -> Finding:
    margin = (scene.lat - tropic()) * KM_PER_DEGREE
    if abs(margin) <= outlines("law").accuracy_km:
        return open_(
            basis,
            "The island lies too near the Tropic of Cancer to tell.",
            "島は北回帰線に近すぎ、その南北を判別できない。",
        )
    if margin < 0:
        return no(
            basis,
            f"An island of {name.en}, but south of the Tropic of Cancer.",
            f"{name.ja}の島だが、北回帰線の南にある。",
        )
    return yes(
        basis,
        f"An island under the jurisdiction of {name.en} in the North Atlantic area north of the Tropic of "
        "Cancer.",
        f"北回帰線以北の北大西洋地域にある、{name.ja}の管轄下の島である。",
    )


def _berlin(scene: Scene, basis: str) -> Finding:
    doubt = remark("doubt", "berlin")
    if doubt is None or not set(western_powers()) & set(scene.parties):
        return no(
            basis, "West Berlin is under no Party's authority here.", "西ベルリンは締約国の権限下にない。"
        )
    return remarked(Holding.OPEN, basis, doubt)
