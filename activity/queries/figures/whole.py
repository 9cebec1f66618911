"""All figures of one member for one viewer, with the films and the review that are named in them."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field

from accounts.models import Member
from activity.queries.figures.catalogue import Apart, Catalogue, catalogue_figures
from activity.queries.figures.diary import Diary, diary_figures
from activity.queries.figures.viewings import Period, Source
from films.models import Film, FilmQuerySet
from reviews.models import Entry, EntryQuerySet
from reviews.queries.blindness import hidden_films
from reviews.queries.cards import Card, cards, first_for_cards
from reviews.queries.reviews import POPULAR_FIRST
from social.models import Viewer
from web.prepared import prepared


@dataclass
class Figures:
    """`films` are all that the others name, by their keys; `review` the most liked of the period; of `hidden` films the
    viewer, in blind mode, does not see what others gave them."""

    source: Source
    diary: Diary
    catalogue: Catalogue
    films: dict[int, Film]
    review: Card | None = None
    hidden: set[int] = field(default_factory=set)

    @property
    def is_empty(self) -> bool:
        return not self.diary.viewings

    def beside_average(self, which: str) -> list[Apart]:
        """The films rated "above" or "below" their average, furthest from it first."""
        return [one for one in self.catalogue.apart.get(which, []) if one.film not in self.hidden]


def figures_of(member: Member, viewer: Viewer, period: Period) -> Figures:
    """Of the diary; where the viewer may read none of it in the period, of the films marked as watched in it."""
    source = Source(member, viewer, period)
    diary = diary_figures(source)
    if not diary.viewings:
        source = source._replace(of_marks=True)
        diary = diary_figures(source)
    if not diary.viewings:
        return Figures(source, diary, Catalogue(), {})
    catalogue = catalogue_figures(source, diary)
    films = named_films(list(diary.film_keys | catalogue.film_keys))
    review = None if source.of_marks else most_liked_review(source)
    hidden = hidden_films(viewer, catalogue.film_keys)
    return Figures(source, diary, catalogue, {film.pk: film for film in films}, review, hidden)


@prepared
def named_films(keys: list[int]) -> FilmQuerySet:
    """Films as their posters and titles need them."""
    shown = ("slug", "state", "title", "year", "directed_by", "poster")
    return Film.objects.filter(pk__is_any_of=keys).only(*shown)


def most_liked_review(source: Source) -> Card | None:
    """The review with the most likes of those with a viewing in the period; of all time also of those without."""
    since, until = source.period.since, source.period.until
    if source.period.year:
        found = most_liked_between(source.member, source.viewer, since, until)
    else:
        found = most_liked_ever(source.member, source.viewer)
    return next(iter(cards(found, source.viewer)), None)


def liked_reviews(member: Member, viewer: Viewer) -> EntryQuerySet:
    # The author is said of the counts, which have the index of this order.
    return Entry.objects.visible_to(viewer).reviews().filter(stats__author=member, stats__likes_count__gt=0)


@prepared
def most_liked_ever(member: Member, viewer: Viewer) -> EntryQuerySet:
    return first_for_cards(liked_reviews(member, viewer), viewer, order=POPULAR_FIRST, at_most=1)


@prepared
def most_liked_between(
    member: Member, viewer: Viewer, since: datetime.date, until: datetime.date
) -> EntryQuerySet:
    reviews = liked_reviews(member, viewer).filter(watched_on__range=(since, until))
    return first_for_cards(reviews, viewer, order=POPULAR_FIRST, at_most=1)
