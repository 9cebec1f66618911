"""Anything a member writes, and the one rule for who may read it."""

from __future__ import annotations

from typing import Self, TypeAlias, TypeVar

import pgtrigger
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import OuterRef, Q
from django.utils import timezone

from accounts.models import Audience, Member
from social import triggers
from social.models.mutes import FilmMute, MemberMute
from social.models.people import Block, Follow
from web.models import Model
from web.prepared import Holds

Viewer: TypeAlias = "Member | AnonymousUser"


class Reach(models.TextChoices):
    """Who in effect may read something: its audience, narrowed by a private author, by removal and by deletion."""

    EVERYONE = "everyone", "Everyone"
    FOLLOWERS = "followers", "Followers"
    ME = "me", "Its author"
    NOBODY = "nobody", "Nobody: its author deleted it"


def followed_by(viewer: Viewer) -> ArraySubquery:
    """The keys of all people this viewer follows and has not muted, for `__is_any_of`: they are few beside all who
    marked or liked."""
    follows = Follow.objects.filter(follower=viewer.pk).exclude(followed__is_any_of=muted_by(viewer))
    return ArraySubquery(follows.values("followed"))


# As arrays: looked up once a statement. Asked for each row, a feed of many people would ask thousands of times.
def muted_by(viewer: Viewer) -> ArraySubquery:
    """The keys of all people this viewer muted, for `__is_any_of`."""
    return ArraySubquery(MemberMute.objects.filter(member=viewer.pk).values("muted"))


def films_muted_by(viewer: Viewer) -> ArraySubquery:
    """The keys of all films this viewer muted, for `__is_any_of`."""
    return ArraySubquery(FilmMute.objects.filter(member=viewer.pk).values("film"))


PostType_co = TypeVar("PostType_co", bound="Post", covariant=True)


class PostQuerySet(models.QuerySet[PostType_co]):
    def visible_to(self, viewer: Viewer) -> Self:
        """The one rule for who may read what. Every page that shows members' writing starts here."""
        if not viewer.is_authenticated:
            return self.filter(reach=Reach.EVERYONE)
        mine = Q(author=viewer) & ~Q(reach=Reach.NOBODY)
        for_me = Q(reach=Reach.EVERYONE) | Q(reach=Reach.FOLLOWERS) & Holds(
            Follow.objects.filter(follower=viewer, followed=OuterRef("author"))
        )
        return self.filter(mine | for_me).without_blocks(viewer)

    def by_visible_to(self, author: Member, viewer: Viewer) -> Self:
        """The same rule for what one author wrote: what stands between the two is asked once, not for each of perhaps
        twenty thousand rows."""
        rows = self.filter(author=author)
        if not viewer.is_authenticated:
            return rows.filter(reach=Reach.EVERYONE)
        mine = Q(author=viewer) & ~Q(reach=Reach.NOBODY)
        follows = Holds(Follow.objects.filter(follower=viewer, followed=author))
        for_me = Q(reach=Reach.EVERYONE) | Q(reach=Reach.FOLLOWERS) & follows
        blocks = Block.objects.filter(blocker=viewer, blocked=author)
        is_blocked = Block.objects.filter(blocker=author, blocked=viewer)
        return rows.filter(mine | for_me).filter(~Holds(blocks), ~Holds(is_blocked))

    def without_blocks(self, viewer: Viewer) -> Self:
        """Leaves out anyone the viewer blocked, and anyone who blocked the viewer."""
        blocked = Block.objects.filter(blocker=viewer.pk, blocked=OuterRef("author"))
        blocked_by = Block.objects.filter(blocker=OuterRef("author"), blocked=viewer.pk)
        return self.filter(~Holds(blocked), ~Holds(blocked_by))

    def met_by(self, viewer: Viewer) -> Self:
        """Leaves out what the viewer muted. Every list that brings together what many people wrote asks it after
        `visible_to`; pages of one member, which are opened on purpose, do not."""
        return self.without_muted_authors(viewer)

    def without_muted_authors(self, viewer: Viewer) -> Self:
        """For the pages of one film, which a viewer may open who has muted it."""
        if not viewer.is_authenticated:
            return self
        return self.exclude(author__is_any_of=muted_by(viewer))

    def standing(self) -> Self:
        """All that its author has not deleted."""
        return self.exclude(reach=Reach.NOBODY)

    def by(self, author: Member) -> Self:
        return self.filter(author=author)

    def by_people_followed_by(self, viewer: Viewer) -> Self:
        return self.filter(author__is_any_of=followed_by(viewer))


class Post(Model):
    """Anything a member writes: an author, an audience, perhaps a removal or deletion. Keep it this small."""

    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    audience = models.CharField(max_length=9, choices=Audience, default=Audience.EVERYONE)
    reach = models.CharField(  # kept by the database
        max_length=9, choices=Reach, default=Reach.EVERYONE, db_default=Reach.EVERYONE, editable=False
    )
    removed_at = models.DateTimeField(null=True, blank=True, editable=False)
    deleted_at = models.DateTimeField(null=True, blank=True, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(audience__in=Audience.values), name="%(class)s_audience_is_one_of_ours"
            )
        ]
        triggers = [
            pgtrigger.Trigger(
                name="a_new_post_has_its_reach",
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                func=triggers.reach_of("FOR SHARE"),
            ),
            pgtrigger.Trigger(
                name="a_post_keeps_its_reach",
                operation=pgtrigger.UpdateOf("audience", "removed_at", "deleted_at", "reach"),
                when=pgtrigger.Before,
                func=triggers.reach_of(),
            ),
        ]
