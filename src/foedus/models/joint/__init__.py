"""Models that know several others; nobody else does."""
