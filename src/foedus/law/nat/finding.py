"""A finding on one ground of Article 6, and how findings combine."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from foedus.law.nat.terms import Remark
from foedus.law.ruling import Cite, Holding, Node, Ruling, joined
from foedus.terms.text import Text


@dataclass(frozen=True, slots=True)
class Finding:
    """What one clause holds of one reading of a place."""

    holding: Holding
    basis: str
    reason: Text
    cites: tuple[Cite, ...] = ()

    def as_node(self) -> Node:
        """Return the finding as a step of a ruling."""
        return Node(self.reason, self.holding, self.basis)

    def citing(self, cites: tuple[Cite, ...]) -> Finding:
        """Return the finding with the sources of another that it rests on."""
        return replace(self, cites=(*self.cites, *cites))


def yes(basis: str, en: str, ja: str) -> Finding:
    """Covered."""
    return Finding(Holding.YES, basis, Text(en, ja))


def no(basis: str, en: str, ja: str) -> Finding:
    """Not covered."""
    return Finding(Holding.NO, basis, Text(en, ja))


def open_(basis: str, en: str, ja: str) -> Finding:
    """Left open."""
    return Finding(Holding.OPEN, basis, Text(en, ja))


def remarked(holding: Holding, basis: str, remark: Remark) -> Finding:
    """What a remark on the place says."""
    return Finding(holding, basis, remark.text, (remark.cite,))


def best(findings: Iterable[Finding]) -> Finding:
    """Return the finding that decides where any one ground is enough: YES before OPEN before NO."""
    rank = {Holding.YES: 0, Holding.OPEN: 1, Holding.NO: 2}
    return min(findings, key=lambda finding: rank[finding.holding])


def agreed(findings: tuple[Finding, ...], doubt: Text) -> Ruling:
    """Return the one answer of several readings of a place, OPEN with `doubt` where they differ."""
    nodes = tuple(finding.as_node() for finding in dict.fromkeys(findings))
    basis = joined((finding.basis,) for finding in findings)
    cites = tuple(dict.fromkeys(cite for finding in findings for cite in finding.cites))
    if len({finding.holding for finding in findings}) > 1:
        return Ruling(Holding.OPEN, basis, doubt, nodes, cites)
    return Ruling(findings[0].holding, (findings[0].basis,), findings[0].reason, nodes, cites)
