"""Reviews to read: of a film, by a member, liked by a member, popular now."""

from __future__ import annotations

import datetime
import time
from functools import lru_cache

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Case, Count, F, Func, OuterRef, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce, Least
from django.utils import timezone

from accounts.models import Member, beyond_the_name
from films.models import Film
from reviews.models import Entry, EntryQuerySet, Mark, MarkQuerySet, ReviewLike
from reviews.models.stats import MOST_WEIGHT_OF_A_QUIP
from reviews.queries.cards import first_for_cards
from social.models import Viewer, followed_by
from web.prepared import prepared
from web.words import counted

POPULAR_FIRST = ("-stats__likes_count", "-pk")
WEIGHTIEST_FIRST = ("-stats__weight", "-pk")  # likes, of which a quip has no more than a few
ACROSS_FIRST = ("-stats__across_count", "-pk")
NEWEST_FIRST = ("-created_at", "-pk")
OLDEST_FIRST = ("created_at", "pk")
PINNED_FIRST = ("pinned_at", "pk")
HIGHEST_FIRST = ("-rating", "-pk")
LOWEST_FIRST = ("rating", "pk")
BY_RATING = {HIGHEST_FIRST, LOWEST_FIRST}
POPULAR_THIS_WEEK = ("-weight_this_week", "-pk")
DIARY_ORDER = ("-watched_on", "-pk")

WEEK = datetime.timedelta(days=7)
MOST_LIKES_COUNTED, MOST_RANKED = 3_000, 72
SECONDS_REMEMBERED = 600


def reviews_of(film: Film, viewer: Viewer, *, order: tuple[str, ...] = NEWEST_FIRST) -> EntryQuerySet:
    """All reviews of a film that this viewer may read and has not muted, that have what the order needs."""
    reviews = Entry.objects.visible_to(viewer).without_muted_authors(viewer).reviews()
    if order[0].startswith("-stats__"):
        # Said of the table that has the order's index. Said of both, PostgreSQL expects next to no rows, and reads all.
        reviews = reviews.filter(stats__film=film)
        return reviews.filter(stats__across_count__gt=0) if order == ACROSS_FIRST else reviews
    reviews = reviews.about(film)
    return reviews.filter(rating__isnull=False) if order in BY_RATING else reviews


@prepared
def first_reviews_of(film: Film, viewer: Viewer, *, order: tuple[str, ...], at_most: int) -> EntryQuerySet:
    reviews = reviews_of(film, viewer, order=order)
    return first_for_cards(reviews, viewer, order=order, at_most=at_most)


def why_across(review: Entry) -> str:
    """Why it stands where it does in the order of ACROSS_FIRST."""
    return f"{counted(review.stats.across_count, 'like,likes')} from people who rated the film differently"


@prepared
def first_reviews_from_people_followed(film: Film, viewer: Viewer, *, at_most: int) -> EntryQuerySet:
    """Those by people this viewer follows, newest first."""
    reviews = reviews_of(film, viewer).by_people_followed_by(viewer)
    return first_for_cards(reviews, viewer, order=NEWEST_FIRST, at_most=at_most)


def rated_reviews(reviews: EntryQuerySet) -> EntryQuerySet:
    """Orders by rating are of the reviews that have one."""
    return reviews.filter(rating__isnull=False)


@prepared
def pinned_reviews(author: Member, viewer: Viewer, *, at_most: int) -> EntryQuerySet:
    """What the author shows first, in the order it was pinned."""
    reviews = Entry.objects.visible_to(viewer).reviews().by(author).filter(pinned_at__isnull=False)
    return first_for_cards(reviews, viewer, order=PINNED_FIRST, at_most=at_most)


def reviews_by(author: Member, viewer: Viewer, *, by_likes: bool = False) -> EntryQuerySet:
    """All reviews by a member that this viewer may read; `by_likes` when they are to be ordered by likes."""
    reviews = Entry.objects.visible_to(viewer).reviews()
    return reviews.filter(stats__author=author) if by_likes else reviews.by(author)


@prepared
def first_reviews_by(
    author: Member, viewer: Viewer, *, order: tuple[str, ...], at_most: int, is_liked: bool = False
) -> EntryQuerySet:
    """`is_liked` leaves out what nobody has liked."""
    reviews = reviews_by(author, viewer, by_likes=order == POPULAR_FIRST)
    if is_liked:
        reviews = reviews.filter(stats__likes_count__gt=0)
    return first_for_cards(reviews, viewer, order=order, at_most=at_most)


# One look at the likes: a later filter on them would look at everybody's.
LIKED_LATELY = ("-liked_on", "-like_id")


def reviews_liked_by(member: Member, viewer: Viewer, **likes: object) -> EntryQuerySet:
    """Every review the member has liked and the viewer may read and has not muted, with when it was liked; order by
    LIKED_LATELY."""
    return (
        Entry.objects.visible_to(viewer)
        .without_muted_authors(viewer)
        .without_blocks(member)
        .reviews()
        .filter(likes__member=member, **likes)
        .annotate(liked_on=F("likes__created_at"), like_id=F("likes__pk"))
        .for_cards(viewer)
    )


def liked_reviews(author: Member, film: Film, viewer: Viewer) -> EntryQuerySet:
    """The reviews of this film that the author has liked, newest like first: the heart of the site."""
    return reviews_liked_by(author, viewer, likes__film=film).order_by(*LIKED_LATELY)


