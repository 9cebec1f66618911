"""Chooses, in a seeded world, the films, reviews and members that are measured, and signs the members in.

Runs in a process of its own with the site's settings, and prints what it chose as JSON.
"""

from __future__ import annotations

import json
import os
import random
import sys
from typing import Any

import django
from django.conf import settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

FOLLOWED_BY_READER = 100
FILMS_AT_RANDOM = 2_000
COMMENTS_OF_ENTRY = 20
LIKEABLE = 500
CROWD = 64
FILMS_TO_LOG = 200
CSRF_TOKEN = "b" * 32  # Django takes the bare secret as its own token

# The member who wrote about a film and liked most of what others wrote about it.
ENTRY_WITH_LIKED_REVIEWS = """
SELECT member.username, best.entry_id, best.likes FROM (
    SELECT stats.entry_id, stats.author_id,
        (SELECT count(*) FROM reviews_reviewlike AS given
         WHERE given.member_id = stats.author_id AND given.film_id = stats.film_id) AS likes
    FROM (SELECT * FROM reviews_reviewstats WHERE film_id = %s ORDER BY likes_count DESC, entry_id DESC LIMIT 2000) AS stats
    JOIN reviews_entry AS entry ON entry.id = stats.entry_id
    WHERE entry.reach = 'everyone' AND entry.text <> '' AND entry.number = 1
) AS best JOIN accounts_member AS member ON member.id = best.author_id
ORDER BY likes DESC, entry_id LIMIT 1
"""
MEDIAN_FILM = """
WITH counted AS (SELECT film_id, reviews_count FROM reviews_filmstats WHERE reviews_count > 0),
     middle AS (SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY reviews_count) AS reviews FROM counted)
SELECT film_id FROM counted JOIN films_film AS film ON film.id = film_id, middle
WHERE reviews_count = reviews AND film.state = 'published' AND NOT film.is_adult ORDER BY film_id LIMIT 1
"""
READER = """
SELECT member_id FROM social_followcounts JOIN accounts_member AS member ON member.id = member_id
WHERE member.is_active AND NOT member.is_private ORDER BY abs(following - %s), member_id LIMIT 1
"""
ENTRY_WITH_COMMENTS = """
SELECT entry_id FROM reviews_reviewstats AS stats JOIN reviews_entry AS entry ON entry.id = entry_id
WHERE entry.reach = 'everyone' AND NOT entry.has_spoilers AND comments_count > 0
ORDER BY abs(comments_count - %s), entry_id LIMIT 1
"""
LONGEST_LIST = """
SELECT list_id FROM lists_liststats JOIN lists_list AS list ON list.id = list_id
WHERE list.reach = 'everyone' ORDER BY films_count DESC, list_id LIMIT 1
"""
MEDIAN_LIST = """
WITH counted AS (SELECT list_id, films_count FROM lists_liststats JOIN lists_list AS list ON list.id = list_id
        WHERE list.reach = 'everyone'),
     middle AS (SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY films_count) AS films FROM counted)
SELECT list_id FROM counted, middle WHERE films_count = films ORDER BY list_id LIMIT 1
"""
# The one whose viewings are figures and lines, and who wants to see most.
DIARIST = """
SELECT member_id FROM reviews_memberstats JOIN accounts_member AS member ON member.id = member_id
WHERE member.is_active AND NOT member.is_private ORDER BY entries_count DESC, member_id LIMIT 1
"""
LAST_YEAR_OF_DIARY = """
SELECT extract(year FROM max(watched_on))::int FROM reviews_entry WHERE author_id = %s HAVING max(watched_on) IS NOT NULL
"""
GENRES = """
SELECT genre FROM films_film, unnest(genres) AS genre WHERE state <> 'retired' AND NOT is_adult
GROUP BY genre ORDER BY count(*), genre
"""
NO_LATIN = r"[\u0370-\uFFFF]"
LETTERS = r"^[A-Za-z ]{8,40}$"


