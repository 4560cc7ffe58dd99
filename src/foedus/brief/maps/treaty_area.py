"""A map of the treaty area on a day: what Article 6 holds of every piece of land and sea."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from html import escape
from typing import Final

from foedus.brief.maps.regions import Globe, Piece, land, sea
from foedus.law import Holding, Rule, rules
from foedus.law.nat.terms import terms, tropic
from foedus.law.situation import Situation
from foedus.terms.text import Text

WIDTH: Final = 900
HEIGHT: Final = 640
HEAD: Final = 44
FOOT: Final = 92
# The North Atlantic in the middle, from Alaska to the Caucasus.
GLOBE: Final = Globe(lat=56.0, lon=-38.0, scale=0.066, width=WIDTH, height=HEIGHT, rise=-36.0)
TITLE: Final = Text("Area to which Article 5 applies", "北大西洋条約第5条の適用範囲")
LEGEND: Final = {
    "yes": Text("territory covered", "適用対象の領域"),
    "open": Text("left open by the text", "条文上定まらない"),
    "no": Text("not covered", "適用対象外"),
    "sea": Text(
        "sea in which forces, vessels and aircraft are covered", "軍隊・船舶・航空機が対象となる海域"
    ),
    "doubt": Text("sea of which the text leaves it open", "条文上定まらない海域"),
}
NOTE: Final = Text(
    "Each piece is drawn as foedus law nat.6 answers for a point in it; lines are off by some kilometres. "
    "Dashed: Tropic of Cancer.\n"
    "Lambert azimuthal equal-area projection. For orientation; no statement on borders.",
    "各区画は、その中の一点についてのfoedus law nat.6の回答に従って塗り分けた。"
    "境界線には数kmの誤差がある。破線は北回帰線。\n"
    "ランベルト正積方位図法。概略図であり、国境に関する立場を示すものではない。",
)
STYLE: Final = (
    "text{font-family:'Noto Sans CJK JP','Noto Sans JP',sans-serif;fill:#1a1a1a}"
    ".ground{fill:#f3f6f8}.sea{fill:#bcdcf0}.doubt{fill:url(#hatch-sea)}"
    ".land{stroke:#fff;stroke-width:.5}.yes{fill:#0072B2}.no{fill:#d9d6cf}.open{fill:url(#hatch-land)}"
    ".tropic{fill:none;stroke:#595959;stroke-dasharray:4 3}"
)
HATCH: Final = 'width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"'
HATCHES: Final = (
    f'<pattern id="hatch-sea" {HATCH}><rect width="6" height="6" fill="#f3f6f8"/>'
    '<rect width="2" height="6" fill="#8fc1e0"/></pattern>'
    f'<pattern id="hatch-land" {HATCH}><rect width="6" height="6" fill="#f4dfae"/>'
    '<rect width="3" height="6" fill="#E69F00"/></pattern>'
)
MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def treaty_area(world: Situation, lang: str = "en") -> str:
    """Return the map for the day of `world` as a self-contained SVG.

    Law: North Atlantic Treaty, Article 6, in the wording in force on the day.

    Args:
        world: The world on the day.
        lang: `en` or `ja`.
    """
    rule = rules()["nat.6"]
    live = rule.in_force(world)
    seas = list(_seas(live.span.since.first)) if live else []
    body = "".join((*seas, *_lands(world, rule), _tropic()))
    title = escape(f"{_said(TITLE, lang)}{'、' if lang == 'ja' else ', '}{_day(world.day, lang)}")
    whole = f'y="{-HEAD}" width="{WIDTH}" height="{HEAD + HEIGHT + FOOT}"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 {-HEAD} {WIDTH} {HEAD + HEIGHT + FOOT}" '
        f'role="img" lang="{lang}" aria-label="{title}"><title>{title}</title><style>{STYLE}</style>'
        f'<defs>{HATCHES}<clipPath id="frame"><rect width="{WIDTH}" height="{HEIGHT}"/></clipPath></defs>'
        f'<rect {whole} fill="#fff"/>'
        f'<g clip-path="url(#frame)"><rect class="ground" width="{WIDTH}" height="{HEIGHT}"/>{body}</g>'
        f'<text x="14" y="-16" font-size="19" font-weight="700">{title}</text>{_legend(lang)}</svg>\n'
    )


def _seas(since: date) -> Iterator[str]:
    held = terms(since)
    for kind, names in (("sea", held.seas_covered), ("doubt", held.seas_doubtful)):
        for _, path in GLOBE.paths(list(sea(GLOBE, names, tropic()))):
            yield f'<path class="{kind}" fill-rule="evenodd" d="{path}"/>'


def _lands(world: Situation, rule: Rule) -> Iterator[str]:
    for piece, path in GLOBE.paths(list(land(GLOBE, world.day))):
        held = _held(world, rule, piece)
        yield f'<path class="land {held.value}" fill-rule="evenodd" d="{path}"/>'


def _held(world: Situation, rule: Rule, piece: Piece) -> Holding:
    return rule(world, lat=f"{piece.lat:.4f}", lon=f"{piece.lon:.4f}").holding


def _tropic() -> str:
    points = [GLOBE.point(tropic(), lon) for lon in range(-110, 41, 2)]
    return f'<path class="tropic" d="M{"L".join(f"{x:.1f},{y:.1f}" for x, y in points)}"/>'


def _legend(lang: str) -> str:
    x, y, parts = 14.0, HEIGHT + 22, []
    for kind, text in LEGEND.items():
        said = _said(text, lang)
        if kind == "sea" and lang == "en":
            x, y = 14.0, y + 20
        parts.append(
            f'<rect class="{kind}" x="{x:.0f}" y="{y - 11}" width="18" height="13" stroke="#8c8c8c" '
            f'stroke-width=".5"/><text x="{x + 24:.0f}" y="{y}" font-size="12">{escape(said)}</text>'
        )
        x += 44 + len(said) * (12 if lang == "ja" else 6.0)
    notes = (
        f'<text x="14" y="{y + 22 + 15 * place}" font-size="11" fill="#595959">{escape(line)}</text>'
        for place, line in enumerate(_said(NOTE, lang).split("\n"))
    )
    return "".join((*parts, *notes))


def _said(text: Text, lang: str) -> str:
    return text.ja if lang == "ja" else text.en


def _day(day: date, lang: str) -> str:
    if lang == "ja":
        return f"{day.year}年{day.month}月{day.day}日"
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
