"""Panels of states and of dyads by year, built from a user's own copies and our record."""

from foedus.study.panel.build import Panel, Request, build
from foedus.study.panel.columns import Spec, dyad_columns, rules, state_columns

__all__ = ["Panel", "Request", "Spec", "build", "dyad_columns", "rules", "state_columns"]
