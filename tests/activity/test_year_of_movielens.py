"""The year page of somebody from MovieLens, number for number against the lines of the files, counted a second way."""

from __future__ import annotations

import csv
import datetime
import random
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.test import Client

from accounts.models import Member
from films.models import Film
from reviews.actions.movielens import load_movielens
from tests.activity.plain_counting import FilmFacts, Plainly, Viewing

pytestmark = pytest.mark.django_db

YEAR, PEOPLE, FILMS = 2018, 6, 70
GENRES = {"Comedy": "comedy", "Drama": "drama", "Horror": "horror", "War": "war"}
NAMES = {"comedy": "Comedy", "drama": "Drama", "horror": "Horror", "war": "War"}


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """Films and ratings as MovieLens publishes them, made up, the same on every run."""
    chance = random.Random(7)  # noqa: S311
    movies = [
        [number, f"Film {number:02} ({chance.randint(1930, 2010)})", "|".join(chance.sample(list(GENRES), 2))]
        for number in range(1, FILMS + 1)
    ]
    start = int(datetime.datetime(2017, 11, 1, tzinfo=datetime.UTC).timestamp())
    ratings = [
        [person, movie[0], chance.randint(1, 10) / 2, start + chance.randint(0, 450 * 86_400)]
        for person in range(1, PEOPLE + 1)
        for movie in chance.sample(movies, 64)
    ]
    links = [[number, f"{number:07}", number] for number in range(1, FILMS + 1)]
    for name, head, rows in (
        ("movies", ["movieId", "title", "genres"], movies),
        ("ratings", ["userId", "movieId", "rating", "timestamp"], ratings),
        ("links", ["movieId", "imdbId", "tmdbId"], links),
    ):
        with (tmp_path / f"{name}.csv").open("w", newline="") as file:
            csv.writer(file).writerows([head, *rows])
    return tmp_path


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(newline="") as file:
        return list(csv.DictReader(file))


def counted(folder: Path) -> Plainly:
    """The year of the first person, from the files alone."""
    ratings = rows_of(folder / "ratings.csv")
    of_film: dict[int, list[int]] = {}
    for row in ratings:
        of_film.setdefault(int(row["movieId"]), []).append(int(float(row["rating"]) * 2))
    facts = {}
    for movie in rows_of(folder / "movies.csv"):
        given = of_film.get(int(movie["movieId"]), [])
        average = (sum(given) + 5 * 7) / (len(given) + 5) if len(given) >= 3 else None
        decade = int(movie["title"][-5:-1]) // 10 * 10
        genres = [GENRES[genre] for genre in movie["genres"].split("|")]
        facts[int(movie["movieId"])] = FilmFacts(None, decade, genres, average=average)
    viewings = []
    for row in ratings:
        day = datetime.datetime.fromtimestamp(int(row["timestamp"]), datetime.UTC).date()
        if row["userId"] == "1" and day.year == YEAR:
            rating, film = int(float(row["rating"]) * 2), int(row["movieId"])
            viewings.append(Viewing(film, film, day, rating))
    return Plainly(viewings, facts)


class Page(HTMLParser):
    """The words of the page's tables by their captions, and the numbers at its head."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tables: dict[str, list[list[str]]] = {}
        self.head: dict[str, str] = {}
        self.words = self.caption = self.name = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag in ("caption", "th", "td", "dt", "dd"):
            self.words = ""
        elif tag == "tr":
            self.tables[self.caption].append([])

    def handle_data(self, data: str) -> None:
        self.words += data

    def handle_endtag(self, tag: str) -> None:
        said = " ".join(self.words.split())
        if tag == "caption":
            self.caption = said
            self.tables[said] = []
        elif tag in ("th", "td"):
            self.tables[self.caption][-1].append(said)
        elif tag == "dt":
            self.name = said
        elif tag == "dd":
            self.head[self.name] = said

    def rows(self, caption: str) -> list[list[str]]:
        return self.tables[caption][1:]


def test_the_year_of_a_movielens_member_is_right_number_for_number(files):
    load_movielens(files, say=lambda _: None)
    plain, member = counted(files), Member.objects.get(username="ml_1")
    answer = Client().get(f"/@ml_1/year/{YEAR}/")
    page, figures = Page(answer.content.decode()), answer.context["figures"]
    total, number = sum(one.rating or 0 for one in plain.viewings), len(plain.viewings)

    assert number > 40
    assert page.head == {
        "Films marked": f"{number}",
        "Average": f"{total / number / 2:.1f}",
    }
    assert [int(row[1]) for row in page.rows("Ratings given")] == [
        plain.ratings[one] for one in sorted(plain.ratings)
    ]
    assert sum(int(row[1]) for row in page.rows("Viewings by week")) == number
    assert [int(row[1]) for row in page.rows("Viewings by week")] == by_week(plain)
    assert [row[1] for row in page.rows("Average rating")] == averages_by_month(plain)
    for title, kind in (("Genres", "genre"), ("Decades", "decade")):
        of_kind = plain.tallies(kind)
        for name, films, average in page.rows(f"{title}, by number of films"):
            word = name.removesuffix("s") if kind == "decade" else name.lower()
            one = of_kind[word]
            assert (films, average) == (
                f"{one.films}",
                f"{one.total / one.rated / 2:.1f}" if one.rated >= 3 else "–",
            )
    titles = {film.title: film.pk for film in Film.objects.all()}
    ids = {int(title.removeprefix("Film ")): key for title, key in titles.items()}
    assert [one.film.pk for one in answer.context["ends"]] == [
        ids[plain.viewings[0].film],
        ids[plain.viewings[-1].film],
    ]
    assert [(one.film.pk, one.said) for one in answer.context["milestones"]] == [
        (ids[film], f"Film {place}") for place, film in plain.milestones(50)
    ]
    differences = {ids[film]: apart for film, apart in plain.differences().items()}
    for which, sign in (("above", 1), ("below", -1)):
        shown = figures.catalogue.apart[which]
        furthest = sorted((sign * apart for apart in differences.values()), reverse=True)[: len(shown)]
        assert [sign * one.difference for one in shown] == pytest.approx(furthest)
        assert [one.difference for one in shown] == pytest.approx([differences[one.film] for one in shown])
    assert (figures.diary.streak.days, figures.diary.gap.days) == (plain.streak(), plain.gap())
    assert member.is_active


def by_week(plain: Plainly) -> list[int]:
    """The weeks from Monday to Sunday that have any, in order."""
    weeks: dict[datetime.date, int] = {}
    for one in plain.viewings:
        monday = one.day - datetime.timedelta(days=one.day.weekday())
        weeks[monday] = weeks.get(monday, 0) + 1
    return [weeks[monday] for monday in sorted(weeks)]


def averages_by_month(plain: Plainly) -> list[str]:
    months: dict[int, list[int]] = {}
    for one in plain.viewings:
        months.setdefault(one.day.month, []).append(one.rating or 0)
    return [
        f"{sum(months[month]) / len(months[month]) / 2:.1f}".removesuffix(".0") for month in sorted(months)
    ]
