"""Is a stretch of water, or the air above it, one that Article 6 covers."""

from __future__ import annotations

from foedus.law.nat.finding import Finding, best, no, open_, yes
from foedus.law.nat.terms import Terms, breadth, tropic
from foedus.law.nat.territory import Scene, territory
from foedus.law.ruling import Holding, all_of
from foedus.world.areas import seas, seas_about
from foedus.world.geography import clearances
from foedus.world.outlines import outlines
from foedus.world.rings import KM_PER_DEGREE
from foedus.world.standing import readings

MEDITERRANEAN = "mediterranean"
COAST_KM = 25.0


def at_sea(scene: Scene, terms: Terms) -> tuple[Finding, ...]:
    """Say of a point at sea, for each reading of the sea, whether the clause on forces covers it.

    Law: North Atlantic Treaty, Article 6, clause on forces, vessels and aircraft; for the territorial sea,
    general law.
    """
    coast = coastal(scene, terms)
    names = seas_about(scene.lat, scene.lon)
    if not names:
        return (coast,)
    return tuple(best((_named(scene, terms, name), coast)) for name in names)


def coastal(scene: Scene, terms: Terms) -> Finding:
    """Say whether the point is in the territorial sea off covered territory of a Party."""
    near = clearances(scene.lat, scene.lon, COAST_KM)
    nowhere = no(terms.basis_forces, "Not in the territorial sea of a Party.", "締約国の領海ではない。")
    return best([nowhere, *(_off(scene, terms, code, max(km, 0.0)) for code, km in sorted(near.items()))])


def _off(scene: Scene, terms: Terms, code: str, km: float) -> Finding:
    land = readings(code, scene.lat, scene.lon, scene.day)[0]
    ground, basis, name = territory(scene, land, terms), terms.basis_forces, scene.names(land.state)
    held = all_of((ground.holding, breadth(land.state, scene.day).holds(km)))
    if held is Holding.YES:
        return yes(
            basis,
            f"In or over the territorial sea of {name.en}, a Party.",
            f"締約国である{name.ja}の領海内又はその上空にある。",
        )
    if held is Holding.OPEN:
        return open_(
            basis,
            f"Off {name.en}: whether this is territorial sea of covered territory cannot be told.",
            f"{name.ja}の沖合だが、適用領域の領海に当たるか確定できない。",
        )
    return no(basis, f"Not covered as territorial sea of {name.en}.", f"{name.ja}の領海としては対象外。")


def _named(scene: Scene, terms: Terms, name: str) -> Finding:
    basis, sea = terms.basis_forces, seas()[name].name
    margin = (scene.lat - tropic()) * KM_PER_DEGREE
    if name in terms.seas_covered and name == MEDITERRANEAN:
        return yes(basis, f"{sea.en}: the clause names this sea.", f"{sea.ja}：条項が明示する海域である。")
    if name not in (*terms.seas_covered, *terms.seas_doubtful) or margin < -outlines("law").accuracy_km:
        return no(
            basis,
            f"{sea.en}, here: outside the seas that the clause covers.",
            f"{sea.ja}（当該地点）：条項の対象海域の外にある。",
        )
    if margin <= outlines("law").accuracy_km:
        return open_(
            basis, "Too near the Tropic of Cancer to tell.", "北回帰線に近すぎ、その南北を判別できない。"
        )
    if name in terms.seas_doubtful:
        return open_(
            basis,
            f"{sea.en}: the text names neither this sea nor an outer limit of the North Atlantic area; the "
            "Council would decide.",
            f"{sea.ja}：条文はこの海域も北大西洋地域の外縁も明示しておらず、理事会の判断による。",
        )
    return yes(
        basis,
        f"{sea.en}: in the North Atlantic area north of the Tropic of Cancer.",
        f"{sea.ja}：北回帰線以北の北大西洋地域にある。",
    )
