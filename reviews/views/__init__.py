"""What happens at each address about a member and a film, by noun."""
