from reviews.models.comments import Comment, Mention, ThreadSubscription
from reviews.models.drafts import Draft, EntryNote, Revision
from reviews.models.entries import Entry, EntryQuerySet, Length
from reviews.models.favourites import Favourite
from reviews.models.likes import ReviewLike
from reviews.models.marks import Mark, MarkQuerySet
from reviews.models.stats import FilmStats, MemberStats, ReviewStats
from reviews.models.tags import Tagging

__all__ = [
    "Comment",
    "Draft",
    "Entry",
    "EntryNote",
    "EntryQuerySet",
    "Favourite",
    "FilmStats",
    "Length",
    "Mark",
    "MarkQuerySet",
    "MemberStats",
    "Mention",
    "ReviewLike",
    "ReviewStats",
    "Revision",
    "Tagging",
    "ThreadSubscription",
]
