"""The theatre as our own SVG: equal-area projection, arrivals, routes, bottleneck, formations."""
