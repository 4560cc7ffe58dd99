"""Pages in a real browser, from disk and without a network."""
