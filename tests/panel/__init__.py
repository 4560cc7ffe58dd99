"""Data sets of others and the panels that are built from them."""
