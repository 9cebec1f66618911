"""Reads the files of the demo and moves their dates, so that the story always ends yesterday."""

from __future__ import annotations

import datetime
import random
import tomllib
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent
EVENING = datetime.time(21, 40, tzinfo=datetime.UTC)
LIKED_WITHIN = datetime.timedelta(days=25)
HOUR = datetime.timedelta(hours=1)
WEEK = datetime.timedelta(days=7)
SHARE_OF_LATE_LIKES = 0.2

Told = dict[str, Any]


def read(kind: str) -> list[Told]:
    """All tables of one kind (member, entry, mark, comment, list) from the files of that kind."""
    return [
        told
        for path in sorted(FOLDER.glob(f"{PLURALS[kind]}*.toml"))
        for told in tomllib.loads(path.read_text())[kind]
    ]


PLURALS = {
    "member": "members",
    "entry": "entries",
    "mark": "marks",
    "comment": "comments",
    "list": "lists",
}


class Story:
    """The demo as told today. The same seed tells the same story."""

    def __init__(self, now: datetime.datetime) -> None:
        self.now = now
        self.chance = random.Random(1895)  # noqa: S311  a story, not a secret
        self.members = read("member")
        self.marks = read("mark")
        self.comments = read("comment")
        self.lists = [{**told, "at": now - datetime.timedelta(days=told["days"])} for told in read("list")]
        entries = read("entry")
        newest = max(entry["watched_on"] for entry in entries if "watched_on" in entry)
        self.shift = now.date() - datetime.timedelta(days=1) - newest
        self.entries = sorted((self.dated(entry) for entry in entries), key=lambda entry: entry["at"])

    def dated(self, entry: Told) -> Told:
        """The entry with its date moved and the moment it was written: the evening of the viewing, or any evening."""
        watched_on = entry.get("watched_on")
        if watched_on:
            watched_on += self.shift
        evening = watched_on or self.now.date() - datetime.timedelta(days=self.chance.randint(5, 300))
        at = datetime.datetime.combine(evening, EVENING) + datetime.timedelta(
            minutes=self.chance.randint(0, 130)
        )
        return {**entry, "watched_on": watched_on, "at": min(at, self.now - datetime.timedelta(hours=1))}

    def liked_at(self, written_at: datetime.datetime) -> datetime.datetime:
        """Most likes come in the first weeks, some of them only now."""
        if self.chance.random() < SHARE_OF_LATE_LIKES:
            return max(written_at, self.now - WEEK * self.chance.random())
        moment = written_at + LIKED_WITHIN * self.chance.random() ** 3
        return min(moment, self.now - datetime.timedelta(minutes=self.chance.randint(1, 600)))

    def said_at(self, written_at: datetime.datetime, hours: float) -> datetime.datetime:
        """So long after the review, but always before now, and in the order of the hours."""
        until_now = (self.now - written_at) / HOUR
        return written_at + HOUR * (until_now * hours / (until_now + hours))

    def marked_at(self) -> datetime.datetime:
        return self.now - datetime.timedelta(
            days=self.chance.randint(3, 700), minutes=self.chance.randint(0, 1439)
        )
