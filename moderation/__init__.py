"""Reports, and what moderators decided."""
