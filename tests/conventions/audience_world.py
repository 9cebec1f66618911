"""What alice wrote and did, for one audience, and who looks at it."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.test import Client
from django.utils import timezone

from accounts.models import Member
from films.models import Film
from lists.actions.likes import like_list
from lists.actions.sharing import share_list
from lists.models import List, ListComment
from reviews.actions import likes, marks
from reviews.actions.comments import comment
from reviews.actions.entries import Viewing, edit_entry, log_film
from reviews.actions.viewings import How
from reviews.models import Comment, Entry
from reviews.queries.days import days_like
from social import actions as social
from social.models import Audience
from tests.factories import a_film, a_list, a_list_comment, a_member, a_review

# Words that stand nowhere else.
WORDS, EARLIER, FANS, COMMENT = "Zinnober", "Umbra", "Amaranth", "Gobelin"
TITLE, FANS_TITLE, REMARK = "Karmesin", "Indigo", "Scharlach"
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
    chosen: List
    fans_list: List
    remark: ListComment
    clients: dict[str, Client]
    answers: dict[tuple[str, str], str | None] = field(default_factory=dict)

    def address(self, path: str) -> str:
        return path.format(**vars(self), tag=TAG)


def a_world(audience: str) -> World:
    """alice's only review is for this audience; "private" stands for one for everyone by a private member. It names bob.

    A fan, whose pages are read too, liked it while everybody could; alice likes and answers the fan's, and marked films.
    Before anybody blocked anybody she liked what each of the others wrote about another film. Her only list is for the same
    audience; the fan likes it, and she likes the fan's and says something under it.
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
    how = How(place="cinema", companions=(others["bob"],))
    said = Viewing(
        text=f"{EARLIER} and nothing else.", rating=9, liked=True, tags=[TAG], shows_history=True, how=how
    )
    entry = log_film(her, said, by=alice, answers=fans.pk)
    dated = Viewing(
        **{**said.__dict__, "text": f"{WORDS} in every frame.", "watched_on": days_like(alice.today())[-1]}
    )
    edit_entry(entry, dated)
    likes.like_review(entry, by=fan)
    likes.like_review(fans, by=alice)
    said_by_alice = comment(fans, f"{COMMENT}, to be exact.", by=alice)
    for title in ("Wanted", "Liked"):
        film = a_film(title, 1990)
        (marks.add_to_watchlist if title == "Wanted" else marks.like_film)(film, by=alice)
    chosen = a_list(alice, her, title=f"{TITLE} trains", description=f"{TITLE} in every frame.")
    fans_list = a_list(fan, her, title=f"{FANS_TITLE} lifts")
    share_list(chosen)
    like_list(chosen.pk, by=fan)
    like_list(fans_list.pk, by=alice)
    remark = a_list_comment(alice, fans_list, f"{REMARK}, to be exact.")
    narrow(alice, entry, chosen, audience)
    clients = {name: Client() for name in CAST}
    for name, member in {**others, "alice": alice}.items():
        clients[name].force_login(member)
    entry = Entry.objects.get(pk=entry.pk)
    return World(audience, alice, her, entry, fans, said_by_alice, chosen, fans_list, remark, clients)


def narrow(alice: Member, entry: Entry, chosen: List, audience: str) -> None:
    if audience == "private":
        social.go_private(alice)
        return
    facts = {
        "removed": {"removed_at": timezone.now()},
        "deleted": {"deleted_at": timezone.now()},
    }.get(audience) or {"audience": Audience(audience)}
    for written in (entry, chosen):
        type(written).objects.filter(pk=written.pk).update(**facts)


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
