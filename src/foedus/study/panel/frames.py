"""Write a panel as CSV or Parquet."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from foedus.study.panel.build import Panel
from foedus.terms.errors import BadArgument

FORMATS = (".csv", ".parquet")


def frame(panel: Panel) -> Any:
    """Return the panel as a polars frame: missing is null, flags and counts are whole numbers."""
    import polars

    columns: Mapping[str, Any] = {
        name: polars.Series(name, values, nan_to_null=True) for name, values in panel.columns.items()
    }
    whole = [name for name, spec in panel.specs.items() if spec.kind in ("flag", "integer")]
    return polars.DataFrame(columns).with_columns(polars.col(name).cast(polars.Int32) for name in whole)


def write(panel: Panel, path: Path) -> None:
    """Write to a file whose ending says how.

    Raises:
        BadArgument: If the ending is neither `.csv` nor `.parquet`.
    """
    if path.suffix == ".parquet":
        frame(panel).write_parquet(path)
    elif path.suffix == ".csv":
        frame(panel).write_csv(path)
    else:
        raise BadArgument(f"cannot write '{path.name}'", remedy=f"let it end with {' or '.join(FORMATS)}")


def text(panel: Panel) -> str:
    """Return the panel as CSV."""
    return str(frame(panel).write_csv())
