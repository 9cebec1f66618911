"""Answers about two members, and about the people one follows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404

from accounts.models import Member
from accounts.queries import member_or_404
from social.models import Block, Follow, FollowCounts, Viewer


@dataclass(frozen=True)
class Relation:
    """What stands between a viewer and a member."""

    is_self: bool = False
    follows: bool = False
    follows_back: bool = False
    blocks: bool = False
    is_blocked: bool = False


def relation(viewer: Viewer, member: Member) -> Relation:
    """One query for all that stands between the two."""
    if not viewer.is_authenticated:
        return Relation()
    if viewer.pk == member.pk:
        return Relation(is_self=True)
    found = Member.objects.filter(pk=member.pk).values_list(
        Exists(Follow.objects.filter(follower=viewer, followed=OuterRef("pk"))),
        Exists(Follow.objects.filter(follower=OuterRef("pk"), followed=viewer)),
        Exists(Block.objects.filter(blocker=viewer, blocked=OuterRef("pk"))),
        Exists(Block.objects.filter(blocker=OuterRef("pk"), blocked=viewer)),
    )
    follows, follows_back, blocks, is_blocked = found.get()
    return Relation(follows=follows, follows_back=follows_back, blocks=blocks, is_blocked=is_blocked)


def member_for(viewer: Viewer, username: str) -> tuple[Member, Relation]:
    """The member and what stands between the two; raises Http404 to whom the member has blocked."""
    member = member_or_404(username)
    between = relation(viewer, member)
    if between.is_blocked:
        raise Http404(f"There is no member called {username}.")
    return member, between


def without_blocks_of(rows: QuerySet[Any], viewer: Viewer, *, member: str = "pk") -> QuerySet[Any]:
    """Leaves out whom the viewer blocked and who blocked the viewer; `member` names the column of the rows' member."""
    if not viewer.is_authenticated:
        return rows
    theirs = OuterRef(member)
    between = Block.objects.filter(Q(blocker=viewer, blocked=theirs) | Q(blocker=theirs, blocked=viewer))
    return rows.filter(~Exists(between))


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
