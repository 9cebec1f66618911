"""The public MovieLens ratings as marks of generated members, so that the site can be seen with many films and ratings."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from django.contrib.auth.hashers import make_password
from django.db import connection, transaction
from django.db.models.functions import Upper

from accounts.models import FormerUsername, Member
from films.actions.movielens import NotMovieLens, load_films, rows_of
from reviews.models import Mark
from web import text

BIO = "A generated member: the ratings are those of an anonymous person in the public MovieLens data. Nobody can sign in here."
BATCH = 10_000
FOR_A_LONG_LOAD = "SET LOCAL statement_timeout = 0"
LAST_SECOND = int(datetime.datetime(2100, 1, 1, tzinfo=datetime.UTC).timestamp())


class NameIsTaken(Exception):
    """A member of the site goes by a name that is kept for generated members. The message says which."""


class Rating(NamedTuple):
    """One row of `ratings.csv`, the rating in half-stars."""

    person: str
    film: str
    rating: int
    at: datetime.datetime


@transaction.atomic
def load_movielens(folder: Path, *, say: Callable[[str], object]) -> None:
    """Adds the films, members and ratings that are not there yet: all of it or nothing.

    `say` is told each step. Raises NotMovieLens and NameIsTaken.
    """
    with connection.cursor() as cursor:
        cursor.execute(FOR_A_LONG_LOAD)
    ratings = list(read_ratings(folder))
    loaded = load_films(folder)
    say(f"{len(loaded.films)} films, {loaded.added} of them new.")
    refuse_unknown_films({rating.film for rating in ratings} - loaded.films.keys())
    members, added = members_of(ratings)
    say(f"{len(members)} members, {added} of them new.")
    added = add_marks(ratings, loaded.films, members)
    say(f"{len(ratings)} ratings, {added} of them new.")


def read_ratings(folder: Path) -> Iterator[Rating]:
    columns = ("userId", "movieId", "rating", "timestamp")
    for place, (person, film, rating, timestamp) in rows_of(folder / "ratings.csv", columns):
        if not (person.isascii() and person.isdecimal() and len(person) <= 12):
            raise NotMovieLens(f"{place}: {person[:40]!r} is not a userId.")
        half_stars = half_stars_of(rating)
        if half_stars is None:
            raise NotMovieLens(f"{place}: {rating[:40]!r} is not a rating from 0.5 to 5 in steps of a half.")
        if not (
            timestamp.isascii()
            and timestamp.isdecimal()
            and len(timestamp) <= 12
            and int(timestamp) < LAST_SECOND
        ):
            raise NotMovieLens(f"{place}: {timestamp[:40]!r} is not a time in seconds since 1970.")
        yield Rating(person, film, half_stars, datetime.datetime.fromtimestamp(int(timestamp), datetime.UTC))


def half_stars_of(rating: str) -> int | None:
    try:
        doubled = float(rating) * 2
    except ValueError:
        return None
    return int(doubled) if doubled in range(1, 11) else None


def refuse_unknown_films(unknown: set[str]) -> None:
    if unknown:
        raise NotMovieLens(
            f"ratings.csv rates films that movies.csv does not have: {', '.join(sorted(unknown)[:5])}."
        )


def members_of(ratings: Sequence[Rating]) -> tuple[dict[str, Member], int]:
    """The generated member of each person in the ratings, and how many of them are new."""
    joined: dict[str, datetime.datetime] = {}
    for rating in ratings:
        joined[rating.person] = min(rating.at, joined.get(rating.person, rating.at))
    usernames = {person: f"ml_{person}" for person in joined}
    standing = generated_members(list(usernames.values()))
    bio_html = text.render(BIO).html
    added = [
        Member(
            username=username,
            password=make_password(None),
            bio=BIO,
            bio_html=bio_html,
            joined_at=joined[person],
        )
        for person, username in usernames.items()
        if username not in standing
    ]
    Member.objects.bulk_create(added)
    members = standing | {member.username: member for member in added}
    return {person: members[username] for person, username in usernames.items()}, len(added)


def generated_members(usernames: Sequence[str]) -> dict[str, Member]:
    """Those of these names who stand already. Raises NameIsTaken when one of the names belongs to somebody else."""
    uppercase = [username.upper() for username in usernames]
    former = FormerUsername.objects.annotate(key=Upper("username")).filter(key__in=uppercase).first()
    if former:
        raise NameIsTaken(f"A member of this site was called {former} before.")
    standing = Member.objects.annotate(key=Upper("username")).filter(key__in=uppercase)
    for member in standing:
        if member.bio != BIO or member.has_usable_password():
            raise NameIsTaken(f"A member of this site is called {member}.")
    return {member.username: member for member in standing}


def add_marks(ratings: Sequence[Rating], films: dict[str, int], members: dict[str, Member]) -> int:
    """Adds a mark for each rating where none stands; returns how many. In the order of the films, as the counters lock them."""
    marks_of_all = Mark.objects.filter(member__in=members.values())
    standing = set(marks_of_all.values_list("member", "film"))
    missing = [
        rating for rating in ratings if (members[rating.person].pk, films[rating.film]) not in standing
    ]
    Mark.objects.bulk_create(
        [
            Mark(
                member=members[rating.person],
                film_id=films[rating.film],
                watched_at=rating.at,
                rating=rating.rating,
                rated_at=rating.at,
                created_at=rating.at,
            )
            for rating in sorted(missing, key=lambda rating: (films[rating.film], int(rating.person)))
        ],
        batch_size=BATCH,
        ignore_conflicts=True,
    )
    return marks_of_all.count() - len(standing)
