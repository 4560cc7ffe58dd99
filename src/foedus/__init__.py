"""Foedus: an executable model of the North Atlantic Alliance."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from foedus.terms.version import VERSION

if TYPE_CHECKING:
    from foedus.facade import Alliance, alliance

__all__ = ["Alliance", "__version__", "alliance"]
__version__ = VERSION


def __getattr__(name: str) -> Any:
    # The facade reads the record layer; `foedus --help` must not pay for it.
    if name in ("Alliance", "alliance"):
        # Not a module `alliance`: importing it would put the module where the function is expected.
        from foedus import facade

        return getattr(facade, name)
    raise AttributeError(f"module 'foedus' has no attribute '{name}'")
