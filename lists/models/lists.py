"""The list: films chosen by a member, or by a saved filter."""

from __future__ import annotations

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchQuery
from django.db import models
from django.db.models import OuterRef, Q
from django.utils import timezone

from accounts.models import beyond_the_name
from lists import triggers
from reviews.models.entries import LONGEST_TAG, MOST_TAGS
from reviews.models.words import words_in
from social.models import Block, CommentsFrom, Post, PostQuerySet, Reach, Viewer
from web import text as texts
from web.models import Model
from web.prepared import Holds

LONGEST_TITLE = 150
LONGEST_SLUG = 120
TITLE_WORDS = words_in("title")


class ListQuerySet(PostQuerySet["List"]):
    def visible_to(self, viewer: Viewer) -> ListQuerySet:
        """The one rule for posts, and beyond it who keeps a list together with its owner reads it."""
        lists = super().visible_to(viewer)
        if not viewer.is_authenticated:
            return lists
        shared = self.filter(removed_at=None).standing().without_blocks(viewer)
        return lists | shared.filter(kept_with(viewer))

    def editable_by(self, viewer: Viewer) -> ListQuerySet:
        """Lists that the viewer may add films to: their own, and those they keep together with somebody."""
        if not viewer.is_authenticated:
            return self.none()
        own = self.standing().filter(author=viewer)
        shared = self.filter(removed_at=None, filters__isnull=True).standing().without_blocks(viewer)
        return own | shared.filter(kept_with(viewer))

    def titled(self, asked: str) -> ListQuerySet:
        """Lists whose titles are found by a query of `to_tsquery`."""
        query = SearchQuery(asked, config="simple", search_type="raw")
        return self.annotate(title_words=TITLE_WORDS).filter(title_words=query)

    def chosen(self) -> ListQuerySet:
        """Lists whose films were put there one by one."""
        return self.filter(filters__isnull=True)

    def published(self) -> ListQuerySet:
        """What hubs and pages of films bring together: lists for everyone that have something in them."""
        return self.filter(reach=Reach.EVERYONE, published_at__isnull=False)

    def with_liked_by(self, viewer: Viewer) -> ListQuerySet:
        """Adds `liked`: has this viewer liked the list?"""
        from lists.models.responses import ListLike  # noqa: PLC0415  likes stand on lists, so they come after them

        return self.annotate(liked=Holds(ListLike.objects.filter(list=OuterRef("pk"), member=viewer.pk)))

    def for_cards(self, viewer: Viewer) -> ListQuerySet:
        """Loads all that cards show of lists but their posters."""
        return (
            self.select_related("author", "stats")
            .defer("description", *beyond_the_name("author"))
            .with_liked_by(viewer)
        )


def kept_with(viewer: Viewer) -> Holds:
    """Whether the viewer was let in by the owner and has said yes."""
    let_in = Collaborator.objects.filter(list=OuterRef("pk"), member=viewer.pk, accepted_at__isnull=False)
    return Holds(let_in)


