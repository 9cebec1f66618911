"""Kept pages: a visitor's page that has not changed is served again, and what has changed shows at the next request."""

from __future__ import annotations

import pytest
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.sessions import SessionStore
from films.actions.films import settle_film
from films.models import Film, Person, Role
from reviews.actions.favourites import set_favourites
from reviews.actions.likes import like_review
from reviews.actions.removal import remove_entry, restore_entry
from social.actions import follow
from tests.factories import a_comment, a_credit, a_film, a_list, a_member, a_person, a_review, an_entry
from tests.web.changes import A_DAY, ACTS, World
from web import kept

pytestmark = pytest.mark.django_db(transaction=True)


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
    a_comment(bob, review, "The lift.")
    chosen = a_list(alice, before, her, title="Rooms")
    return World(alice, bob, carol, dave, her, jonze, review, other, liked, chosen)


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
