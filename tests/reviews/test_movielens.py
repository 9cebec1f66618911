"""The public MovieLens files: films and ratings come in once, whole or not at all. The files here are made up."""

from __future__ import annotations

import datetime
import io
import shutil
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from accounts.actions import change_username
from accounts.models import Member
from films.actions.movielens import Names, names_of
from films.models import AlternativeTitle, Film, TitleKey
from reviews.models import FilmStats, Mark, MemberStats
from tests.factories import a_film, a_member

SMALL = Path(__file__).parent.parent / "films" / "movielens_small"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the files, to be spoiled."""
    return Path(shutil.copytree(SMALL, tmp_path / "movielens"))


def load(folder: Path = SMALL) -> list[str]:
    said = io.StringIO()
    call_command("load_movielens", folder, stdout=said)
    return said.getvalue().splitlines()


def counts() -> tuple[int, int, int]:
    return Film.objects.count(), Member.objects.count(), Mark.objects.count()


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("Stalker (1979)", Names("Stalker", 1979, [])),
        ("Harbour 9", Names("Harbour 9", None, [])),
        ("Lamplighter, The (1931) ", Names("The Lamplighter", 1931, [])),
        ("Amour gris, L' (1958)", Names("L'Amour gris", 1958, [])),
        ("Fogs, The: The Return (2006–2007)", Names("The Fogs: The Return", 2006, [])),
        (
            "Way Home, A (a.k.a. Homeward) (Weg, Der) (1958)",
            Names("A Way Home", 1958, ["Homeward", "Der Weg"]),
        ),
        ("Room (Room (with a View)) (1990)", Names("Room", 1990, ["Room (with a View)"])),
        ("(300) Nights in Lisbon (2004)", Names("(300) Nights in Lisbon", 2004, [])),
        ("(Untitled) (2009)", Names("(Untitled)", 2009, [])),
        ("1984 (Nineteen Eighty-Four) (1984)", Names("1984", 1984, ["Nineteen Eighty-Four"])),
        ("Future (9999)", Names("Future", None, ["9999"])),
        ("Same (Same) (2000)", Names("Same", 2000, [])),
    ],
)
def test_titles_are_read_as_people_say_them(written, names):
    assert names_of(written) == names


def test_films_come_with_their_titles_years_genres_and_identifiers(db):
    load()

    film = Film.objects.get(imdb_id="tt0000102")
    assert (str(film), film.slug, film.tmdb_id) == ("A Long Way Home (1958)", "a-long-way-home-1958", "902")
    assert film.genres == ["film-noir", "science-fiction", "war"]
    assert list(film.alternative_titles.values_list("title", flat=True)) == ["Homeward", "Der Lange Weg"]
    assert Film.objects.get(imdb_id="tt0000101").genres == ["drama", "family"]
    assert Film.objects.get(title="Harbour 9").genres == []
    assert Film.objects.get(title="The Fogs: The Return").imdb_id == "tt12345678"


def test_two_films_of_one_title_have_two_addresses_and_the_first_keeps_the_shared_id(db):
    load()

    lamplighters = (
        Film.objects.filter(title="The Lamplighter").order_by("pk").values_list("slug", "imdb_id", "tmdb_id")
    )
    assert list(lamplighters) == [
        ("the-lamplighter-1931", "tt0000101", "901"),
        ("the-lamplighter-1931-2", "tt0000113", ""),
    ]


def test_films_are_found_by_every_title_and_the_well_known_first(db):
    load()

    assert TitleKey.objects.filter(key="homeward").exists()
    assert TitleKey.objects.filter(key="lamplighter").count() == 2
    assert TitleKey.objects.filter(film__imdb_id="tt0000101", popularity=1).exists()


def test_ratings_become_marks_of_generated_members_with_their_times(db):
    load()

    mark = Mark.objects.get(member__username="ml_1", film__imdb_id="tt0000101")
    moment = datetime.datetime(2001, 1, 1, tzinfo=datetime.UTC)
    assert (mark.rating, mark.rated_at, mark.watched_at) == (9, moment, moment)
    assert Mark.objects.get(member__username="ml_1", film__imdb_id="tt0000102").rating == 1
    assert Mark.objects.get(member__username="ml_1", film__imdb_id="tt12345678").rating == 10


def test_generated_members_say_so_and_cannot_sign_in(db):
    load()

    members = Member.objects.order_by("pk")
    assert [member.username for member in members] == ["ml_1", "ml_2", "ml_4"]
    assert not any(member.has_usable_password() for member in members)
    assert all("generated member" in member.bio_html for member in members)
    assert members[0].joined_at == datetime.datetime(2001, 1, 1, tzinfo=datetime.UTC)


def test_the_counters_follow(db):
    load()

    lamplighter = FilmStats.objects.get(film__imdb_id="tt0000101")
    assert (lamplighter.watched_count, lamplighter.rated_9, lamplighter.rated_6) == (2, 1, 1)
    assert MemberStats.objects.get(member__username="ml_4").films_count == 3
    call_command("recount", "--check", stdout=io.StringIO())


def test_loading_again_adds_nothing_twice(db):
    said = load()
    before = counts()

    again = load()

    assert said == ["7 films, 7 of them new.", "3 members, 3 of them new.", "8 ratings, 8 of them new."]
    assert again == ["7 films, 0 of them new.", "3 members, 0 of them new.", "8 ratings, 0 of them new."]
    assert counts() == before == (7, 3, 8)
    assert AlternativeTitle.objects.count() == 3


def test_films_that_stand_in_the_catalogue_are_used(db):
    by_imdb = a_film("Der Laternenanzünder", 1931, imdb_id="tt0000101", synopsis="Ours.")
    by_tmdb = a_film("300 Nights", 2004, tmdb_id="907")

    load()

    assert Film.objects.count() == 7
    assert Mark.objects.about(by_imdb).count() == 2
    assert Mark.objects.about(by_tmdb).count() == 1
    by_imdb.refresh_from_db()
    assert (by_imdb.title, by_imdb.synopsis) == ("Der Laternenanzünder", "Ours.")


@pytest.mark.parametrize("name", ["movies.csv", "links.csv", "ratings.csv"])
def test_a_missing_file_is_said_in_a_sentence(db, folder, name):
    (folder / name).unlink()

    with pytest.raises(CommandError, match=f"There is no file {name} in .*movielens. Nothing was loaded."):
        load(folder)

    assert counts() == (0, 0, 0)


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("movies.csv", b"id,name\n1,Stalker\n", "movies.csv has no column movieId and no column title and no column genres."),
        ("movies.csv", b"", "movies.csv has no column movieId"),
        ("movies.csv", b"movieId,title,genres\n1,Stalker\n", "movies.csv, row 2: there should be 3 values"),
        ("movies.csv", b"movieId,title,genres\n1,Sta\0lker,Drama\n", "movies.csv, row 2: there should be 3 values of plain text"),
        ("movies.csv", b"movieId,title,genres\n1,,Drama\n", "movies.csv, row 2: a title has 1 to 300 characters."),
        ("movies.csv", b"movieId,title,genres\n1," + b"a" * 301 + b",\n", "a title has 1 to 300 characters."),
        ("movies.csv", b"movieId,title,genres\n1,\xff\xfe,Drama\n", "movies.csv is not text in UTF-8."),
        ("movies.csv", b"movieId,title,genres\n1," + b"a" * 200_000 + b",\n", "movies.csv is not a file of comma-separated values"),
        ("links.csv", b"movieId,imdbId,tmdbId\n1,abc,2\n", "links.csv, row 2: 'abc' is not the number of an IMDb id."),
        ("links.csv", b"movieId,imdbId,tmdbId\n1,1,0\n", "links.csv, row 2: '0' is not a TMDB id."),
        ("ratings.csv", b"userId,movieId,rating,timestamp\n1,1,4.3,5\n", "row 2: '4.3' is not a rating from 0.5 to 5"),
        ("ratings.csv", b"userId,movieId,rating,timestamp\n1,1,nan,5\n", "row 2: 'nan' is not a rating"),
        ("ratings.csv", b"userId,movieId,rating,timestamp\n1,1,0,5\n", "row 2: '0' is not a rating"),
        ("ratings.csv", b"userId,movieId,rating,timestamp\nx,1,4,5\n", "row 2: 'x' is not a userId."),
        ("ratings.csv", b"userId,movieId,rating,timestamp\n1,1,4,now\n", "row 2: 'now' is not a time"),
        ("ratings.csv", b"userId,movieId,rating,timestamp\n1,99,4,5\n", "rates films that movies.csv does not have: 99."),
    ],
)  # fmt: skip
def test_a_wrong_file_is_said_in_a_sentence_and_nothing_is_half_written(db, folder, name, content, sentence):
    (folder / name).write_bytes(content)

    with pytest.raises(CommandError) as refused:
        load(folder)

    assert sentence in str(refused.value)
    assert counts() == (0, 0, 0)


def test_a_member_who_has_such_a_name_is_left_alone(db):
    a_member("ML_2")

    with pytest.raises(CommandError, match=r"A member of this site is called @ML_2\. Nothing was loaded\."):
        load()

    assert counts() == (0, 1, 0)


def test_a_member_who_had_such_a_name_is_left_alone(db):
    member = a_member("ml_2")
    change_username(member, username="marianne")

    with pytest.raises(CommandError, match="was called @ml_2 before"):
        load()
