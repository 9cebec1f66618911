"""Reviews to read: of a film, by a member, liked by a member, popular now."""

from __future__ import annotations

import datetime

from django.db.models import Count, Exists, F, OuterRef, Subquery
from django.utils import timezone

from accounts.models import Member
from films.models import Film
from reviews.models import Entry, EntryQuerySet, Mark, MarkQuerySet, ReviewLike
from social.models import Follow, Viewer

POPULAR_FIRST = ("-stats__likes_count", "-pk")
NEWEST_FIRST = ("-created_at", "-pk")
OLDEST_FIRST = ("created_at", "pk")
HIGHEST_FIRST = ("-rating", "-pk")
LOWEST_FIRST = ("rating", "pk")
POPULAR_THIS_WEEK = ("-likes_this_week", "-pk")
DIARY_ORDER = ("-watched_on", "-pk")

WEEK = datetime.timedelta(days=7)


def reviews_of(film: Film, viewer: Viewer) -> EntryQuerySet:
    """All reviews of a film that this viewer may read, ready for cards."""
    # The film is said through the stats too, where the order by likes has its index.
    return Entry.objects.visible_to(viewer).about(film).filter(stats__film=film).reviews().for_cards(viewer)


def rated_reviews(reviews: EntryQuerySet) -> EntryQuerySet:
    """Orders by rating are of the reviews that have one."""
    return reviews.filter(rating__isnull=False)


def reviews_by(author: Member, viewer: Viewer) -> EntryQuerySet:
    return (
        Entry.objects.visible_to(viewer).by(author).filter(stats__author=author).reviews().for_cards(viewer)
    )


# One look at the likes: a later filter on them would look at everybody's.
LIKED_LATELY = ("-liked_on", "-like_id")


def reviews_liked_by(member: Member, viewer: Viewer, **likes: object) -> EntryQuerySet:
    """Every review the member has liked and the viewer may read, with when it was liked; order by LIKED_LATELY."""
    return (
        Entry.objects.visible_to(viewer)
        .without_blocks(member)
        .reviews()
        .filter(likes__member=member, **likes)
        .annotate(liked_on=F("likes__created_at"), like_id=F("likes__pk"))
        .for_cards(viewer)
    )


def liked_reviews(author: Member, film: Film, viewer: Viewer) -> EntryQuerySet:
    """The reviews of this film that the author has liked, newest like first: the heart of the site."""
    return reviews_liked_by(author, viewer, likes__film=film).order_by(*LIKED_LATELY)


def popular_this_week(viewer: Viewer) -> EntryQuerySet:
    """Reviews by the number of likes they got in the last seven days; adds `likes_this_week`."""
    lately = ReviewLike.objects.filter(created_at__gte=timezone.now() - WEEK)
    most_liked = lately.values("entry").annotate(likes=Count("pk")).order_by("-likes", "-entry")
    of_entry = most_liked.filter(entry=OuterRef("pk")).order_by().values("likes")
    return (
        Entry.objects.visible_to(viewer)
        .reviews()
        .for_cards(viewer)
        .filter(pk__in=lately.values("entry"))
        .annotate(likes_this_week=Subquery(of_entry))
        .order_by(*POPULAR_THIS_WEEK)
    )


def newest_reviews(viewer: Viewer) -> EntryQuerySet:
    return Entry.objects.visible_to(viewer).reviews().for_cards(viewer).order_by(*NEWEST_FIRST)


def popular_now(viewer: Viewer, *, at_most: int) -> list[Entry]:
    """The reviews most liked this week; in a quiet week the newest."""
    return list(popular_this_week(viewer)[:at_most]) or list(newest_reviews(viewer)[:at_most])


def watched_by_people_followed(film: Film, viewer: Viewer) -> MarkQuerySet:
    """The marks of the people this viewer follows who watched the film, latest first, each with its member."""
    followed = Follow.objects.filter(follower=viewer.pk, followed=OuterRef("member"))
    return (
        Mark.objects.about(film)
        .watched()
        .filter(Exists(followed))
        .with_member()
        .order_by("-watched_at", "-pk")
    )


def entries_on(film: Film, author: Member, viewer: Viewer) -> EntryQuerySet:
    """All of the author's entries on the film that this viewer may read, first viewing first."""
    return (
        Entry.objects.visible_to(viewer)
        .by(author)
        .about(film)
        .select_related("author", "film")
        .order_by("number")
    )


def films_this_year(member: Member, viewer: Viewer) -> int:
    """How many different films the member has logged in the current year of their own zone."""
    first = member.today().replace(month=1, day=1)
    logged = Entry.objects.visible_to(viewer).by(member).filter(watched_on__gte=first)
    return logged.aggregate(films=Count("film", distinct=True))["films"]
