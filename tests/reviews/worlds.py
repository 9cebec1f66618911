"""Small worlds for pages: who wrote, marked and liked what."""

from __future__ import annotations

import datetime

from accounts.models import Member
from films.models import Film
from reviews.actions import likes, marks
from reviews.models import Entry
from social import actions as social
from social.models import Audience
from tests.factories import a_comment, a_film, a_member, a_review, an_entry

HTMX = {"HX-Request": "true"}
FIRST_DAY = datetime.date(2026, 1, 1)

# What alice wrote about Her, by who may read it.
PUBLIC, FOLLOWERS, PRIVATE, REMOVED = (
    "Words for all",
    "Words for followers",
    "Words for myself",
    "Words removed",
)
WORDS = (PUBLIC, FOLLOWERS, PRIVATE, REMOVED)
MAY_READ = {
    "nobody": {PUBLIC},
    "alice": set(WORDS),
    "bob": {PUBLIC, FOLLOWERS},
    "carol": {PUBLIC},
    "mallory": set(),
}


def four_audiences(alice: Member, her: Film) -> tuple[list[Entry], Member]:
    """Alice's four entries on the film, all liked while they were public, and the member who liked them."""
    fan = a_member("fan")
    social.follow(alice, by=fan)
    written = [a_review(alice, her, words) for words in WORDS]
    for entry in written:
        likes.like_review(entry, by=fan)
    for entry, audience in zip(written, (Audience.EVERYONE, Audience.FOLLOWERS, Audience.ME), strict=False):
        Entry.objects.filter(pk=entry.pk).update(audience=audience)
    Entry.objects.filter(pk=written[3].pk).update(removed_at=entry.created_at)
    return written, fan


def add_rows(alice: Member, reader: Member, her: Film, count: int) -> None:
    """So many rows more on every list about alice and Her; the reader follows everybody."""
    first = Entry.objects.by(alice).about(her).first() or a_review(
        alice, her, "The first of them.", rating=8, liked=True
    )
    for number in range(count):
        other, film = a_member(), a_film()
        social.follow(other, by=reader)
        review = a_review(other, her, f"Review {number} of Her.", rating=number % 10 + 1, liked=True)
        likes.like_review(review, by=alice)
        likes.like_review(first, by=other)
        a_comment(other, first, f"Comment {number}.")
        day = FIRST_DAY + datetime.timedelta(days=number)
        a_review(alice, film, f"Review {number}.", rating=number % 10 + 1, liked=True, watched_on=day)
        an_entry(alice, her, is_rewatch=True, watched_on=day)
        marks.add_to_watchlist(a_film(), by=alice)
        marks.add_to_watchlist(a_film(), by=reader)