class List(Post):
    title = models.CharField(max_length=LONGEST_TITLE)
    slug = models.SlugField(max_length=LONGEST_SLUG, allow_unicode=False)
    description = models.TextField(max_length=texts.LONGEST, blank=True)
    description_html = models.TextField(blank=True, editable=False)
    lead_html = models.TextField(blank=True, editable=False)
    renderer = models.PositiveSmallIntegerField(default=1, editable=False)  # older ones are rendered anew
    is_ranked = models.BooleanField(default=False)
    tags = ArrayField(models.CharField(max_length=LONGEST_TAG), default=list, blank=True, size=MOST_TAGS)
    comments_from = models.CharField(  # empty: as its author does in general
        max_length=8, choices=CommentsFrom, blank=True, default=""
    )
    secret = models.CharField(
        max_length=32, blank=True, default="", editable=False
    )  # opens the list to a link
    # The words of a filter (`reviews.queries.filters`), and their order: a smart list. None: films chosen one by one.
    filters = models.JSONField(null=True, blank=True, editable=False)
    order = models.CharField(max_length=20, blank=True, default="", editable=False)
    # What it found first for visitors when its filter was last saved: its cover.
    found = ArrayField(models.BigIntegerField(), default=list, db_default=[], blank=True, editable=False)
    cloned_from = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="+", editable=False
    )
    published_at = models.DateTimeField(null=True, blank=True, editable=False)  # the first time, for others
    updated_at = models.DateTimeField(default=timezone.now, editable=False)  # the list or its films
    save_key = models.UUIDField(null=True, blank=True, editable=False)

    objects = ListQuerySet.as_manager()

    class Meta(Post.Meta):
        constraints = [
            *Post.Meta.constraints,
            models.UniqueConstraint(fields=["author", "slug"], name="one_address_per_list_of_a_member"),
            models.UniqueConstraint(fields=["author", "save_key"], name="one_list_per_save"),
            models.UniqueConstraint(
                fields=["secret"], condition=~Q(secret=""), name="secrets_of_lists_are_unique"
            ),
            models.CheckConstraint(condition=~Q(title="") & ~Q(slug=""), name="a_list_has_a_title"),
            models.CheckConstraint(
                condition=Q(filters__isnull=False) | Q(order=""),
                name="only_a_smart_list_has_an_order_of_its_own",
            ),
            models.CheckConstraint(
                condition=Q(comments_from="") | Q(comments_from__in=CommentsFrom.values),
                name="comments_on_a_list_come_from_one_of_ours",
            ),
        ]
        indexes = [
            models.Index(fields=["author", "-updated_at", "-id"], name="lists_of_author"),
            models.Index(
                fields=["author", "-published_at", "-id"],
                name="lists_published_by_author",
                condition=Q(published_at__isnull=False),
                include=["reach"],  # so that the feed is picked from the index alone
            ),
            models.Index(
                fields=["-published_at", "-id"],
                name="lists_newest",
                condition=Q(published_at__isnull=False, reach=Reach.EVERYONE),
            ),
            GinIndex(TITLE_WORDS, name="lists_by_words_of_title"),
            models.Index(
                fields=["author", "-deleted_at"], name="deleted_lists", condition=Q(deleted_at__isnull=False)
            ),
            models.Index(
                fields=["cloned_from", "-id"],
                name="clones_of_list",
                condition=Q(cloned_from__isnull=False),
            ),
        ]
        triggers = [
            *Post.Meta.triggers,
            pgtrigger.Trigger(
                name="a_list_waits_for_a_leaving_member",
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                func=triggers.WAIT_FOR_LEAVING_AUTHOR,
            ),
            pgtrigger.Trigger(
                name="a_list_has_its_stats",
                operation=pgtrigger.Insert,
                when=pgtrigger.After,
                func=triggers.ADD_LIST_STATS,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.author}: {self.title}"

    def get_absolute_url(self) -> str:
        return self.url

    @property
    def url(self) -> str:
        return f"/@{self.author.username}/list/{self.slug}/"

    @property
    def secret_url(self) -> str:
        return f"/lists/shared/{self.secret}/" if self.secret else ""

    @property
    def is_smart(self) -> bool:
        return self.filters is not None

    @property
    def is_public(self) -> bool:
        return self.reach == Reach.EVERYONE

    @property
    def is_deleted(self) -> bool:
        return self.deleted_at is not None

    @property
    def is_removed(self) -> bool:
        return self.removed_at is not None


class Collaborator(Model):
    """Somebody whom the owner of a list invited to keep it with them, and who has accepted or not yet."""

    list = models.ForeignKey(List, on_delete=models.CASCADE, related_name="collaborators")
    member = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    accepted_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["list", "member"], name="one_invitation_per_list_and_member")
        ]
        indexes = [models.Index(fields=["member", "-created_at", "-id"], name="invitations_to_lists")]
        triggers = [
            pgtrigger.Trigger(
                name="collaborators_are_others_across_no_block",
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                declare=triggers.CHECK_DECLARATIONS,
                func=triggers.CHECK_COLLABORATOR,
            )
        ]

    def __str__(self) -> str:
        return f"{self.member} in {self.list}"


class KeepersBlock(Block):
    """A block ends what the two keep together, and what one was asked to; taken back, it does not come back by itself."""

    class Meta:
        proxy = True
        triggers = [
            pgtrigger.Trigger(
                name="a_block_ends_lists_kept_together",
                operation=pgtrigger.Insert,
                when=pgtrigger.After,
                func=triggers.END_KEEPING_TOGETHER,
            )
        ]
