"""`fazhi serve`: the local page for clerks. `serving.serve` is all that the command line knows of it."""
