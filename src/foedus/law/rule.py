"""Law as dated provisions: exactly one in force on any day, each with its own application."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from foedus.law.argument import Argument, read_arguments
from foedus.law.ruling import Cite, Holding, Node, Ruling
from foedus.law.situation import Situation, parties
from foedus.terms.errors import BadData
from foedus.terms.span import Span
from foedus.terms.text import Text

Case = Mapping[str, str]
Application = Callable[[Situation, Case], Ruling]


@dataclass(frozen=True, slots=True)
class Provision:
    """A provision as it read over one span of days.

    Attributes:
        id: Its number, such as `nat.6`.
        text: What it says, in our words.
        span: The days it was in force.
        source: Identifier of the source of the text.
        pointer: Where in the source.
        apply: What it answers for a case.
    """

    id: str
    text: Text
    span: Span
    source: str
    pointer: str
    apply: Application

    @property
    def cite(self) -> Cite:
        """The source of the wording."""
        return Cite(self.source, self.pointer)


@dataclass(frozen=True, slots=True)
class Rule:
    """A provision through all its wordings.

    Attributes:
        name: As it is asked for, such as `nat.6`.
        title: For readers.
        arguments: What may be asked.
        provisions: Its wordings, in order.
        entry: The provision on which entry into force rests.
        aliases: Other names it answers to.
        bound: Who is bound on a day; the Parties to the North Atlantic Treaty unless said otherwise.
    """

    name: str
    title: Text
    arguments: tuple[Argument, ...]
    provisions: tuple[Provision, ...]
    entry: str
    aliases: tuple[str, ...] = ()
    bound: Callable[[Situation], tuple[str, ...]] = parties

    def __call__(self, world: Situation, **arguments: str) -> Ruling:
        """Apply the one wording in force on the day of `world`.

        A rule asked about a day outside all its wordings answers NO: it bound nobody then.

        Raises:
            UnknownName: If the rule has no such argument.
            BadArgument: If an argument is missing or cannot take its value.
            BadData: If two wordings are in force at once.
        """
        case = read_arguments(self.name, self.arguments, arguments)
        live = self.in_force(world)
        if live is None:
            return _not_in_force(self)
        return live.apply(world, case).citing(live.cite)

    def in_force(self, world: Situation) -> Provision | None:
        """Return the wording in force on the day of `world`, None if there is none.

        Raises:
            BadData: If there are two.
        """
        live = [provision for provision in self.provisions if world.day in provision.span]
        if len(live) > 1:
            raise BadData(
                f"{self.name}: {len(live)} wordings in force on {world.day}",
                where="instruments",
                remedy="let each wording end on the day the next begins",
            )
        return live[0] if live else None

    def parties(self, world: Situation) -> tuple[str, ...]:
        """Return the states bound on the day of `world`: none where no wording is in force."""
        return self.bound(world) if self.in_force(world) else ()


def _not_in_force(rule: Rule) -> Ruling:
    spans = ", ".join(str(provision.span) for provision in rule.provisions)
    reason = Text(f"{rule.name} is not in force on that day.", f"{rule.name} はその日には効力を有しない。")
    label = Text(f"In force: {spans}", f"効力期間：{spans}")
    cites = tuple(provision.cite for provision in rule.provisions)
    return Ruling(Holding.NO, (rule.entry,), reason, (Node(label, Holding.NO, rule.entry),)).citing(*cites)