def choose() -> dict[str, Any]:
    """Everything that requests are made of: addresses, numbers of entries, cookies, searches."""
    from accounts.models import Member  # noqa: PLC0415  Django is set up first
    from films.models import Film  # noqa: PLC0415
    from reviews.models import MemberStats  # noqa: PLC0415
    from reviews.queries.reviews import POPULAR_FIRST, first_reviews_of  # noqa: PLC0415

    best = Film.objects.offered().filter(stats__isnull=False).order_by("-stats__reviews_count", "pk")[0]
    median = Film.objects.get(pk=asked(MEDIAN_FILM))
    reader = Member.objects.get(pk=asked(READER, FOLLOWED_BY_READER))
    author, entry_id = asked_row(ENTRY_WITH_LIKED_REVIEWS, best.pk)[:2]
    writers = MemberStats.objects.filter(member__is_private=False).order_by("-reviews_count", "pk")
    writer = writers[0].member
    hot = first_reviews_of(best, reader, order=POPULAR_FIRST, at_most=1)[0]
    films = list(Film.objects.offered().order_by("pk").values_list("slug", flat=True))
    chosen = random.Random(1)  # noqa: S311  the same films at every run
    return {
        "film_best": best.url,
        "film_median": median.url,
        "films": [f"/film/{slug}/" for slug in chosen.sample(films, min(FILMS_AT_RANDOM, len(films)))],
        "films_to_log": [
            f"/film/{slug}/log/" for slug in chosen.sample(films, min(FILMS_TO_LOG, len(films)))
        ],
        "entry": address_of(entry_id),
        "comments": address_of(asked(ENTRY_WITH_COMMENTS, COMMENTS_OF_ENTRY)),
        "entry_author": author,
        "likes": f"{address_of(hot.pk)}likes/",
        "profile": writer.url,
        "browse": browse_addresses(best),
        **collections(),
        "searches": searches(best),
        "reader": reader.pk,
        "reader_cookie": cookie_of(reader),
        "writer_cookie": cookie_of(writer),
        "likeable": likeable_by(reader),
        "hot": hot.pk,
        "crowd": crowd_for(hot),
    }


def address_of(entry: int) -> str:
    from reviews.models import Entry  # noqa: PLC0415

    return Entry.objects.select_related("author", "film").get(pk=entry).url


def all_asked(question: str, *values: int) -> list[tuple[Any, ...]]:
    from django.db import connection  # noqa: PLC0415

    with connection.cursor() as cursor:
        cursor.execute(question, values)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    if not rows:
        sys.exit("This world is too small to be measured.")
    return rows


def asked_row(question: str, *values: int) -> tuple[Any, ...]:
    return all_asked(question, *values)[0]


def asked(question: str, *values: int) -> Any:
    return asked_row(question, *values)[0]


def collections() -> dict[str, Any]:
    """Lists, a watchlist, a diary and what is counted of it; and what a member asks of the catalogue about themselves."""
    from accounts.models import Member  # noqa: PLC0415
    from lists.models import List  # noqa: PLC0415

    lists = List.objects.select_related("author")
    diarist = Member.objects.get(pk=asked(DIARIST))
    year = asked(LAST_YEAR_OF_DIARY, diarist.pk) - 1
    rare, *_, common = (genre for (genre,) in all_asked(GENRES))
    return {
        "list_long": lists.get(pk=asked(LONGEST_LIST)).url,
        "list_median": lists.get(pk=asked(MEDIAN_LIST)).url,
        "watchlist": f"{diarist.url}watchlist/",
        "diary": f"{diarist.url}diary/",
        "diary_chosen": [
            f"{diarist.url}diary/?{words}"
            for words in (f"genre={rare}", f"year={year}", "rating=9-10", "place=cinema")
        ],
        "stats": f"{diarist.url}stats/",
        "year": f"{diarist.url}year/{year}/",
        "browse_own": [
            f"/films/?genre={rare}&mine=-watched",
            f"/films/?genre={common}&sort=average&mine=-watched",
            f"/films/?genre={common}&mine=watched",
        ],
    }


