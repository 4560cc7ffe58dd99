"""Groups in which allies are told together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from foedus.terms.text import Text

GROUPS: Mapping[str, tuple[str, ...]] = {
    "USA": ("USA",),
    "GBR+CAN": ("GBR", "CAN"),
    "DEU+FRA": ("DEU", "FRA"),
    "frontline": ("EST", "LVA", "LTU", "POL", "FIN", "NOR"),
}
OTHERS = "others"
NAMES: Mapping[str, Text] = {
    "GBR+CAN": Text("United Kingdom and Canada", "英国・カナダ"),
    "DEU+FRA": Text("Germany and France", "ドイツ・フランス"),
    "frontline": Text("Allies bordering Russia", "対露国境を接する加盟国"),
    "others": Text("Other Allies", "その他の加盟国"),
}


def group_of(allies: Iterable[str]) -> dict[str, str]:
    """Return the group of each ally."""
    named = {code: name for name, codes in GROUPS.items() for code in codes}
    return {code: named.get(code, OTHERS) for code in allies}
