"""Charts: each figure is one Vega-Lite specification with a title that states its finding."""
