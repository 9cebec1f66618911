"""Reading across: the feed, notifications, what is popular, whose taste is near."""
