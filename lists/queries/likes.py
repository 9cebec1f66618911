"""Likes of a list: the button, and who gave them."""

from __future__ import annotations

from django.db.models import QuerySet

from accounts.models import beyond_the_name
from lists.models import List, ListLike, ListQuerySet
from social.models import Viewer
from social.queries import shown_to
from web.prepared import prepared

LATEST_LIKE_FIRST = ("-created_at", "-pk")


@prepared
def lists_with_like(pk: int, viewer: Viewer) -> ListQuerySet:
    """The one list with this key, with what its button shows."""
    lists = List.objects.visible_to(viewer).filter(pk=pk).for_cards(viewer)
    return lists.defer("description_html", "lead_html")


def likes_of(list_: List, viewer: Viewer) -> QuerySet[ListLike]:
    """Who liked the list, as far as the viewer may know, each with their member; its owner knows of all."""
    likes = ListLike.objects.filter(list=list_).select_related("member").defer(*beyond_the_name("member"))
    return shown_to(likes, viewer, member="member", or_to="author")


@prepared
def first_likes_of(list_: List, viewer: Viewer, *, at_most: int) -> QuerySet[ListLike]:
    return likes_of(list_, viewer).order_by(*LATEST_LIKE_FIRST)[:at_most]
