"""Country shapes as shapely geometries: the one module that imports shapely."""

from __future__ import annotations

from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING

import shapely

from foedus.world.outlines import Outline, outlines

if TYPE_CHECKING:
    from collections.abc import Mapping


def polygon(outline: Outline) -> shapely.MultiPolygon:
    """Return `outline` as a multipolygon in degrees (longitude, latitude)."""
    return shapely.MultiPolygon([shapely.Polygon(outer, holes) for outer, *holes in outline.polygons])


@cache
def polygons(which: str) -> Mapping[str, shapely.MultiPolygon]:
    """Return every shape of the set `which` by code."""
    return MappingProxyType({code: polygon(outline) for code, outline in outlines(which).items()})
