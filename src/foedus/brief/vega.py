"""The one place where a chart's specification becomes SVG.

The charts are laid out with fixed margins and no automatic sizing, so no text is measured; a font with
Japanese glyphs is registered all the same, so that the SVG has the same bytes whatever fonts the machine has.
The page's own font stack sets the type.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

LONG_DECIMAL: Final = re.compile(r"-?\d+\.\d{2,}")
LABEL: Final = re.compile(r' (?:aria-[a-z]+|role|pointer-events|font-family)="[^"]*"')
EMPTY: Final = re.compile(r'<path class="(?:background|foreground)"[^>]*d="(?:M0,0h0v0h0Z)?"[^>]*/>')
FULL: Final = re.compile(r' (?:opacity="1"|stroke-miterlimit="10"|xmlns:xlink="[^"]*"|version="1\.1")')
CLIP: Final = re.compile(r'(id="|url\(#)(clip|gradient)')
PLACED: Final = re.compile(r' class="mark-[a-z]+ role-[a-z-]+[^"]*"')
GROUP: Final = re.compile(r"<g>(<g[^>]*>(?:(?!</?g).)*</g>)</g>", re.DOTALL)


def svg(spec: Mapping[str, Any], name: str) -> str:
    """Render a Vega-Lite specification.

    Args:
        spec: the specification.
        name: prefix for the identifiers inside, since several figures share one page.
    """
    import vl_convert

    vl_convert.register_font_directory(str(_fonts()))
    return tidy(vl_convert.vegalite_to_svg(dict(spec)), name)


def _fonts() -> Path:
    """Return the folder of a font with Japanese glyphs, so that no machine's own fonts matter."""
    return Path(str(files("cvttf_NotoSansCJK_Regular")))


def tidy(markup: str, name: str) -> str:
    """Drop what a page does not need from a chart's SVG and make its identifiers its own."""
    for noise in (EMPTY, LABEL, FULL, PLACED):
        markup = noise.sub("", markup)
    markup = GROUP.sub(r"\1", markup)
    markup = CLIP.sub(rf"\g<1>{name}-\g<2>", markup)
    markup = LONG_DECIMAL.sub(_short, markup)
    return markup.replace("<svg ", '<svg aria-hidden="true" focusable="false" ', 1)


def _short(match: re.Match[str]) -> str:
    return f"{float(match.group()):.1f}".removesuffix(".0")
