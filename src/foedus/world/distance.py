"""Distances on the sphere."""

from __future__ import annotations

import numpy as np

from foedus.terms.chance import Array

# Mean Earth radius of the IUGG (GRS 80). A sphere is within 0.6 % of the ellipsoid, far inside every detour
# factor that a distance is multiplied by here.
EARTH_RADIUS_KM = 6371.0088


def great_circle_km(
    lat: Array | float, lon: Array | float, to_lat: Array | float, to_lon: Array | float
) -> Array:
    """Return great-circle distances in km between points given in degrees, broadcast together."""
    one, other = np.radians(lat), np.radians(to_lat)
    half = (
        np.sin((other - one) / 2) ** 2
        + np.cos(one) * np.cos(other) * np.sin((np.radians(to_lon) - np.radians(lon)) / 2) ** 2
    )
    return np.asarray(2 * EARTH_RADIUS_KM * np.arcsin(np.sqrt(half)), dtype=np.float64)
