"""Who follows whom, who asked to, who blocked whom."""

from __future__ import annotations

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from accounts.models import Member
from social import triggers
from social.triggers import statement_triggers
from web.models import Model


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
            pgtrigger.Trigger(
                name="private_members_are_followed_by_request",
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                func=triggers.REFUSE_UNASKED_FOLLOW,
            ),
            pgtrigger.Trigger(
                name="a_follow_answers_its_request",
                operation=pgtrigger.Insert,
                when=pgtrigger.After,
                func=triggers.DROP_REQUEST,
            ),
            *statement_triggers("follow_counts", triggers.COUNT_FOLLOWS, kinds=["insert", "delete"]),
        ]

    def __str__(self) -> str:
        return f"{self.follower} follows {self.followed}"


class FollowRequest(Model):
    """Asks a private member to be let in; gone once they did, or refused."""

    follower = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    followed = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["follower", "followed"], name="one_follow_request_per_pair"),
            models.CheckConstraint(
                condition=~Q(follower=F("followed")), name="nobody_asks_to_follow_themselves"
            ),
        ]
        indexes = [
            models.Index(fields=["followed", "-created_at", "-id"], name="follow_requests_newest_first")
        ]
        triggers = [
            pgtrigger.Trigger(
                name="nobody_asks_across_a_block",
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                func=triggers.REFUSE_FOLLOW,
            )
        ]

    def __str__(self) -> str:
        return f"{self.follower} asks to follow {self.followed}"


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
