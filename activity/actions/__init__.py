"""Every write about what happens, by noun."""
