from reviews.models.entries import Entry, EntryQuerySet
from reviews.models.favourites import Favourite
from reviews.models.likes import ReviewLike
from reviews.models.marks import Mark, MarkQuerySet
from reviews.models.stats import FilmStats, MemberStats, ReviewStats

__all__ = [
    "Entry",
    "EntryQuerySet",
    "Favourite",
    "FilmStats",
    "Mark",
    "MarkQuerySet",
    "MemberStats",
    "ReviewLike",
    "ReviewStats",
]
