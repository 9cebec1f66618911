"""What alice wrote and did, for one audience, and who looks at it."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.test import Client
from django.utils import timezone

from accounts.models import Member
from films.models import Film
from reviews.actions import likes, marks
from reviews.actions.comments import comment
from reviews.actions.entries import Viewing, edit_entry, log_film
from reviews.models import Comment, Entry
from social import actions as social
from social.models import Audience
from tests.factories import a_film, a_member, a_review

# Words that stand nowhere else.
WORDS, EARLIER, FANS, COMMENT = "Zinnober", "Umbra", "Amaranth", "Gobelin"
TAG = "velvet"

AUDIENCES = ("everyone", "followers", "me", "removed", "deleted", "private")
# alice wrote; bob follows her; carol is a stranger; alice blocked mallory; dave blocked alice; and there is nobody.
CAST = ("alice", "bob", "carol", "mallory", "dave", "nobody")
NOT_PARTED = {"alice", "bob", "carol", "nobody"}


@dataclass(frozen=True)
class World:
    """Addresses of the table are filled in with these names."""

    audience: str
    alice: Member
    her: Film
    entry: Entry
    fans: Entry
    comment: Comment
    clients: dict[str, Client]
    answers: dict[tuple[str, str], str | None] = field(default_factory=dict)

    def address(self, path: str) -> str:
        return path.format(entry=self.entry, fans=self.fans, her=self.her, comment=self.comment, tag=TAG)


def a_world(audience: str) -> World:
    """alice's only review is for this audience; "private" stands for one for everyone by a private member.

    A fan, whose pages are read too, liked it while everybody could; alice likes and answers the fan's, and marked films.
    Before anybody blocked anybody she liked what each of the others wrote about another film.
    """
    alice, fan, her = a_member("alice"), a_member("fan"), a_film("Her", 2013)
    others = {name: a_member(name) for name in ("bob", "carol", "mallory", "dave")}
    for follower, followed in ((others["bob"], alice), (fan, alice), (alice, fan)):
        social.follow(followed, by=follower)
    ran = a_film("Ran", 1985)
    for author in others.values():
        likes.like_review(a_review(author, ran, "Red, yellow, blue."), by=alice)
    social.block(others["mallory"], by=alice)
    social.block(alice, by=others["dave"])
    fans = a_review(fan, her, f"{FANS}, all of it.", rating=7)
    said = Viewing(text=f"{EARLIER} and nothing else.", rating=9, liked=True, tags=[TAG], shows_history=True)
    entry = log_film(her, said, by=alice, answers=fans.pk)
    dated = Viewing(**{**said.__dict__, "text": f"{WORDS} in every frame.", "watched_on": alice.today()})
    edit_entry(entry, dated)
    likes.like_review(entry, by=fan)
    likes.like_review(fans, by=alice)
    remark = comment(fans, f"{COMMENT}, to be exact.", by=alice)
    for title in ("Wanted", "Liked"):
        film = a_film(title, 1990)
        (marks.add_to_watchlist if title == "Wanted" else marks.like_film)(film, by=alice)
    narrow(alice, entry, audience)
    clients = {name: Client() for name in CAST}
    for name, member in {**others, "alice": alice}.items():
        clients[name].force_login(member)
    return World(audience, alice, her, Entry.objects.get(pk=entry.pk), fans, remark, clients)


def narrow(alice: Member, entry: Entry, audience: str) -> None:
    rows = Entry.objects.filter(pk=entry.pk)
    if audience == "private":
        social.go_private(alice)
    elif audience == "removed":
        rows.update(removed_at=timezone.now())
    elif audience == "deleted":
        rows.update(deleted_at=timezone.now())
    else:
        rows.update(audience=Audience(audience))


def readers(audience: str) -> set[str]:
    """Who may read what alice wrote for this audience."""
    return {
        "everyone": NOT_PARTED,
        "followers": {"alice", "bob"},
        "private": {"alice", "bob"},
        "me": {"alice"},
        "removed": {"alice"},
        "deleted": set(),
    }[audience]


def knowers(audience: str) -> set[str]:
    """Who may know by name what she marked, liked and followed: that has no audience of its own."""
    return {"alice", "bob"} if audience == "private" else NOT_PARTED
