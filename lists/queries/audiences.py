"""For whom a member makes lists."""

from __future__ import annotations

from accounts.models import Audience, Member
from reviews.queries.audiences import Readers, Readership, followers_in_words


def readership_of_lists(member: Member) -> Readership:
    """Who would see a list of the member, for each audience in turn, and who does in any case; one query."""
    those = followers_in_words(member)
    to_all = (
        "Everyone can see it: it stands in your lists and on the pages of its films, and others may like it."
    )
    if member.is_private:
        to_all = f"You are private: only {those} can see it. It would be for everyone if you opened up."
    readers = [
        Readers(Audience.EVERYONE, to_all),
        Readers(Audience.FOLLOWERS, f"Only {those} can see it. Nobody else knows that it is there."),
        Readers(Audience.ME, "Only you can see it. Nobody else knows that it is there."),
    ]
    always = "Whatever you choose, people who keep it together with you see it, and so does who has its secret link."
    return Readership(readers, always)