@prepared
def first_liked_reviews(author: Member, film: Film, viewer: Viewer, *, at_most: int) -> EntryQuerySet:
    return liked_reviews(author, film, viewer)[:at_most]


class MostLikedSince(Func):
    """The keys of the reviews that most of the latest likes were for, none from before a time.

    Written out: PostgreSQL takes any time for one long ago, and would group all likes there are.
    """

    template = f"""ARRAY(
        SELECT entry_id FROM (
            SELECT entry_id FROM reviews_reviewlike WHERE created_at >= %(expressions)s
            ORDER BY created_at DESC LIMIT {MOST_LIKES_COUNTED}
        ) AS latest GROUP BY entry_id ORDER BY count(*) DESC, entry_id DESC LIMIT {MOST_RANKED})"""
    output_field = ArrayField(models.BigIntegerField())


def popular_this_week(viewer: Viewer, since: datetime.datetime) -> EntryQuerySet:
    """The reviews most liked since then, MOST_RANKED at most, by the number of those likes, of which a quip has no more
    than a few; adds `likes_this_week` and `weight_this_week`."""
    lately = ReviewLike.objects.filter(created_at__gte=since, entry=OuterRef("pk"))
    number = lately.values("entry").annotate(likes=Count("pk")).values("likes")
    return (
        Entry.objects.visible_to(viewer)
        .met_by(viewer)
        .reviews()
        .for_cards(viewer)
        .filter(pk__is_any_of=MostLikedSince(Value(since)))
        .annotate(likes_this_week=Coalesce(Subquery(number), 0))
        .annotate(
            weight_this_week=Case(
                When(stats__is_quip=True, then=Least("likes_this_week", MOST_WEIGHT_OF_A_QUIP)),
                default="likes_this_week",
            )
        )
    )


@prepared
def most_liked_since(viewer: Viewer, since: datetime.datetime, *, at_most: int) -> EntryQuerySet:
    return popular_this_week(viewer, since).order_by(*POPULAR_THIS_WEEK)[:at_most]


def start_of_the_week() -> datetime.datetime:
    """Seven days ago, from the full hour; where more than MOST_LIKES_COUNTED were given since, when the latest of them
    began: so ranking costs the same on a site of any size."""
    week_ago = (timezone.now() - WEEK).replace(minute=0, second=0, microsecond=0)
    latest_began = start_of_the_latest_likes(int(time.monotonic() // SECONDS_REMEMBERED))
    return max(week_ago, latest_began) if latest_began else week_ago


@lru_cache(maxsize=1)
def start_of_the_latest_likes(period: int) -> datetime.datetime | None:
    """Looked up once in each period of ten minutes."""
    times = ReviewLike.objects.order_by("-created_at").values_list("created_at", flat=True)
    return next(iter(times[MOST_LIKES_COUNTED : MOST_LIKES_COUNTED + 1]), None)


def newest_reviews(viewer: Viewer) -> EntryQuerySet:
    return Entry.objects.visible_to(viewer).met_by(viewer).reviews()


@prepared
def first_newest_reviews(viewer: Viewer, *, at_most: int) -> EntryQuerySet:
    return first_for_cards(newest_reviews(viewer), viewer, order=NEWEST_FIRST, at_most=at_most)


def weightiest_reviews(viewer: Viewer) -> EntryQuerySet:
    """All that was ever liked; order by WEIGHTIEST_FIRST."""
    return newest_reviews(viewer).filter(stats__weight__gt=0)


@prepared
def first_weightiest_reviews(viewer: Viewer, *, at_most: int) -> EntryQuerySet:
    return first_for_cards(weightiest_reviews(viewer), viewer, order=WEIGHTIEST_FIRST, at_most=at_most)


def popular_now(viewer: Viewer, *, at_most: int) -> list[Entry]:
    """The reviews most liked this week; in a quiet week the newest."""
    popular = most_liked_since(viewer, start_of_the_week(), at_most=at_most)
    return popular or first_newest_reviews(viewer, at_most=at_most)


@prepared
def watched_by_people_followed(film: Film, viewer: Viewer, *, at_most: int) -> MarkQuerySet:
    """The marks of the people this viewer follows who watched the film, latest first, each with its member."""
    marks = Mark.objects.about(film).watched().filter(member__is_any_of=followed_by(viewer))
    latest = marks.order_by("-watched_at", "-pk").values("pk")[:at_most]
    shown = Mark.objects.filter(pk__is_any_of=ArraySubquery(latest)).with_member()
    times = ("watched_at", "rated_at", "watchlisted_at", "created_at")
    return shown.defer(*times, *beyond_the_name("member")).order_by("-watched_at", "-pk")


def films_this_year(member: Member, viewer: Viewer) -> int:
    """How many different films the member has logged in the current year of their own zone."""
    return sum(films_since(member, first_of_the_year(member), viewer))


def first_of_the_year(member: Member) -> datetime.date:
    return member.today().replace(month=1, day=1)


@prepared
def films_since(member: Member, first: datetime.date, viewer: Viewer) -> QuerySet[Entry, int]:
    """The number of different films, and no number at all where there are none."""
    logged = Entry.objects.visible_to(viewer).by(member).filter(watched_on__gte=first, is_stopped=False)
    return (
        logged.values("author").annotate(films=Count("film", distinct=True)).values_list("films", flat=True)
    )
