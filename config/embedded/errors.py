"""What is said when the embedded database cannot work."""


class EmbeddedDatabaseError(Exception):
    """A sentence or two for the person at the keyboard: what is wrong, and what to do about it."""
