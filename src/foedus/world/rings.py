"""Geometry of one closed ring of longitudes and latitudes on the sphere."""

from __future__ import annotations

import numpy as np

from foedus.world.distance import EARTH_RADIUS_KM
from foedus.world.outlines import Ring

KM_PER_DEGREE = float(EARTH_RADIUS_KM * np.pi / 180)


def in_ring(ring: Ring, lat: float, lon: float) -> bool:
    """Whether a point lies inside the ring (even-odd rule)."""
    x, y = ring[:, 0], ring[:, 1]
    crosses = (y[:-1] > lat) != (y[1:] > lat)
    if not crosses.any():
        return False
    at = x[:-1][crosses] + (lat - y[:-1][crosses]) * np.diff(x)[crosses] / np.diff(y)[crosses]
    return bool(np.count_nonzero(lon < at) % 2)


def km_to(ring: Ring, lat: float, lon: float) -> float:
    """Distance in km from a point to the line, in the azimuthal equidistant plane around the point."""
    plane = _plane(ring, lat, lon)
    start, step = plane[:-1], np.diff(plane, axis=0)
    length = np.maximum((step**2).sum(axis=1), 1e-12)
    along = np.clip(-(start * step).sum(axis=1) / length, 0, 1)
    return float(np.hypot(*(start + along[:, None] * step).T).min())


def offset(lat: float, lon: float, bearing: float, km: float) -> tuple[float, float]:
    """Return the point `km` away at `bearing` degrees: exact north-south, near enough east-west."""
    turn = np.radians(bearing)
    north = km * np.cos(turn) / KM_PER_DEGREE
    shrink = max(float(np.cos(np.radians(lat))), 0.01)
    east = km * np.sin(turn) / KM_PER_DEGREE / shrink
    return float(np.clip(lat + north, -90, 90)), float((lon + east + 180) % 360 - 180)


def _plane(ring: Ring, lat: float, lon: float) -> Ring:
    here, there = np.radians(lat), np.radians(ring[:, 1])
    turn = np.radians(ring[:, 0] - lon)
    east = np.cos(there) * np.sin(turn)
    north = np.cos(here) * np.sin(there) - np.sin(here) * np.cos(there) * np.cos(turn)
    up = np.sin(here) * np.sin(there) + np.cos(here) * np.cos(there) * np.cos(turn)
    sine = np.maximum(np.hypot(east, north), 1e-12)
    angle = np.arctan2(np.hypot(east, north), up)
    return np.asarray(np.column_stack([east, north]) * (EARTH_RADIUS_KM * angle / sine)[:, None])
