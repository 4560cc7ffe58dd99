"""Questions: scenarios and overlays run through the models, and what their answers rest on."""
