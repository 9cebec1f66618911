"""The page of a list: what is in it, in which order, and what its reader has seen of it."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import Member
from lists.models import Collaborator, Item, List
from lists.views import choosing
from reviews.actions import marks
from social.actions import block
from tests.factories import a_film, a_list, a_member

pytestmark = pytest.mark.django_db
TITLES = ("Stalker", "Solaris", "Mirror")


@pytest.fixture
def films():
    years = (1979, 1972, 1975)
    return [
        a_film(title, year, genres=["drama"] if title == "Mirror" else [])
        for title, year in zip(TITLES, years, strict=True)
    ]


@pytest.fixture
def shown(alice, films) -> List:
    return a_list(
        alice, *films, title="Slow water", is_ranked=True, tags=["russia"], description="*Rain* inside."
    )


def titles(response) -> list[str]:
    return [line.film.title for line in response.context["films"].lines]


def ranks(response) -> list[int | None]:
    return [line.rank for line in response.context["films"].lines]


def test_a_visitor_sees_the_films_in_their_order_and_what_is_said_of_the_list(shown):
    response = Client().get(shown.url)
    page = response.content.decode()

    assert (titles(response), ranks(response)) == (list(TITLES), [1, 2, 3])
    for words in ("Slow water", "<em>Rain</em> inside.", "russia", "3 films", "ranked", "No comments yet"):
        assert words in page
    assert "You have seen" not in page
    assert "csrfmiddlewaretoken" not in page


def test_what_is_seen_of_it_is_counted_and_can_step_back(shown, films, bob, signed_in):
    marks.watch(films[1], by=bob)
    client = signed_in(bob)

    page = client.get(shown.url).content.decode()
    assert "You have seen <b>1</b> of 3, 33 per cent" in page
    assert "is-faded" not in page
    assert client.get(f"{shown.url}?fade=seen").content.decode().count("is-faded") == 1


def test_an_order_that_none_of_the_films_has_leads_back_and_an_empty_list_offers_none(
    shown, alice, signed_in
):
    client = signed_in(alice)

    page = client.get(f"{shown.url}?sort=my-rating").content.decode()
    assert "None in this order" in page
    assert 'aria-label="Order"' in page
    page = client.get(a_list(alice, title="Nothing so far").url).content.decode()
    assert "Add films" in page
    assert 'aria-label="Order"' not in page


def test_other_orders_and_filters_leave_the_positions_as_they_are(shown, bob, films, signed_in):
    marks.rate(films[2], rating=8, by=bob)
    client = signed_in(bob)
    expected = {
        "sort=name": (["Mirror", "Solaris", "Stalker"], [3, 2, 1]),
        "sort=oldest": (["Solaris", "Mirror", "Stalker"], [2, 3, 1]),
        "sort=my-rating": (["Mirror"], [3]),
        "sort=added": (["Mirror", "Solaris", "Stalker"], [3, 2, 1]),
        "genre=drama": (["Mirror"], [3]),
        "mine=-watched": (["Stalker", "Solaris"], [1, 2]),
    }

    for query, found in expected.items():
        response = client.get(f"{shown.url}?{query}")
        assert (titles(response), ranks(response)) == found, query
    assert titles(client.get(shown.url)) == list(TITLES)


@pytest.mark.parametrize("query", ["sort=best", "view=wide", "fade=all", "genre=none-such", "from=rubbish"])
def test_an_address_with_words_of_nobody_is_refused(shown, query):
    assert Client().get(f"{shown.url}?{query}").status_code in {400, 404}


def test_a_long_list_is_paged_with_its_positions_going_on(shown, monkeypatch):
    monkeypatch.setattr(choosing, "POSTERS_A_PAGE", 2)
    first = Client().get(shown.url)

    second = Client().get(first.context["films"].page.next_url)

    assert (titles(first), ranks(first)) == (["Stalker", "Solaris"], [1, 2])
    assert (titles(second), ranks(second)) == (["Mirror"], [3])


def a_note(shown: List, film, words: str, **facts: object) -> None:
    Item.objects.filter(list=shown, film=film).update(note=words, note_html=f"<p>{words}</p>", **facts)


def test_notes_stand_in_the_details_and_those_that_give_something_away_are_covered(
    shown, films, bob, signed_in
):
    a_note(shown, films[0], "The room.")
    a_note(shown, films[1], "It is an island.", has_spoilers=True)
    client, address = signed_in(bob), f"{shown.url}?view=detail"
    assert "The room." not in client.get(shown.url).content.decode()
    page = client.get(address).content.decode()
    assert "The room." in page
    assert page.count("Read it anyway") == 1

    marks.watch(films[1], by=bob)
    assert "Read it anyway" not in client.get(address).content.decode()


def test_in_blind_mode_a_note_waits_for_the_viewers_rating(shown, films, bob, signed_in):
    a_note(shown, films[0], "The room.")
    client, address = signed_in(bob), f"{shown.url}?view=detail"
    assert "The room." in client.get(address).content.decode()

    Member.objects.filter(pk=bob.pk).update(blind=True)
    assert "The room." not in client.get(address).content.decode()
    marks.rate(films[0], rating=6, by=bob)
    assert "The room." in client.get(address).content.decode()


def test_who_keeps_it_together_with_its_owner_is_named_and_signs(shown, films, carol, signed_in):
    Collaborator.objects.create(list=shown, member=carol, accepted_at=timezone.now())
    Item.objects.filter(list=shown, film=films[0]).update(added_by=carol)

    response = Client().get(f"{shown.url}?view=detail")
    assert "kept together with" in response.content.decode()
    assert f'Added by <a href="{carol.url}">' in response.content.decode()
    assert f"{shown.url}edit/" in signed_in(carol).get(shown.url).content.decode()
    assert f"{shown.url}edit/" not in response.content.decode()


def test_a_private_member_is_named_beside_it_only_to_who_may_know_what_they_do(
    shown, films, alice, bob, carol, signed_in
):
    dora = a_member("dora", is_private=True)
    Collaborator.objects.create(list=shown, member=dora, accepted_at=timezone.now())
    Item.objects.filter(list=shown, film=films[0]).update(added_by=dora)

    def who_reads(address: str) -> list[str]:
        clients = {member.username: signed_in(member) for member in (alice, bob, carol, dora)} | {
            "": Client()
        }
        return [name for name, client in clients.items() if dora.url in client.get(address).content.decode()]

    assert who_reads(f"{shown.url}?view=detail") == ["alice", "dora"]
    assert "dora" not in Client().get(f"{shown.url}rss/").content.decode()

    Member.objects.filter(pk=dora.pk).update(is_private=False)
    assert who_reads(f"{shown.url}?view=detail") == ["alice", "bob", "carol", "dora", ""]

    block(carol, by=dora)
    assert who_reads(f"{shown.url}?view=detail") == ["alice", "bob", "dora", ""]


def test_the_owners_name_is_spelled_exactly_or_leads_on(shown):
    assert Client().get("/@ALICE/list/slow-water/").status_code in {301, 404}
    assert Client().get("/@alice/list/fast-water/").status_code == 404


def test_programs_read_what_it_is_only_of_a_list_for_everyone(shown, alice, bob, films, signed_in):
    page = Client().get(shown.url).content.decode()
    for words in ('"@type":"ItemList"', '"numberOfItems":3', 'property="og:title"'):
        assert words in page

    hidden = a_list(alice, *films, audience="followers")
    page = signed_in(bob).get(hidden.url).content.decode()
    assert "Stalker" in page
    assert "noindex" in page
    assert "ItemList" not in page


def queries_of(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def test_its_page_takes_few_queries_however_long_the_list(
    alice, shown, films, bob, carol, signed_in, settings
):
    settings.KEPT_PAGES_MEGABYTES = 0
    Collaborator.objects.create(list=shown, member=carol, accepted_at=timezone.now())
    long = a_list(alice, *films, *(a_film(f"Film {number}") for number in range(30)), is_ranked=True)
    client = signed_in(bob)
    for address, most in ((shown.url, 8), (long.url, 8), (f"{long.url}?view=detail", 8)):
        client.get(address)
        assert queries_of(client, address) <= most
        assert queries_of(Client(), address) <= 6


def test_a_like_is_given_taken_back_and_shown(shown, alice, bob, signed_in):
    client = signed_in(bob)
    button = client.post(f"/lists/{shown.pk}/like/", headers={"HX-Request": "true"}).content.decode()
    assert "Liked" in button
    assert "1 like<" in button
    assert "@bob" in Client().get(f"{shown.url}likes/").content.decode()

    assert client.post(f"/lists/{shown.pk}/unlike/")["Location"] == shown.url
    assert "No likes yet" in Client().get(f"{shown.url}likes/").content.decode()


def test_ones_own_list_cannot_be_liked_nor_one_that_is_hidden(shown, alice, carol, signed_in):
    own = signed_in(alice).post(f"/lists/{shown.pk}/like/", headers={"HX-Request": "true"})
    assert own.status_code == 422
    assert "cannot be liked" in own.content.decode()

    hidden = a_list(alice, audience="me")
    assert signed_in(carol).post(f"/lists/{hidden.pk}/like/").status_code == 404
