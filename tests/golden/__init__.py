"""The reference run and what may differ from it."""
