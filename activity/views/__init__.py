"""What happens at each address of the feed, the notices and the first evening, by noun."""
