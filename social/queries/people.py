"""Answers about two members, and about the people one follows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404

from accounts.models import Audience, Member
from accounts.queries import member_or_404, spelled_so
from films.models import Film
from social.models import Block, FilmMute, Follow, FollowCounts, FollowRequest, MemberMute, Viewer, WordMute
from web.prepared import Holds, prepared


@dataclass(frozen=True)
class Relation:
    """What stands between a viewer and a member. `may_see`: the pages with what the member did and wrote."""

    is_self: bool = False
    follows: bool = False
    asks: bool = False
    follows_back: bool = False
    blocks: bool = False
    is_blocked: bool = False
    mutes: bool = False
    may_see: bool = True


def member_for(viewer: Viewer, username: str) -> tuple[Member, Relation]:
    """The member and what stands between the two, in one query; raises Http404 to whom the member has blocked."""
    if not viewer.is_authenticated:
        seen = member_or_404(username)
        seen.shows_watchlist = seen.watchlist_audience == Audience.EVERYONE
        return seen, Relation(may_see=not seen.is_private)
    member = spelled_so(members_seen_by(username, viewer), username)
    between = relation(viewer, member)
    if between.is_blocked:
        raise Http404(f"There is no member called {username}.")
    member.shows_watchlist = between.may_see and shows_watchlist(member, between)
    return member, between


def shows_watchlist(member: Member, between: Relation) -> bool:
    """Whether who stands so to a member may see their watchlist, where they may see what the member does."""
    if between.is_self or member.watchlist_audience == Audience.EVERYONE:
        return True
    return between.follows and member.watchlist_audience == Audience.FOLLOWERS


def member_open_to(viewer: Viewer, username: str) -> tuple[Member, Relation]:
    """The same for pages with what a member did and wrote: raises Http404 also for a private member whom the viewer
    does not follow, and for whom the viewer blocked."""
    member, between = member_for(viewer, username)
    if not between.may_see:
        raise Http404(f"{username} shows this to those who follow.")
    return member, between


@prepared
def members_seen_by(username: str, viewer: Member) -> QuerySet[Member]:
    """The one member of this name, in any case; adds what stands between the two."""
    return Member.objects.filter(username__iexact=username).annotate(
        follows=Exists(Follow.objects.filter(follower=viewer.pk, followed=OuterRef("pk"))),
        asks=Exists(FollowRequest.objects.filter(follower=viewer.pk, followed=OuterRef("pk"))),
        follows_back=Exists(Follow.objects.filter(follower=OuterRef("pk"), followed=viewer.pk)),
        blocks=Exists(Block.objects.filter(blocker=viewer.pk, blocked=OuterRef("pk"))),
        is_blocked=Exists(Block.objects.filter(blocker=OuterRef("pk"), blocked=viewer.pk)),
        mutes=Exists(MemberMute.objects.filter(member=viewer.pk, muted=OuterRef("pk"))),
    )


def relation(viewer: Viewer, seen: Any) -> Relation:
    if viewer.pk == seen.pk:
        return Relation(is_self=True)
    return Relation(
        follows=seen.follows,
        asks=seen.asks,
        follows_back=seen.follows_back,
        blocks=seen.blocks,
        is_blocked=seen.is_blocked,
        mutes=seen.mutes,
        may_see=not seen.blocks and (seen.follows or not seen.is_private),
    )


def without_blocks_of(rows: QuerySet[Any], viewer: Viewer, *, member: str = "pk") -> QuerySet[Any]:
    """Leaves out whom the viewer blocked and who blocked the viewer; `member` names the column of the rows' member."""
    if not viewer.is_authenticated:
        return rows
    theirs = OuterRef(member)
    blocked = Block.objects.filter(blocker=viewer.pk, blocked=theirs)
    blocked_by = Block.objects.filter(blocker=theirs, blocked=viewer.pk)
    return rows.filter(~Holds(blocked), ~Holds(blocked_by))


