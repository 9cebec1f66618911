"""Kept pages: a visitor's page that has not changed is served again, and what has changed shows at the next request."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.test import Client
from django.test.utils import CaptureQueriesContext
from PIL import Image

from accounts.actions import change_username, set_avatar
from accounts.models import Member
from accounts.sessions import SessionStore
from films.actions.films import retire_film, set_poster, settle_film, settle_person
from films.models import Credit, Film, Person, Role
from reviews.actions.entries import Viewing, delete_entry, edit_entry
from reviews.actions.favourites import set_favourites
from reviews.actions.likes import like_review, unlike_review
from reviews.actions.marks import add_to_watchlist, like_film, rate, unrate
from reviews.actions.members import delete_account
from reviews.actions.removal import remove_entry, restore_entry
from reviews.models import Entry
from social.actions import follow, unfollow
from social.models import Audience
from tests.factories import a_credit, a_film, a_member, a_person, a_review, an_entry
from web import kept

pytestmark = pytest.mark.django_db(transaction=True)
A_DAY = datetime.date(2026, 11, 3)


@dataclass
class World:
    """Alice wrote of Her and likes what carol and dave wrote of it; bob follows alice."""

    alice: Member
    bob: Member
    carol: Member
    dave: Member
    her: Film
    jonze: Person
    review: Entry
    other: Entry
    liked: Entry

    @property
    def addresses(self) -> list[str]:
        return [
            "/film/her-2013/",
            "/film/her-2013/?reviews=recent",
            "/@alice/film/her-2013/",
            "/@alice/",
            "/",
        ]


@pytest.fixture
def world(her: Film) -> World:
    alice, bob, carol, dave = (a_member(name) for name in ("alice", "bob", "carol", "dave"))
    jonze = Person.objects.get()
    a_credit(her, a_person("Joaquin Phoenix"), character="Theodore")
    before = a_film("Being John Malkovich", 1999)
    a_credit(before, jonze, role=Role.DIRECTOR)
    settle_film(before)
    review = a_review(alice, her, "Every colour in it is a feeling.", rating=9)
    other = a_review(carol, her, "I kept thinking of the trousers.", rating=6)
    liked = a_review(dave, her, "The city hums.", rating=8)
    an_entry(alice, before, watched_on=A_DAY, rating=7)
    follow(alice, by=bob)
    like_review(other, by=alice)
    like_review(liked, by=alice)
    like_review(review, by=bob)
    set_favourites(alice, [her])
    return World(alice, bob, carol, dave, her, jonze, review, other, liked)


def page(address: str) -> str:
    return Client().get(address).content.decode()


def built_anew(address: str, settings) -> str:
    settings.KEPT_PAGES_MEGABYTES = 0
    try:
        return page(address)
    finally:
        settings.KEPT_PAGES_MEGABYTES = 16


def queries_of(address: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        Client().get(address)
    return len(queries)


def edited(entry: Entry, **changes: object) -> None:
    said = {"watched_on": entry.watched_on, "text": entry.text, "rating": entry.rating}
    edit_entry(Entry.objects.get(pk=entry.pk), Viewing(**{**said, **changes}))  # type: ignore[arg-type]


def changed(thing: Film | Person, **facts: object) -> None:
    for name, fact in facts.items():
        setattr(thing, name, fact)
    thing.save()
    if isinstance(thing, Film):
        settle_film(thing)
    else:
        settle_person(thing)


def named(member: Member, name: str) -> None:
    member.display_name = name
    member.save()


def another_film_by(director: Person) -> None:
    film = a_film("Where the Wild Things Are", 2009)
    a_credit(film, director, role=Role.DIRECTOR)
    settle_film(film)


def a_quiet_exchange(world: World) -> None:
    """The numbers are as before, the people behind them are not."""
    unlike_review(world.other, by=world.alice)
    like_review(world.other, by=world.bob)


ACTS: dict[str, Callable[[World], object]] = {
    "a like": lambda world: like_review(world.review, by=world.carol),
    "a like that is taken back": lambda world: unlike_review(world.review, by=world.bob),
    "a like of its author": lambda world: like_review(
        a_review(world.bob, world.her, "Warm."), by=world.alice
    ),
    "a like taken back by the author": lambda world: unlike_review(world.liked, by=world.alice),
    "a like that moves from one member to another": a_quiet_exchange,
    "a review": lambda world: a_review(world.bob, world.her, "Lonely in a crowd.", rating=7),
    "a diary entry": lambda world: an_entry(world.alice, a_film("Adaptation", 2002), watched_on=A_DAY),
    "another text": lambda world: edited(world.review, text="Every colour in it is a memory."),
    "another text of a liked review": lambda world: edited(world.liked, text="The city listens."),
    "another rating": lambda world: edited(world.review, rating=10),
    "spoilers": lambda world: edited(world.review, has_spoilers=True),
    "tags": lambda world: edited(world.review, tags=["cinema"]),
    "an audience of followers": lambda world: edited(world.review, audience=Audience.FOLLOWERS),
    "a liked review for its author alone": lambda world: edited(world.liked, audience=Audience.ME),
    "a removal": lambda world: remove_entry(world.liked),
    "a deletion": lambda world: delete_entry(world.other),
    "a rating without words": lambda world: rate(world.her, rating=2, by=world.bob),
    "a rating taken back": lambda world: unrate(world.her, by=world.carol),
    "a film liked by its reviewer": lambda world: like_film(world.her, by=world.alice),
    "a watchlist": lambda world: add_to_watchlist(world.her, by=world.bob),
    "a follow": lambda world: follow(world.alice, by=world.carol),
    "an unfollow": lambda world: unfollow(world.alice, by=world.bob),
    "another favourite": lambda world: set_favourites(world.alice, [a_film("Lost in Translation", 2003)]),
    "no favourites": lambda world: set_favourites(world.alice, []),
    "another name": lambda world: named(world.alice, "Alice B."),
    "another name of a liked author": lambda world: named(world.dave, "Dave Bowman"),
    "another address of a liked author": lambda world: change_username(world.dave, username="bowman"),
    "a picture": lambda world: set_avatar(world.alice, Image.new("RGB", (200, 200), "red")),
    "an account that is deleted": lambda world: delete_account(world.dave),
    "another title": lambda world: changed(world.her, title="Her, again"),
    "a synopsis": lambda world: changed(world.her, synopsis="A man and his computer."),
    "a poster": lambda world: set_poster(world.her, Image.new("RGB", (400, 600), "red")),
    "another title elsewhere": lambda world: world.her.alternative_titles.create(title="Ella"),
    "one more actor": lambda world: a_credit(world.her, a_person("Amy Adams"), character="Amy"),
    "one actor less": lambda world: Credit.objects.filter(character="Theodore").delete(),
    "another character": lambda world: Credit.objects.filter(character="Theodore").update(character="Theo"),
    "another name of a person": lambda world: changed(world.jonze, name="Adam Spiegel"),
    "another film of the director": lambda world: another_film_by(world.jonze),
    "a retired film": lambda world: retire_film(world.her),
    "another title of a film beside it": lambda world: changed(
        Film.objects.get(year=1999), title="Malkovich"
    ),
}


def test_a_page_that_has_not_changed_costs_one_query(world):
    for address in world.addresses:
        built = queries_of(address)

        assert built > 1 == queries_of(address), address


@pytest.mark.parametrize("name", ACTS)
def test_what_has_changed_shows_at_the_very_next_request(world, settings, name):
    before = {address: page(address) for address in world.addresses}
    assert [queries_of(address) for address in world.addresses] == [1] * len(world.addresses)

    ACTS[name](world)

    after = {address: page(address) for address in world.addresses}
    assert after == {address: built_anew(address, settings) for address in world.addresses}
    assert after != before


def test_a_removal_and_its_taking_back_both_show(world):
    assert "The city hums" in page("/film/her-2013/")

    remove_entry(world.liked)
    assert "The city hums" not in page("/film/her-2013/")

    restore_entry(world.liked)
    assert "The city hums" in page("/film/her-2013/")


def test_a_member_is_never_served_a_kept_page_and_none_is_kept_for_others(world, signed_in):
    assert "Sign in" in page("/film/her-2013/")

    assert "Sign in" not in signed_in(world.bob).get("/film/her-2013/").content.decode()
    kept.shelf.clear()
    signed_in(world.bob).get("/film/her-2013/")
    assert not kept.shelf.pages


def test_a_page_that_is_not_there_is_not_kept(world):
    assert Client().get("/film/him/").status_code == 404
    assert not kept.shelf.pages


def test_pages_are_kept_for_the_address_they_were_asked_at(world, settings):
    settings.ALLOWED_HOSTS = ["one.example", "two.example"]

    pages = [
        Client(HTTP_HOST=host).get("/film/her-2013/").content.decode()
        for host in ("one.example", "two.example")
    ]

    assert ["one.example" in content for content in pages] == [True, False]


def test_the_pages_asked_for_last_stay(settings):
    settings.KEPT_PAGES_MEGABYTES = 1
    shelf = kept.Shelf()
    for number in range(30):
        shelf.put(
            ("", "", "", f"/{number}/"),
            kept.Page(kept.Question("", ()), (), 0, b"x" * 100_000, "text/html", ""),
        )
        shelf.get(("", "", "", "/0/"))

    assert ("", "", "", "/0/") in shelf.pages
    assert ("", "", "", "/29/") in shelf.pages
    assert ("", "", "", "/15/") not in shelf.pages
    assert shelf.size <= 2**20


def test_a_page_travels_compressed_to_those_who_can_read_it_so(world):
    page("/film/her-2013/")

    plain, packed = (
        Client(HTTP_ACCEPT_ENCODING=word).get("/film/her-2013/") for word in ("identity", "gzip")
    )

    assert len(packed.content) < len(plain.content) / 2
    assert (packed["Content-Encoding"], "Content-Encoding" in plain) == ("gzip", False)
    assert packed["ETag"] == plain["ETag"]


def test_who_has_the_page_already_is_told_so(world):
    first = Client().get("/film/her-2013/")

    again = Client(HTTP_IF_NONE_MATCH=first["ETag"]).get("/film/her-2013/")
    assert (again.status_code, again.content) == (304, b"")

    like_review(world.review, by=world.carol)
    assert Client(HTTP_IF_NONE_MATCH=first["ETag"]).get("/film/her-2013/").status_code == 200


def test_words_that_are_none_of_ours_make_no_page_of_their_own(world):
    for number in range(3):
        assert "Every colour" in page(f"/film/her-2013/?utm_source={number}")

    assert not kept.shelf.pages


def test_a_page_with_a_token_in_it_is_not_kept(world, rf):
    @kept.kept_for_visitors()
    def asking(request: HttpRequest) -> HttpResponse:
        return kept.resting_on(
            HttpResponse(get_token(request)), lambda film: [kept.rows(Film, [film])], world.her
        )

    request = rf.get("/asking/")
    request.session = SessionStore()
    first = asking(request).content
    request = rf.get("/asking/")
    request.session = SessionStore()

    assert asking(request).content != first
    assert not kept.shelf.pages


def test_a_page_that_is_not_there_costs_nobody_their_plans(world):
    def plans() -> int:
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_prepared_statements")
            return cursor.fetchone()[0]

    page("/film/her-2013/")
    before = plans()
    assert before > 3

    assert Client().get("/film/him/").status_code == 404
    assert plans() >= before


def test_a_column_that_changed_meanwhile_is_read_anew(world, signed_in):
    member = signed_in(world.bob)
    assert "Every colour" in page("/film/her-2013/")
    assert member.get("/").status_code == 200

    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE accounts_member ALTER display_name TYPE varchar(60)")
    try:
        kept.shelf.clear()
        assert "Every colour" in page("/film/her-2013/")
        assert member.get("/").status_code == 200
    finally:
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE accounts_member ALTER display_name TYPE varchar(50)")