def browse_addresses(film: Any) -> list[str]:
    """By genre, by genre and decade with the best rated first, and by country."""
    genre = film.genres[0] if film.genres else "drama"
    addresses = [f"/films/?genre={genre}"]
    if film.decade:
        addresses.append(f"/films/?genre={genre}&decade={film.decade}s&sort=average")
    if film.countries:
        addresses.append(f"/films/?country={film.countries[0]}&sort=newest")
    return addresses


def searches(best: Any) -> list[dict[str, str]]:
    """What is typed, and the slug of the film that is meant."""
    from films.models import AlternativeTitle, Film  # noqa: PLC0415

    known = Film.objects.offered().order_by("-stats__popularity", "-stats__film_id")
    asked_for = [
        {"kind": f"{count} letter{'s' if count > 1 else ''}", "text": best.title[:count], "slug": best.slug}
        for count in (1, 2, 3)
    ]
    two_words = known.filter(title__regex=LETTERS, title__contains=" ")[:1]
    asked_for += [{"kind": "two words", "text": first_words(f.title), "slug": f.slug} for f in two_words]
    plain = known.filter(title__regex=LETTERS).exclude(pk__in=[f.pk for f in two_words])[:1]
    asked_for += [{"kind": "a typo", "text": misspelt(f.title), "slug": f.slug} for f in plain]
    foreign = known.filter(original_title__regex=NO_LATIN)[:1]
    asked_for += [{"kind": "not Latin", "text": f.original_title[:6], "slug": f.slug} for f in foreign]
    if not foreign:
        other = AlternativeTitle.objects.filter(title__regex=NO_LATIN).select_related("film")
        found = other.order_by("-film__stats__popularity")[:1]
        asked_for += [{"kind": "not Latin", "text": f.title[:6], "slug": f.film.slug} for f in found]
    return asked_for


def first_words(title: str) -> str:
    """Two words, the second one only begun where it is long."""
    first, second = title.split()[:2]
    return f"{first} {second[:4]}"


def misspelt(title: str) -> str:
    """The title with two letters of its longest word in the wrong order."""
    word = max(title.split(), key=len)
    wrong = word[:2] + word[3] + word[2] + word[4:]
    return title.replace(word, wrong, 1)


def likeable_by(reader: Any) -> list[int]:
    from reviews.models import Entry, ReviewLike  # noqa: PLC0415

    newest = Entry.objects.visible_to(reader).reviews().exclude(author=reader).order_by("-created_at", "-pk")
    numbers = list(newest.values_list("pk", flat=True)[: 2 * LIKEABLE])
    liked = set(ReviewLike.objects.filter(member=reader, entry__in=numbers).values_list("entry", flat=True))
    return [number for number in numbers if number not in liked][:LIKEABLE]


def crowd_for(entry: Any) -> list[dict[str, Any]]:
    """Members who may like this review and have not yet."""
    from accounts.models import Member  # noqa: PLC0415
    from reviews.models import Entry, ReviewLike  # noqa: PLC0415

    chosen: list[dict[str, Any]] = []
    for member in (
        Member.objects.filter(is_active=True).exclude(pk=entry.author_id).order_by("pk").iterator(200)
    ):
        has_liked = ReviewLike.objects.filter(member=member, entry=entry).exists()
        if not has_liked and Entry.objects.visible_to(member).filter(pk=entry.pk).exists():
            chosen.append({"member": member.pk, "cookie": cookie_of(member)})
        if len(chosen) == CROWD:
            break
    return chosen


def cookie_of(member: Any) -> str:
    """The header of somebody signed in, in whatever way the site keeps sessions now."""
    from django.test import Client  # noqa: PLC0415

    client = Client()
    client.force_login(member)
    if settings.CSRF_USE_SESSIONS:
        session = client.session
        session["_csrftoken"] = CSRF_TOKEN
        session.save()
    client.cookies[settings.CSRF_COOKIE_NAME] = CSRF_TOKEN
    return "; ".join(f"{name}={morsel.value}" for name, morsel in client.cookies.items())


def main() -> None:
    django.setup()
    json.dump(choose(), sys.stdout)


if __name__ == "__main__":
    main()
