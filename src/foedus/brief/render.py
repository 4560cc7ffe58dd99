"""The page: one self-contained file that opens from disk, reads without a script and asks no network.

The template engine, the chart renderer and the shapes are loaded when a page is rendered, not on import.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from foedus.brief import messages, numbers, vega
from foedus.brief.maps.draw import draw
from foedus.brief.maps.projection import bundled_shapes
from foedus.brief.maps.theatre import LEAST_ROUTE, theatre
from foedus.brief.page import alt_of_map, page, tables_of
from foedus.brief.reader import Finding, Reader
from foedus.terms.errors import BadArgument

if TYPE_CHECKING:
    from markupsafe import Markup

    from foedus.brief.charts.theme import Figure
    from foedus.brief.maps.projection import Shapes

ARTICLE: Final = re.compile(r"^nat\.(\d+)(.*)$")
EAST: Final = 0.55
BETWEEN_TAGS: Final = re.compile(r">\s*\n\s*<")


def html(finding: Finding, lang: str, *, shapes: Shapes | None = None) -> str:
    """Render a finding in one language.

    Args:
        finding: the value of `foedus crisis --json`.
        lang: `en` or `ja`.
        shapes: country code -> rings of (longitude, latitude) in degrees; those of the package unless given.

    Raises:
        BadArgument: for any other language.
    """
    if lang not in messages.LANGUAGES:
        raise BadArgument(f"no brief in language '{lang}'", suggestions=messages.LANGUAGES)
    reader = Reader(finding, lang)
    title, alt = alt_of_map(reader)
    context = {
        "page": page(reader),
        "tables": tables_of(reader),
        "r": reader,
        "f": finding,
        "map": {**_map(reader, shapes), "title": title, "alt": alt},
    }
    return BETWEEN_TAGS.sub(">\n<", str(_environment(reader).get_template("brief.html.j2").render(context)))


def _environment(reader: Reader) -> Any:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("foedus.brief", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["chart"] = _chart
    environment.filters["say"] = reader.text
    environment.globals["t"] = reader.say
    environment.globals["r_text"] = reader.text
    environment.globals["article"] = lambda rule: article(reader, rule)
    environment.globals["count"] = lambda value: f"{value:,}".replace(
        ",", numbers.THIN if reader.lang == "en" else ","
    )
    return environment


def _chart(figure: Figure) -> Markup:
    from markupsafe import Markup

    return Markup(vega.svg(figure.spec, figure.name))


def _map(reader: Reader, shapes: Shapes | None) -> dict[str, Any]:
    """The map's markup, and whether its heart lies in the eastern half, where a narrow screen begins."""
    from markupsafe import Markup

    scene = theatre(reader, shapes if shapes is not None else bundled_shapes())
    return {
        "svg": Markup(draw(reader, scene)),
        "least": LEAST_ROUTE,
        "east": scene.incident[0] > EAST * scene.view.width,
    }


def article(reader: Reader, rule: str) -> str:
    """A rule's identifier as a reader cites it: `nat.6(1)` is Article 6(1), 第6条(1)."""
    found = ARTICLE.match(rule)
    return reader.say("article", n=found.group(1)) + found.group(2) if found else rule
