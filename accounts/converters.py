"""Usernames in addresses."""

from accounts import usernames


class UsernameConverter:
    regex = rf"[A-Za-z0-9_]{{{usernames.SHORTEST},{usernames.LONGEST}}}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value
