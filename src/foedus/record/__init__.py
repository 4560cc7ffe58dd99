"""Sourced facts: read, checked and queried on two clocks."""

from foedus.record.attribute import Attribute
from foedus.record.entity import Entity
from foedus.record.fact import Fact
from foedus.record.judgement import Judgement
from foedus.record.load import bundled, load
from foedus.record.record import Record
from foedus.record.release import Release
from foedus.record.source import Source
from foedus.record.table import Table

__all__ = [
    "Attribute",
    "Entity",
    "Fact",
    "Judgement",
    "Record",
    "Release",
    "Source",
    "Table",
    "bundled",
    "load",
]
