"""Every write to the catalogue, by noun."""
