"""What visitors' pages rest on (web/kept.py), by what they show."""

from __future__ import annotations

from collections.abc import Iterable

from accounts.models import Member
from films.models import Film
from reviews.models import Companion, Entry, Favourite, FilmStats, MemberStats, ReviewStats, ViewingFacts
from reviews.queries.answers import first_answers_to
from reviews.queries.cards import Card
from reviews.queries.companions import Company, companions_around
from reviews.queries.diary import AlsoSeen, latest_on_other_films, looked_at
from reviews.queries.entries import entries_on
from social.models import FollowCounts
from web.kept import Part, listing, rows
from web.viewer import NOBODY


def parts_of_cards(shown: Iterable[Card]) -> list[Part]:
    """All that a visitor's cards show: whether an author likes the film moves with the counts of the film."""
    reviews = [one.review for one in shown]
    films = {review.film_id for review in reviews}
    return [
        rows(Entry, reviews),
        rows(ReviewStats, reviews),
        rows(Member, {review.author_id for review in reviews}),
        rows(Film, films),
        rows(FilmStats, films),
    ]


def parts_of_entries(shown: Iterable[Entry]) -> list[Part]:
    """Entries as posters or lines, with their films: whether an author likes one moves with the counts of the film."""
    entries = list(shown)
    films = {entry.film_id for entry in entries}
    return [rows(Entry, entries), rows(Film, films), rows(FilmStats, films)]


def parts_of_entries_on(film: Film, author: Member, shown: Iterable[Entry]) -> list[Part]:
    """The author's entries on a film."""
    return [listing(entries_on, film, author, NOBODY), rows(Entry, shown)]


def parts_of_also_by(author: Member, film: Film, shown: Iterable[AlsoSeen], *, at_most: int) -> list[Part]:
    """The author's latest entries on other films."""
    return [
        listing(latest_on_other_films, author, film, NOBODY, at_most=looked_at(at_most)),
        rows(Film, {also.film_id for also in shown}),
    ]


def parts_of_answers(
    entry: Entry, answered: Entry | None, answers: Iterable[Entry], *, at_most: int
) -> list[Part]:
    """What the review answers, the names of who answer it, and where."""
    shown = [*answers, *([answered] if answered else [])]
    keys = {entry.answers_id} - {None} | {one.pk for one in shown}
    return [
        listing(first_answers_to, entry, NOBODY, at_most=at_most),
        rows(Entry, keys),
        rows(Member, {one.author_id for one in shown}),
    ]


def parts_of_company(entry: Entry, company: Company) -> list[Part]:
    """How the film was watched and with whom, and what they made of it."""
    beside = [rows(ViewingFacts, [entry]), listing(companions_around, entry, NOBODY)]
    if not company.rows:
        return beside
    members = {key for row in company.rows for key in (row.member_id, row.asked_by_id)}
    entries = {key for row in company.rows for key in (row.entry_id, row.own_entry_id) if key}
    return [*beside, rows(Companion, company.rows), rows(Member, members), rows(Entry, entries)]


def parts_of_member(member: Member) -> list[Part]:
    """The name, the counts, the bars and the favourites of a member."""
    return [
        rows(Member, [member]),
        rows(MemberStats, [member]),
        rows(FollowCounts, [member]),
        rows(Favourite, [member], by="member"),
    ]
