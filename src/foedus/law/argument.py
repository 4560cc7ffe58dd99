"""What a rule may be asked: names, allowed values, defaults, and how strings are read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from foedus.terms.day import Day
from foedus.terms.errors import BadArgument, BadDate, UnknownName
from foedus.terms.text import Text
from foedus.world.gazetteer import place
from foedus.world.jurisdiction import jurisdictions

HISTORIC = ("CSK", "DDR", "SCG", "SUN", "YUG")
# Parties to treaties in their own name that the map does not hold as states.
ASSOCIATED = ("COK", "NIU", "VAT")


@dataclass(frozen=True, slots=True)
class Argument:
    """One argument of a rule.

    Attributes:
        name: As it is written.
        kind: `choice`, `state`, `number`, `place`, `day` (of any precision) or `id` (a short name).
        help: What it means.
        values: Allowed values of a choice.
        required: Whether it must be given.
        default: Value taken when it is not given ('' for none).
    """

    name: str
    kind: str
    help: Text
    values: tuple[str, ...] = ()
    required: bool = False
    default: str = ""

    def read(self, text: str) -> str:
        """Return the value as the rule takes it.

        Raises:
            BadArgument: If the argument cannot take it.
            UnknownName: If it names no place.
        """
        return _READERS[self.kind](self, str(text).strip())


def read_arguments(rule: str, table: Iterable[Argument], given: Mapping[str, str]) -> dict[str, str]:
    """Check and complete the arguments of a rule.

    Raises:
        UnknownName: If the rule has no such argument.
        BadArgument: If one is missing or cannot take its value.
    """
    arguments = {argument.name: argument for argument in table}
    for name in given:
        if name not in arguments:
            raise UnknownName(
                f"{rule} has no argument '{name}'",
                remedy=f"it takes {', '.join(arguments)}",
                suggestions=get_close_matches(name, arguments, n=2),
            )
    missing = [name for name, argument in arguments.items() if argument.required and not given.get(name)]
    if missing:
        raise BadArgument(f"{rule} needs {missing[0]}", remedy=f"add {missing[0]}=...")
    read = {name: argument.default for name, argument in arguments.items() if argument.default}
    return read | {name: arguments[name].read(text) for name, text in given.items() if str(text).strip()}


def _choice(argument: Argument, text: str) -> str:
    value = text.casefold()
    if value not in argument.values:
        raise BadArgument(
            f"{argument.name} cannot be '{text}'",
            remedy=f"choose from {', '.join(argument.values)}",
            suggestions=get_close_matches(value, argument.values, n=2),
        )
    return value


def _state(argument: Argument, text: str) -> str:
    value = text.upper()
    known = {spans[-1].state for spans in jurisdictions().values()} | {*HISTORIC, *ASSOCIATED}
    if value not in known:
        raise BadArgument(
            f"{argument.name} '{text}' is no state",
            remedy="give its ISO 3166-1 alpha-3 code, such as POL",
            suggestions=get_close_matches(value, sorted(known), n=3),
        )
    return value


def _number(argument: Argument, text: str) -> str:
    try:
        return repr(float(text))
    except ValueError:
        raise BadArgument(
            f"{argument.name} '{text}' is no number", remedy="write degrees, as in 54.1"
        ) from None


def _place(_: Argument, text: str) -> str:
    return place(text).id


def _day(argument: Argument, text: str) -> str:
    try:
        return str(Day.parse(text))
    except BadDate:
        raise BadArgument(
            f"{argument.name} '{text}' is no day", remedy="write 2024, 2024-03 or 2024-03-07"
        ) from None


def _id(_: Argument, text: str) -> str:
    return "-".join(text.casefold().split())


_READERS = {"id": _id, "choice": _choice, "state": _state, "number": _number, "place": _place, "day": _day}
