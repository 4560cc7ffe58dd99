"""`foedus publish`: the whole record in forms that others read."""

from __future__ import annotations

from pathlib import Path

import click

from foedus.cli.door import output
from foedus.cli.envelope import Answer


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@output
def publish(folder: Path) -> Answer:
    """Write the whole record into DIR: SQLite with Datasette metadata, CSV, Parquet, a Croissant description.

    Every relation carries its sources and terms. DIR must be new or empty; it appears complete or not at all.

    \b
    foedus publish out/record
    """
    from foedus.record import bundled
    from foedus.record.publish.folder import publish as write

    files = write(bundled(), folder)
    answer = Answer("publish", str(folder), {"dir": str(folder)}, only_rows=True)
    answer.columns = ("file", "bytes")
    answer.rows = [(path.relative_to(folder).as_posix(), path.stat().st_size) for path in files]
    return answer
