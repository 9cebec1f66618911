"""What happens at the addresses of social, by noun."""
