"""Data sets of others: a user's own copy, found, checked and turned into columns with our identifiers."""

from foedus.record.imports.copy import Copy, imported, whereabouts
from foedus.record.imports.description import DataSet, dataset, datasets

__all__ = ["Copy", "DataSet", "dataset", "datasets", "imported", "whereabouts"]
