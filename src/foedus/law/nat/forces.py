"""Are forces, vessels or aircraft at a place covered by Article 6."""

from __future__ import annotations

from dataclasses import replace

from foedus.law.nat.finding import Finding, best, no, remarked, yes
from foedus.law.nat.terms import Terms, austria_occupied, remark
from foedus.law.nat.territory import WEST_BERLIN, Scene, territory
from foedus.law.nat.waters import COAST_KM, at_sea
from foedus.law.ruling import Holding
from foedus.world.geography import clearances
from foedus.world.standing import Standing

GERMANY, AUSTRIA = "western-zones-germany", "western-zones-austria"


def present(scene: Scene, standing: Standing, terms: Terms, thing: str) -> tuple[Finding, ...]:
    """Say whether `thing` (forces, vessel or aircraft) of a Party is covered, for each reading of the sea.

    Law: North Atlantic Treaty, Article 6, clause on forces, vessels and aircraft.
    """
    anywhere = replace(scene, party="")  # forces are covered over the territory of any Party
    if not standing.state:
        return at_sea(anywhere, terms)
    ground = _over(anywhere, standing, terms)
    if ground.holding is Holding.YES or thing != "vessel" or _deep(scene):
        return (ground,)
    return (best((ground, at_sea(anywhere, terms)[0])),)


def _over(scene: Scene, standing: Standing, terms: Terms) -> Finding:
    ground, basis = territory(scene, standing, terms), terms.basis_forces
    if _occupied(standing, scene):
        return yes(
            basis,
            "In an area of Europe in which occupation forces of Parties were stationed when the treaty "
            "entered into force.",
            "条約発効時に締約国の占領軍が駐留していた欧州の地域にある。",
        )
    if ground.holding is Holding.YES:
        return yes(
            basis,
            f"In or over territory that is covered. {ground.reason.en}",
            f"適用領域内又はその上空にある。{ground.reason.ja}",
        ).citing(ground.cites)
    doubt = remark("doubt_forces", *standing.areas) if _doubtful(scene, standing) else None
    if doubt:
        return remarked(Holding.OPEN, basis, doubt)
    if ground.holding is Holding.OPEN:
        return replace(ground, basis=basis)
    return no(
        basis,
        f"In or over land that the clause does not reach. {ground.reason.en}",
        f"条項の及ばない陸地又はその上空にある。{ground.reason.ja}",
    ).citing(ground.cites)


def _occupied(standing: Standing, scene: Scene) -> bool:
    if AUSTRIA in standing.areas:
        return austria_occupied(scene.day)
    western = GERMANY in standing.areas and standing.state in ("DEU", WEST_BERLIN)
    return western and standing.state not in scene.parties


def _doubtful(scene: Scene, standing: Standing) -> bool:
    return standing.state in scene.parties or AUSTRIA in standing.areas


def _deep(scene: Scene) -> bool:
    """Whether the point is too far inland for a sea to be meant."""
    near = clearances(scene.lat, scene.lon, COAST_KM)
    return min(near.values(), default=COAST_KM) <= -COAST_KM
