"""For whom a member writes, and how many those are."""

from __future__ import annotations

from typing import NamedTuple

from django.db.models import Count

from accounts.models import Audience, Member
from reviews.models import Entry
from social.queries import followers_count
from web.words import counted


class Readers(NamedTuple):
    """An audience and the sentence that says who it is for this member."""

    audience: str
    sentence: str


class Readership(NamedTuple):
    """Who would see an entry of a member, for each audience in turn, and what is seen in any case."""

    readers: list[Readers]
    always: str


def readership_of(member: Member) -> Readership:
    """One query."""
    those = followers_in_words(member)
    to_all = "Everyone can read it: it stands on the film’s page and in your diary, and others may like it."
    if member.is_private:
        to_all = f"You are private: only {those} can read it. It would be for everyone if you opened up."
    readers = [
        Readers(Audience.EVERYONE, to_all),
        Readers(
            Audience.FOLLOWERS,
            f"Only {those} can read it. Nobody else sees the entry or its date, and it counts nowhere.",
        ),
        Readers(Audience.ME, "Only you can read it. Nobody else sees the entry, its date or its words."),
    ]
    whoever = those if member.is_private else "everyone"
    always = f"Whatever you choose, {whoever} can see that you have watched the film and how you rate it."
    return Readership(readers, always)


def followers_in_words(member: Member) -> str:
    """ "the 3 people who follow you": one query."""
    followers = followers_count(member)
    if not followers:
        return "people who follow you (nobody yet)"
    return f"the {followers:,} people who follow you" if followers > 1 else "the one person who follows you"


def said_of_entries(member: Member) -> str:
    """ "3 entries for everyone, 1 entry for you alone": what the member wrote so far, by audience; "" for nothing."""
    entries = Entry.objects.standing().by(member).order_by()
    numbers = dict(entries.values_list("audience").annotate(number=Count("pk")))
    whom = {
        Audience.EVERYONE: "for everyone",
        Audience.FOLLOWERS: "for people who follow you",
        Audience.ME: "for you alone",
    }
    return ", ".join(
        f"{counted(numbers[audience], 'entry,entries')} {words}"
        for audience, words in whom.items()
        if numbers.get(audience)
    )
