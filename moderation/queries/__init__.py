"""Reports and decisions to read."""
