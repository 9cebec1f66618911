"""What members report and appeal against, and what moderators decide."""
