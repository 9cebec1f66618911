"""Lists of many members: the hub, a member's own, those with a film, and their covers."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from lists.actions.likes import like_list
from lists.models import Collaborator, List
from lists.queries import hub
from social.actions import mute_member
from tests.factories import a_film, a_list, a_member

pytestmark = pytest.mark.django_db


def titles(client: Client, address: str) -> list[str]:
    return [card.list.title for card in client.get(address).context["cards"]]


@pytest.fixture
def three(alice, carol, her) -> list[List]:
    """The first is liked most, the last is carol's; one more is empty and one is for alice alone."""
    lists = [
        a_list(alice, her, title="First", tags=["blue"]),
        a_list(alice, her, a_film("Ran"), title="Second"),
        a_list(carol, her, title="Third"),
    ]
    for _ in range(2):
        like_list(lists[0].pk, by=a_member())
    like_list(lists[2].pk, by=alice)
    a_list(alice, title="Empty")
    a_list(alice, her, title="Mine", audience="me")
    return lists


def test_the_hub_has_an_order_for_likes_one_for_the_new_and_one_for_people_one_follows(three, bob, signed_in):
    visitor, client = Client(), signed_in(bob)

    assert titles(visitor, "/lists/") == ["First", "Third"]
    assert titles(visitor, "/lists/?order=liked") == ["First", "Third"]
    assert titles(visitor, "/lists/?order=newest") == ["Third", "Second", "First"]
    assert titles(client, "/lists/?order=following") == ["Empty", "Second", "First"]
    assert "/accounts/login/" in visitor.get("/lists/?order=following")["Location"]


def test_what_somebody_keeps_to_themselves_takes_no_place_from_what_they_show(
    three, alice, her, bob, signed_in, monkeypatch
):
    monkeypatch.setattr(hub, "LISTS_EACH", 2)
    for _ in range(2):
        a_list(alice, her, audience="me")

    assert titles(signed_in(bob), "/lists/?order=following") == ["Empty", "Second"]


def test_who_is_muted_does_not_come_to_the_hub(three, alice, bob, signed_in):
    client = signed_in(bob)
    assert "First" in titles(client, "/lists/?order=newest")

    mute_member(alice, by=bob)
    for address in ("/lists/", "/lists/?order=newest", "/lists/?order=liked", "/film/her-2013/lists/"):
        assert titles(client, address) == ["Third"]
    assert titles(client, "/lists/?order=following") == []
    assert "First" in titles(client, "/@alice/lists/")


def test_a_members_lists_stand_in_their_order_and_by_tag(three, alice, signed_in):
    visitor, own = Client(), signed_in(alice)

    assert titles(visitor, "/@alice/lists/") == ["Empty", "Second", "First"]
    assert titles(own, "/@alice/lists/?order=name") == ["Empty", "First", "Mine", "Second"]
    assert titles(visitor, "/@alice/lists/?order=popular")[0] == "First"
    assert titles(visitor, "/@alice/lists/?tag=Blue") == ["First"]
    assert "only you" in own.get("/@alice/lists/").content.decode()


def test_lists_kept_together_stand_apart(three, alice, bob, carol, signed_in):
    assert "Kept together" not in Client().get("/@carol/lists/").content.decode()
    Collaborator.objects.create(list=three[0], member=carol, accepted_at=timezone.now())
    hidden = List.objects.get(title="Mine")
    Collaborator.objects.create(list=hidden, member=carol, accepted_at=timezone.now())

    assert titles(Client(), "/@carol/lists/?kind=together") == ["First"]
    assert titles(signed_in(carol), "/@carol/lists/?kind=together") == ["Mine", "First"]


def test_nobody_learns_of_lists_kept_together_that_they_cannot_read(alice, bob, carol, her, signed_in):
    hidden = a_list(alice, her, audience="me")
    Collaborator.objects.create(list=hidden, member=carol, accepted_at=timezone.now())

    assert "Kept together with others" in signed_in(alice).get("/@carol/lists/").content.decode()
    assert "Kept together with others" not in signed_in(bob).get("/@carol/lists/").content.decode()


def test_liked_lists_stand_beside_the_other_likes(three, alice):
    assert titles(Client(), "/@alice/likes/lists/") == ["Third"]
    assert "/@alice/likes/lists/" in Client().get("/@alice/likes/films/").content.decode()


def test_a_film_leads_to_the_lists_that_have_it(three, bob, signed_in):
    assert titles(Client(), "/film/her-2013/lists/") == ["First", "Third", "Second"]
    assert titles(Client(), "/film/her-2013/lists/?order=newest") == ["Third", "Second", "First"]
    assert titles(signed_in(bob), "/film/her-2013/lists/?order=following") == ["Second", "First"]
    page = Client().get("/film/her-2013/").content.decode()
    assert "In 3 lists" in page
    assert page.index("First</bdi>") < page.index("Third</bdi>") < page.index("Second</bdi>")


def test_a_profile_shows_the_lists_changed_last_and_how_many_there_are(three, alice, signed_in):
    shown = Client().get("/@alice/").context["profile"]
    assert ([card.list.title for card in shown.lists], shown.lists_number) == (
        ["Empty", "Second", "First"],
        3,
    )
    assert signed_in(alice).get("/@alice/").context["profile"].lists_number == 4


def test_a_cover_has_the_first_five_films_in_their_order(alice, her):
    films = [a_film(f"Film {number}") for number in range(6)]
    a_list(alice, *films, title="Six")

    card = Client().get("/lists/?order=newest").context["cards"][0]
    assert [film.title for film in card.films] == [film.title for film in films[:5]]


def test_the_hub_takes_as_many_queries_for_many_lists_as_for_one(alice, her, bob, signed_in):
    def queries(client: Client) -> int:
        client.get("/lists/?order=newest")
        with CaptureQueriesContext(connection) as asked:
            client.get("/lists/?order=newest")
        return len(asked)

    a_list(alice, her)
    few = [queries(Client()), queries(signed_in(bob))]
    for _ in range(5):
        a_list(alice, her, a_film())

    assert [queries(Client()), queries(signed_in(bob))] == few
    assert few <= [2, 4]
