"""Comments under lists to read: those of one list page by page, and those that a member deleted."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from django.db.models import QuerySet

from accounts.models import Member, beyond_the_name
from lists.models import LIST_THREADS, List, ListComment, ListQuerySet
from reviews.queries.seen import films_seen, opened
from social.models import Viewer
from social.queries import threads
from social.queries.threads import Opens, Thread
from web.prepared import prepared


def with_thread(lists: ListQuerySet, viewer: Viewer) -> ListQuerySet:
    """Adds what decides about the comments of each list."""
    return threads.with_thread(LIST_THREADS, lists, viewer)


@prepared
def lists_with_thread(pk: int, viewer: Viewer) -> ListQuerySet:
    """The one list with this key, without its words, with what decides about its comments."""
    lists = List.objects.visible_to(viewer).filter(pk=pk).select_related("author", "stats")
    texts = ("description", "description_html", "lead_html")
    return with_thread(lists, viewer).defer(*texts, *beyond_the_name("author"))


def thread_of(list_: List, viewer: Viewer, *, token: str = "") -> Thread:
    """The first page of comments, or the one behind the token. Needs a list loaded `with_thread(viewer)`; raises
    BadRequest for a token that is none of ours."""
    return threads.thread_of(LIST_THREADS, list_, viewer, token=token, opener=opener)


def opener(rendered: Iterable[str], viewer: Viewer) -> Opens:
    """Covered passages stand open where they name a film that their reader has seen."""
    return partial(opened, about="", seen=films_seen(rendered, viewer), has_watched=False)


def deleted_comments_of(member: Member) -> QuerySet[ListComment]:
    """The comments on lists that this member deleted and may bring back, latest first."""
    return threads.deleted_comments_of(LIST_THREADS, member)
