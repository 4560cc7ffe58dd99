"""Many draws: designs, luck and the runner."""
