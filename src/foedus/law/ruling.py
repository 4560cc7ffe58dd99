"""What a rule answers: a holding, the provisions it rests on, the reason, and the steps that led to it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import Enum
from typing import Any

from foedus.terms.text import Text


class Holding(Enum):
    """What the text says of a case."""

    YES = "yes"
    NO = "no"
    OPEN = "open"  # the text leaves it to the parties, or the case cannot be told


@dataclass(frozen=True, slots=True, order=True)
class Cite:
    """A source of law or practice, by its identifier in `foedus.law.sources()`, and where in it."""

    source: str
    pointer: str


@dataclass(frozen=True, slots=True)
class Node:
    """One step of a ruling.

    Attributes:
        label: The question or the finding.
        holding: What this step holds; None for an explanation.
        basis: The provision it rests on, or ''.
        fact: Path of the fact it rests on, or ''.
        children: The steps below.
    """

    label: Text
    holding: Holding | None = None
    basis: str = ""
    fact: str = ""
    children: tuple[Node, ...] = ()

    def as_json(self, lang: str = "") -> dict[str, Any]:
        """Return the step as JSON, in both languages or in `lang` alone."""
        body: dict[str, Any] = {
            "label": said(self.label, lang),
            "holding": self.holding.value if self.holding else "",
            "basis": self.basis,
        }
        if self.fact:
            body["fact"] = self.fact
        return {**body, "children": [child.as_json(lang) for child in self.children]}


@dataclass(frozen=True, slots=True)
class Ruling:
    """The answer of a rule.

    Attributes:
        holding: YES, NO or OPEN.
        basis: The provisions that decide, such as `nat.6(1)`.
        reason: One sentence.
        tree: How it was reached.
        cites: The sources it rests on.
    """

    holding: Holding
    basis: tuple[str, ...]
    reason: Text
    tree: tuple[Node, ...] = ()
    cites: tuple[Cite, ...] = ()

    def citing(self, *cites: Cite) -> Ruling:
        """Return the ruling with more sources, each once."""
        return replace(self, cites=tuple(dict.fromkeys((*cites, *self.cites))))

    def as_json(self, lang: str = "") -> dict[str, Any]:
        """Return the ruling as the doors give it, in both languages or in `lang` alone."""
        return {
            "holding": self.holding.value,
            "basis": list(self.basis),
            "reason": said(self.reason, lang),
            "tree": [node.as_json(lang) for node in self.tree],
        }

    def as_node(self, label: Text) -> Node:
        """Return the ruling as one step of another."""
        below = self.tree or (Node(self.reason),)
        return Node(label, self.holding, ", ".join(self.basis), children=below)


def said(text: Text, lang: str) -> Any:
    """Return one language of `text`, or both as JSON."""
    return {"en": text.en, "ja": text.ja}.get(lang) or text.as_json()


def all_of(holdings: Iterable[Holding]) -> Holding:
    """NO if one is NO, YES if all are YES, else OPEN: conditions that must all be met."""
    held = set(holdings)
    if Holding.NO in held:
        return Holding.NO
    return Holding.OPEN if Holding.OPEN in held else Holding.YES


def any_of(holdings: Iterable[Holding]) -> Holding:
    """YES if one is YES, NO if all are NO, else OPEN: grounds of which one is enough."""
    held = set(holdings)
    if Holding.YES in held:
        return Holding.YES
    return Holding.OPEN if Holding.OPEN in held else Holding.NO


def joined(bases: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    """Return every basis once, in order."""
    return tuple(dict.fromkeys(basis for group in bases for basis in group))
