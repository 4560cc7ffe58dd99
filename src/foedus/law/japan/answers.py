"""What both situations ask: yes, no or not known, and how that reads."""

from __future__ import annotations

from foedus.law.argument import Argument
from foedus.law.ruling import Holding
from foedus.terms.text import Text

HELD = {"yes": Holding.YES, "no": Holding.NO, "unknown": Holding.OPEN}


def asked(name: str, en: str, ja: str) -> Argument:
    """Return an argument that takes yes, no or unknown, and is unknown unless said otherwise."""
    return Argument(name, "choice", Text(en, ja), tuple(HELD), default="unknown")
