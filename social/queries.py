"""Answers about two members, and about the people one follows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.http import Http404

from accounts.models import Member
from accounts.queries import member_or_404, spelled_so
from social.models import Block, Follow, FollowCounts, Viewer
from web.prepared import Holds, prepared


@dataclass(frozen=True)
class Relation:
    """What stands between a viewer and a member."""

    is_self: bool = False
    follows: bool = False
    follows_back: bool = False
    blocks: bool = False
    is_blocked: bool = False


def member_for(viewer: Viewer, username: str) -> tuple[Member, Relation]:
    """The member and what stands between the two, in one query; raises Http404 to whom the member has blocked."""
    if not viewer.is_authenticated:
        return member_or_404(username), Relation()
    member = spelled_so(members_seen_by(username, viewer), username)
    between = relation(viewer, member)
    if between.is_blocked:
        raise Http404(f"There is no member called {username}.")
    return member, between


@prepared
def members_seen_by(username: str, viewer: Member) -> QuerySet[Member]:
    """The one member of this name, in any case; adds what stands between the two."""
    return Member.objects.filter(username__iexact=username).annotate(
        follows=Exists(Follow.objects.filter(follower=viewer.pk, followed=OuterRef("pk"))),
        follows_back=Exists(Follow.objects.filter(follower=OuterRef("pk"), followed=viewer.pk)),
        blocks=Exists(Block.objects.filter(blocker=viewer.pk, blocked=OuterRef("pk"))),
        is_blocked=Exists(Block.objects.filter(blocker=OuterRef("pk"), blocked=viewer.pk)),
    )


def relation(viewer: Viewer, seen: Any) -> Relation:
    if viewer.pk == seen.pk:
        return Relation(is_self=True)
    return Relation(
        follows=seen.follows,
        follows_back=seen.follows_back,
        blocks=seen.blocks,
        is_blocked=seen.is_blocked,
    )


def without_blocks_of(rows: QuerySet[Any], viewer: Viewer, *, member: str = "pk") -> QuerySet[Any]:
    """Leaves out whom the viewer blocked and who blocked the viewer; `member` names the column of the rows' member."""
    if not viewer.is_authenticated:
        return rows
    theirs = OuterRef(member)
    blocked = Block.objects.filter(blocker=viewer.pk, blocked=theirs)
    blocked_by = Block.objects.filter(blocker=theirs, blocked=viewer.pk)
    return rows.filter(~Holds(blocked), ~Holds(blocked_by))


def with_followed_by(rows: QuerySet[Any], viewer: Viewer, *, member: str = "pk") -> QuerySet[Any]:
    """Adds `is_followed`: does this viewer follow the member? `member` names the column of the rows' member."""
    return rows.annotate(
        is_followed=Exists(Follow.objects.filter(follower=viewer.pk, followed=OuterRef(member)))
    )


LATEST_FOLLOW_FIRST = ("-created_at", "-pk")
MOST_FOLLOWED_FIRST = ("-followers", "member_id")


def followers_of(member: Member, viewer: Viewer) -> QuerySet[Follow]:
    """Who follows the member, without those a block parts from the viewer; adds `is_followed`."""
    follows = Follow.objects.filter(followed=member, follower__is_active=True).select_related("follower")
    return with_followed_by(without_blocks_of(follows, viewer, member="follower"), viewer, member="follower")


def followed_by(member: Member, viewer: Viewer) -> QuerySet[Follow]:
    """Whom the member follows, without those a block parts from the viewer; adds `is_followed`."""
    follows = Follow.objects.filter(follower=member, followed__is_active=True).select_related("followed")
    return with_followed_by(without_blocks_of(follows, viewer, member="followed"), viewer, member="followed")


def members_by_followers(viewer: Viewer) -> QuerySet[FollowCounts]:
    """Everybody with their number of followers, without those a block parts from the viewer; adds `is_followed`."""
    counts = FollowCounts.objects.filter(member__is_active=True).select_related("member")
    return with_followed_by(without_blocks_of(counts, viewer, member="member"), viewer, member="member")


LATEST_BLOCK_FIRST = ("-created_at", "-pk")


def blocked_by(member: Member) -> QuerySet[Block]:
    """Whom this member blocked."""
    return Block.objects.filter(blocker=member).select_related("blocked")
