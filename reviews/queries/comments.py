"""Comments under reviews to read: those of one review page by page, and those that a member deleted."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import Any

from django.db.models import QuerySet

from accounts.models import Member, beyond_the_name
from films.models.films import beyond_the_poster
from reviews.models import REVIEW_THREADS, Comment, Entry, EntryQuerySet
from reviews.queries.seen import films_seen, opened
from social.models import Viewer
from social.queries import threads
from social.queries.threads import WILL_HEAR, WILL_NOT_HEAR, Opens, Thread
from web.prepared import prepared

__all__ = [
    "WILL_HEAR",
    "WILL_NOT_HEAR",
    "bell_of",
    "deleted_comments_of",
    "reviews_with_thread",
    "thread_of",
    "with_thread",
]

with_thread: Any = partial(threads.with_thread, REVIEW_THREADS)
bell_of = partial(threads.bell_of, REVIEW_THREADS)


@prepared
def reviews_with_thread(pk: int, viewer: Viewer) -> EntryQuerySet:
    """The one review with this key, without its text, with what decides about its comments."""
    reviews = Entry.objects.visible_to(viewer).filter(pk=pk).reviews()
    reviews = reviews.select_related("author", "film", "stats").with_film_watched_by(viewer)
    return threads.with_thread(REVIEW_THREADS, reviews, viewer).defer(
        "text", "text_html", *beyond_the_name("author"), *beyond_the_poster("film")
    )


def thread_of(review: Entry, viewer: Viewer, *, token: str = "") -> Thread:
    """The first page of comments, or the one behind the token. Needs a review loaded `with_thread(viewer)`; raises
    BadRequest for a token that is none of ours."""
    return threads.thread_of(
        REVIEW_THREADS,
        review,
        viewer,
        token=token,
        opener=partial(opener, review),
        is_covered=review.is_covered_for(viewer),
    )


def opener(review: Entry, rendered: Iterable[str], viewer: Viewer) -> Opens:
    """Covered passages stand open where their reader has seen the film."""
    has_watched: bool = review.film_watched  # type: ignore[attr-defined]
    seen = films_seen(rendered, viewer)
    return partial(opened, about=review.film.slug, seen=seen, has_watched=has_watched)


def deleted_comments_of(member: Member) -> QuerySet[Comment]:
    """The comments on reviews that this member deleted and may bring back, latest first."""
    return threads.deleted_comments_of(REVIEW_THREADS, member).select_related(
        "author", "entry__author", "entry__film"
    )
