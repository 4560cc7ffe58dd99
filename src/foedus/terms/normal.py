"""SciPy's normal distribution, loaded when first asked for: it takes a tenth of a second."""

from __future__ import annotations

import numpy as np

from foedus.terms.chance import Array


def normal_score(u: Array) -> Array:
    """Return the standard normal quantiles at `u` in (0, 1), same shape."""
    from scipy.special import ndtri

    return np.asarray(ndtri(u), dtype=np.float64)


def normal_share(z: Array) -> Array:
    """Return the standard normal distribution function at `z`, same shape."""
    from scipy.special import ndtr

    return np.asarray(ndtr(z), dtype=np.float64)
