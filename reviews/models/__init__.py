from reviews.models.comments import REVIEW_THREADS, Comment, Mention, ThreadSubscription
from reviews.models.diary_keys import DiaryKey
from reviews.models.drafts import Draft, EntryNote, Revision
from reviews.models.entries import Entry, EntryQuerySet, Length
from reviews.models.favourites import Favourite
from reviews.models.likes import ReviewLike
from reviews.models.marks import Mark, MarkQuerySet
from reviews.models.similar import Likeness, SimilarFilm
from reviews.models.stats import FilmStats, MemberStats, ReviewStats
from reviews.models.tags import Tagging
from reviews.models.viewings import Companion, Format, Place, ViewingFacts

__all__ = [
    "REVIEW_THREADS",
    "Comment",
    "Companion",
    "DiaryKey",
    "Draft",
    "Entry",
    "EntryNote",
    "EntryQuerySet",
    "Favourite",
    "FilmStats",
    "Format",
    "Length",
    "Likeness",
    "Mark",
    "MarkQuerySet",
    "MemberStats",
    "Mention",
    "Place",
    "ReviewLike",
    "ReviewStats",
    "Revision",
    "SimilarFilm",
    "Tagging",
    "ThreadSubscription",
    "ViewingFacts",
]