def shown_to(rows: QuerySet[Any], viewer: Viewer, *, member: str, or_to: str = "") -> QuerySet[Any]:
    """For lists of what members did: leaves out across a block, and private members whom the viewer does not follow.
    `member` names the column of the rows' member, `or_to` that of whom it was done to, who knows of it in any case."""
    is_open = Q(**{f"{member}__is_private": False})
    if viewer.is_authenticated:
        follow = Follow.objects.filter(follower=viewer.pk, followed=OuterRef(member))
        is_open = is_open | Q(**{member: viewer}) | Holds(follow)  # type: ignore[assignment]
        if or_to:
            is_open = is_open | Q(**{or_to: viewer})
    return without_blocks_of(rows.filter(is_open), viewer, member=member)


def with_followed_by(rows: QuerySet[Any], viewer: Viewer, *, member: str = "pk") -> QuerySet[Any]:
    """Adds `is_followed` and `is_asked`: does this viewer follow the member, or ask to? `member` names the column of the
    rows' member."""
    return rows.annotate(
        is_followed=Exists(Follow.objects.filter(follower=viewer.pk, followed=OuterRef(member))),
        is_asked=Exists(FollowRequest.objects.filter(follower=viewer.pk, followed=OuterRef(member))),
    )


LATEST_FOLLOW_FIRST = ("-created_at", "-pk")
MOST_FOLLOWED_FIRST = ("-followers", "member_id")


def followers_of(member: Member, viewer: Viewer) -> QuerySet[Follow]:
    """Who follows the member, as far as the viewer may know: the member knows of all; adds `is_followed`."""
    follows = Follow.objects.filter(followed=member, follower__is_active=True).select_related("follower")
    shown = follows if viewer == member else shown_to(follows, viewer, member="follower")
    return with_followed_by(shown, viewer, member="follower")


def followed_by(member: Member, viewer: Viewer) -> QuerySet[Follow]:
    """Whom the member follows, without those a block parts from the viewer; adds `is_followed`."""
    follows = Follow.objects.filter(follower=member, followed__is_active=True).select_related("followed")
    return with_followed_by(without_blocks_of(follows, viewer, member="followed"), viewer, member="followed")


def members_by_followers(viewer: Viewer) -> QuerySet[FollowCounts]:
    """Everybody with their number of followers, without those a block parts from the viewer; adds `is_followed`."""
    counts = FollowCounts.objects.filter(member__is_active=True).select_related("member")
    return with_followed_by(without_blocks_of(counts, viewer, member="member"), viewer, member="member")


LATEST_REQUEST_FIRST = LATEST_BLOCK_FIRST = LATEST_MUTE_FIRST = ("-created_at", "-pk")


def requests_to(member: Member) -> QuerySet[FollowRequest]:
    """Who asks to follow this member."""
    return FollowRequest.objects.filter(followed=member, follower__is_active=True).select_related("follower")


def blocked_by(member: Member) -> QuerySet[Block]:
    """Whom this member blocked."""
    return Block.objects.filter(blocker=member).select_related("blocked")


def muted_members(member: Member) -> QuerySet[MemberMute]:
    return MemberMute.objects.filter(member=member).select_related("muted")


def muted_films(member: Member) -> QuerySet[FilmMute]:
    return FilmMute.objects.filter(member=member).select_related("film")


def muted_words(member: Member) -> QuerySet[WordMute]:
    return WordMute.objects.filter(member=member)


def is_film_muted(film: Film, *, by: Member) -> bool:
    return FilmMute.objects.filter(member=by, film=film).exists()


def followers_count(member: Member) -> int:
    """How many follow this member."""
    return sum(numbers_of_followers(member))


@prepared
def numbers_of_followers(member: Member) -> QuerySet[FollowCounts, int]:
    return FollowCounts.objects.filter(member=member).values_list("followers", flat=True)
