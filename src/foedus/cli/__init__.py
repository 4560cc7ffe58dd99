"""The command line: a shell with no logic of its own."""
