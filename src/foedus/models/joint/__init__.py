"""Models that know several others."""
