"""Relations as CSV, as Parquet and as frames. The only module that imports polars."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from foedus.record.publish.relations import Relation

if TYPE_CHECKING:
    import polars as pl


def frame(relation: Relation) -> pl.DataFrame:
    """Return a relation as a polars frame, each column of one type."""
    import polars as pl

    columns = list(zip(*relation.rows, strict=True)) or [()] * len(relation.columns)
    named = zip(relation.columns, columns, strict=True)
    return pl.DataFrame([pl.Series(name, _uniform(cells), strict=False) for name, cells in named])


def _uniform(cells: tuple[object, ...]) -> list[object]:
    """Return cells of one type: what mixes types is text, as in the CSV."""
    kinds = {type(cell) for cell in cells if cell is not None}
    if len(kinds) > 1 and not kinds <= {int, float}:
        return [None if cell is None else str(cell) for cell in cells]
    return list(cells)


def parquet(relation: Relation) -> bytes:
    """Return a relation as the bytes of a Parquet file."""
    out = io.BytesIO()
    frame(relation).write_parquet(out, compression="zstd", statistics=False)
    return out.getvalue()


def csv_text(relation: Relation) -> str:
    """Return a relation as CSV: booleans as true and false, nothing stated as an empty cell."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(relation.columns)
    writer.writerows([_written(cell) for cell in row] for row in relation.rows)
    return out.getvalue()


def _written(cell: object) -> object:
    return str(cell).lower() if isinstance(cell, bool) else cell
