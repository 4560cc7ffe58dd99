"""One public model a module, its parameters in a TOML of the same name beside it."""
