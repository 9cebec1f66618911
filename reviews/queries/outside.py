"""What readers of feeds, programs and search engines are given: only what a stranger may read."""

from __future__ import annotations

from django.contrib.postgres.expressions import ArraySubquery

from accounts.models import Member, beyond_the_name
from films.models import Film, FilmQuerySet
from reviews.models import DiaryKey, Entry, EntryQuerySet
from reviews.queries.entries import NOT_SHOWN, entries_at
from reviews.queries.reviews import DIARY_ORDER, NEWEST_FIRST, reviews_of
from social.models import Viewer
from web.models import all_but
from web.prepared import prepared
from web.viewer import NOBODY

IN_FEEDS = ("slug", "state", "title", "year", "directed_by", "poster", "tmdb_id")


def for_feeds(entries: EntryQuerySet, *, at_most: int) -> EntryQuerySet:
    """The newest of these entries with all that feeds tell of them: their keys by an index, then what belongs to the
    few."""
    keys = entries.order_by(*NEWEST_FIRST).values("pk")[:at_most]
    return (
        Entry.objects.filter(pk__is_any_of=ArraySubquery(keys))
        .select_related("author", "film")
        .defer("text", *beyond_the_name("author"), *all_but(Film, IN_FEEDS, "film"))
        .with_author_liked_film()
        .order_by(*NEWEST_FIRST)
    )


@prepared
def latest_by(member: Member, *, at_most: int) -> EntryQuerySet:
    """What the member logged and wrote last."""
    return for_feeds(Entry.objects.visible_to(NOBODY).by(member), at_most=at_most)


@prepared
def latest_about(film: Film, *, at_most: int) -> EntryQuerySet:
    """The newest reviews of the film."""
    return for_feeds(reviews_of(film, NOBODY), at_most=at_most)


def latest_tagged(member: Member, tag: str, *, at_most: int) -> list[Entry]:
    """What the member gave this tag."""
    tagged = Entry.objects.visible_to(NOBODY).by(member).filter(tags__contains=[tag])
    return list(for_feeds(tagged, at_most=at_most))


@prepared
def entries_to_share(username: str, slug: str, number: int) -> EntryQuerySet:
    """The one entry of this number, without its text, if everybody may read it."""
    entries = entries_at(username, slug, NOBODY).filter(number=number)
    # A picture has a face and a poster on it, and the glow of the film.
    return entries.defer(*NOT_SHOWN, "text_html").with_author_liked_film()


@prepared
def films_with_stats_at(slug: str) -> FilmQuerySet:
    """The film at this address with its counts."""
    return Film.objects.filter(slug=slug).select_related("stats")


def own_latest(member: Member, *, at_most: int) -> list[Entry]:
    """What the member logged and wrote last, whoever may read it."""
    return list(for_feeds(Entry.objects.visible_to(member).by(member), at_most=at_most))


def days_for_calendar(
    member: Member, viewer: Viewer, *, year: int | None = None, at_most: int
) -> list[Entry]:
    """The latest dated entries that this viewer may read, of a year if one is given, with what a calendar tells."""
    entries = Entry.objects.by_visible_to(member, viewer).in_diary()
    entries = entries.filter(watched_on__year=year) if year else entries
    shown = entries.select_related("author", "film").defer(*NOT_SHOWN, "text_html")
    return list(shown.order_by(*DIARY_ORDER)[:at_most])


def member_with_key(token: str) -> Member | None:
    """Whose diary this key opens."""
    key = DiaryKey.objects.filter(token=token, member__is_active=True).select_related("member").first()
    return key.member if key else None


def diary_key_of(member: Member) -> DiaryKey | None:
    return DiaryKey.objects.filter(member=member).first()
