"""The crisis written a second time, as a plain Mesa model: one agent an ally, a unit, a server."""
