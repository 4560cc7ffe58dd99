"""Knock on a door in this process: the program's own `main`, its output and its exit status."""

from __future__ import annotations

import contextlib
import io
import json
from dataclasses import dataclass
from typing import Any

from foedus.cli.main import main


@dataclass(frozen=True)
class Reply:
    """What came back.

    Attributes:
        status: Exit status.
        out: Standard output.
        err: Standard error.
    """

    status: int
    out: str
    err: str

    @property
    def json(self) -> dict[str, Any]:
        """The one object on stdout."""
        found: dict[str, Any] = json.loads(self.out)
        return found


def ask(*argv: str) -> Reply:
    """Return what `foedus ARGV` says."""
    out, err, status = io.StringIO(), io.StringIO(), 0
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            main(list(argv))
        except SystemExit as stop:
            status = int(stop.code or 0)
    return Reply(status, out.getvalue(), err.getvalue())


def at(document: Any, pointer: str) -> Any:
    """Return what a JSON pointer (RFC 6901) leads to."""
    for key in pointer.split("/")[1:]:
        document = document[int(key)] if isinstance(document, list) else document[key]
    return document
