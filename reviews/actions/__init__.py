"""Every write about a member and a film, by noun."""
