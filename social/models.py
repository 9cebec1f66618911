"""Me and others: who follows whom, who blocked whom, and the one rule for who may read what."""

from __future__ import annotations

from typing import Self, TypeAlias, TypeVar

import pgtrigger
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import F, OuterRef, Q
from django.utils import timezone

from accounts.models import Member
from social import triggers
from web.models import Model
from web.prepared import Holds

Viewer: TypeAlias = "Member | AnonymousUser"


class Audience(models.TextChoices):
    EVERYONE = "everyone", "Everyone"
    FOLLOWERS = "followers", "People who follow me"
    ME = "me", "Only me"


class Follow(Model):
    """One-way. The people you follow are the only meaning of friends."""

    follower = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    followed = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["follower", "followed"], name="one_follow_per_pair"),
            models.CheckConstraint(condition=~Q(follower=F("followed")), name="nobody_follows_themselves"),
        ]
        indexes = [
            models.Index(fields=["followed", "-created_at", "-id"], name="followers_newest_first"),
            models.Index(fields=["follower", "-created_at", "-id"], name="following_newest_first"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="nobody_follows_across_a_block",
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                func=triggers.REFUSE_FOLLOW,
            ),
            *triggers.statement_triggers("follow_counts", triggers.COUNT_FOLLOWS, kinds=["insert", "delete"]),
        ]

    def __str__(self) -> str:
        return f"{self.follower} follows {self.followed}"


class Block(Model):
    """Ends follows both ways; from then on neither can follow or like the other."""

    blocker = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    blocked = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["blocker", "blocked"], name="one_block_per_pair"),
            models.CheckConstraint(condition=~Q(blocker=F("blocked")), name="nobody_blocks_themselves"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="a_block_waits_for_follows_in_flight",
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                func=triggers.LOCK_BLOCK,
            ),
            pgtrigger.Trigger(
                name="a_block_ends_follows_both_ways",
                operation=pgtrigger.Insert,
                when=pgtrigger.After,
                func=triggers.END_FOLLOWS,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.blocker} blocked {self.blocked}"


class FollowCounts(Model):
    """How many follow a member and how many the member follows: one row per member, kept by triggers."""

    member = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, primary_key=True, related_name="follow_counts"
    )
    followers = models.PositiveIntegerField(db_default=0)
    following = models.PositiveIntegerField(db_default=0)

    class Meta:
        indexes = [models.Index(fields=["-followers", "member"], name="most_followed_first")]

    def __str__(self) -> str:
        return f"{self.followers} followers, {self.following} following"


class FollowedMember(Member):
    """Every member has their row of follow counts from the moment they sign up."""

    class Meta:
        proxy = True
        triggers = [
            pgtrigger.Trigger(
                name="a_member_has_follow_counts",
                operation=pgtrigger.Insert,
                when=pgtrigger.After,
                func="INSERT INTO social_followcounts (member_id) VALUES (NEW.id); RETURN NULL;",
            )
        ]


def followed_by(viewer: Viewer) -> ArraySubquery:
    """The keys of all people this viewer follows, for `__is_any_of`: they are few beside all who marked or liked."""
    return ArraySubquery(Follow.objects.filter(follower=viewer.pk).values("followed"))


PostType_co = TypeVar("PostType_co", bound="Post", covariant=True)


class PostQuerySet(models.QuerySet[PostType_co]):
    def visible_to(self, viewer: Viewer) -> Self:
        """The one rule for who may read what. Every page that shows members' writing starts here."""
        if not viewer.is_authenticated:
            return self.filter(removed_at=None, audience=Audience.EVERYONE)
        mine = Q(author=viewer)
        for_me = Q(audience=Audience.EVERYONE) | Q(audience=Audience.FOLLOWERS) & Holds(
            Follow.objects.filter(follower=viewer, followed=OuterRef("author"))
        )
        return self.filter(mine | Q(removed_at=None) & for_me).without_blocks(viewer)

    def without_blocks(self, viewer: Viewer) -> Self:
        """Leaves out anyone the viewer blocked, and anyone who blocked the viewer."""
        blocked = Block.objects.filter(blocker=viewer.pk, blocked=OuterRef("author"))
        blocked_by = Block.objects.filter(blocker=OuterRef("author"), blocked=viewer.pk)
        return self.filter(~Holds(blocked), ~Holds(blocked_by))

    def for_followers(self) -> Self:
        """What all who follow its author may read: nobody follows across a block."""
        return self.filter(removed_at=None).exclude(audience=Audience.ME)

    def by(self, author: Member) -> Self:
        return self.filter(author=author)

    def by_people_followed_by(self, viewer: Viewer) -> Self:
        return self.filter(author__is_any_of=followed_by(viewer))


class Post(Model):
    """Anything a member writes: an author, an audience, and perhaps a removal. Keep it this small."""

    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    audience = models.CharField(max_length=9, choices=Audience, default=Audience.EVERYONE)
    removed_at = models.DateTimeField(null=True, blank=True, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(audience__in=Audience.values), name="%(class)s_audience_is_one_of_ours"
            )
        ]
