"""Everything that can go wrong, as one tree.

    FoedusError
    ├── BadData         our data or files are broken                       exit 3
    │   ├── BadRow              a row, cell or key that cannot be read
    │   ├── BadDate             not a day, month or year
    │   ├── UnknownReference    a source, entity, attribute or path that is not registered
    │   ├── DuplicateId         an identifier used twice
    │   ├── FactConflict        two facts of one series disagree about one day
    │   └── CheckFailed         a printed total or count does not come out
    ├── NoAnswer        the question is sound but has no answer             exit 1
    │   ├── NotRecorded         nothing on record; never read as zero
    │   ├── OutsideCoverage     the day lies beyond what the record covers
    │   └── Refused             an answer would mislead (partial release, missing rows)
    └── Misuse          the question itself is wrong                        exit 2
        ├── UnknownName         no such subject, attribute, table, rule, scenario
        └── BadArgument         a value that the argument cannot take

Every message says where, what, why and what to do about it.
"""

from __future__ import annotations

from collections.abc import Iterable


class FoedusError(Exception):
    """Any error of ours: `what` happened, `where`, `why`, and the `remedy`."""

    exit_status = 3

    def __init__(
        self,
        what: str,
        *,
        where: str = "",
        why: str = "",
        remedy: str = "",
        suggestions: Iterable[str] = (),
    ) -> None:
        self.what = what
        self.where = where
        self.why = why
        self.remedy = remedy
        self.suggestions = tuple(suggestions)
        super().__init__(self.message)

    @property
    def kind(self) -> str:
        """The name of the error class, as printed in the JSON envelope."""
        return type(self).__name__

    @property
    def message(self) -> str:
        """One sentence: where: what (why)."""
        text = f"{self.where}: {self.what}" if self.where else self.what
        return f"{text} ({self.why})" if self.why else text

    def __str__(self) -> str:
        """The message with its remedy."""
        return f"{self.message}; {self.remedy}" if self.remedy else self.message

    def __reduce__(self) -> tuple[object, ...]:
        """Pickle by state, since the constructor takes keywords."""
        return _rebuild, (type(self), self.__dict__.copy())


def _rebuild(kind: type[FoedusError], state: dict[str, object]) -> FoedusError:
    error = kind.__new__(kind)
    error.__dict__.update(state)
    error.args = (error.message,)
    return error


class BadData(FoedusError):
    """Our data or a file given to us is broken."""

    exit_status = 3


class BadRow(BadData):
    """A row, cell or key that cannot be read."""


class BadDate(BadData):
    """Text that is no ISO day, month or year."""


class UnknownReference(BadData):
    """A source, entity, attribute or path that is not registered."""


class DuplicateId(BadData):
    """An identifier used twice."""


class FactConflict(BadData):
    """Two facts of one series, published on one day, disagree about one day."""


class CheckFailed(BadData):
    """A printed total or count does not come out."""


class NoAnswer(FoedusError):
    """The question is sound but has no answer."""

    exit_status = 1


class NotRecorded(NoAnswer):
    """Nothing on record; never read as zero."""


class OutsideCoverage(NoAnswer):
    """The day lies beyond what the record covers."""


class Refused(NoAnswer):
    """An answer would mislead, so none is given."""


class Misuse(FoedusError):
    """The question itself is wrong."""

    exit_status = 2


class UnknownName(Misuse):
    """No such subject, attribute, table, rule or scenario."""


class BadArgument(Misuse):
    """A value that the argument cannot take."""
