"""Unit symbols after APP-6 in their simplest form, drawn here: frame by side and icon by kind."""

from __future__ import annotations

from html import escape
from typing import Final

WIDE: Final = 12.0
HIGH: Final = 8.0
RADIUS: Final = 15.0

ICONS: Final = {
    "infantry": '<path d="M-{w},-{h}L{w},{h}M-{w},{h}L{w},-{h}"/>',
    "armour": '<ellipse rx="{rx}" ry="{ry}"/>',
    "mechanised": '<path d="M-{w},-{h}L{w},{h}M-{w},{h}L{w},-{h}"/><ellipse rx="{rx}" ry="{ry}"/>',
    "airborne": '<path d="M-{w},-{h}L{w},{h}M-{w},{h}L{w},-{h}M-4,{h}q2,-4 4,0q2,-4 4,0"/>',
    "artillery": '<circle r="2.4" class="solid"/>',
    "air_defence": '<path d="M-{w},{h}Q0,-{h} {w},{h}"/>',
}
ALIASES: Final = {"armoured": "armour", "tank": "armour", "mechanized": "mechanised", "motorised": "infantry"}


def symbol(side: str, kind: str, title: str) -> str:
    """One symbol about the origin: a friend's rectangle or a hostile diamond, with an icon for the kind."""
    hostile = side == "adversary"
    icon = ICONS.get(ALIASES.get(kind, kind), "")
    scale = 0.62 if hostile else 1.0
    icon = icon.format(w=f"{WIDE * scale:g}", h=f"{HIGH * scale:g}", rx=f"{7 * scale:g}", ry=f"{4 * scale:g}")
    frame = (
        "M0,-12L12,0L0,12L-12,0Z"
        if hostile
        else f"M-{WIDE:g},-{HIGH:g}h{2 * WIDE:g}v{2 * HIGH:g}h-{2 * WIDE:g}Z"
    )
    name = "hostile" if hostile else "friend"
    return f'<g class="unit {name}"><title>{escape(title)}</title><path class="frame" d="{frame}"/>{icon}</g>'
