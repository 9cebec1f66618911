"""From a film to the lists it stands in, and from a list into others."""

from __future__ import annotations

import pytest

from lists.actions.items import note_film
from lists.actions.sharing import share_list
from lists.models import List
from lists.queries.adding import MOST_SHOWN
from social.models import Audience
from tests.factories import a_film, a_list
from tests.lists.test_actions import kept_by, the_item, titles

pytestmark = pytest.mark.django_db
ADDRESS = "/film/her-2013/add-to-lists/"


def test_the_lists_that_hold_the_film_are_ticked(alice, carol, her, signed_in):
    holding, other = a_list(alice, her, title="Holding"), a_list(alice, title="Other")
    together, foreign = a_list(carol, title="Together"), a_list(carol, title="Foreign")
    kept_by(together, alice)

    page = signed_in(alice).get(ADDRESS).content.decode()

    assert f'value="{holding.pk}" checked' in page
    assert f'name="lists" value="{other.pk}">' in page
    assert "Together" in page
    assert foreign.title not in page


def test_ticking_puts_in_and_unticking_takes_out_but_where_a_note_stands(alice, her, signed_in):
    into, out_of, noted, kept = (a_list(alice, title=title) for title in ("Into", "Out", "Noted", "Kept"))
    client = signed_in(alice)
    client.post(ADDRESS, {"lists": [out_of.pk, noted.pk, kept.pk]})
    note_film(the_item(noted, her), "Words.", by=alice)

    had = [out_of.pk, noted.pk, kept.pk]
    page = client.post(ADDRESS, {"lists": [into.pk, kept.pk], "had": had, "next": "/films/"}, follow=True)

    assert [titles(one) for one in (into, out_of, noted, kept)] == [["Her"], [], ["Her"], ["Her"]]
    said = page.content.decode()
    assert "Her is in “Into” now." in said
    assert "Her is out of “Out”." in said
    assert "Her stays in “Noted”" in said
    assert page.redirect_chain == [("/films/", 302)]


def test_a_list_is_begun_in_place_with_the_members_own_audience(alice, her, signed_in):
    alice.default_audience = Audience.FOLLOWERS
    alice.save(update_fields=["default_audience"])
    client = signed_in(alice)
    key = client.get(ADDRESS).context["form"]["save_key"].value()

    for _ in range(2):
        client.post(ADDRESS, {"title": "Voices", "save_key": key})

    made = List.objects.get()
    assert (made.title, made.audience, titles(made)) == ("Voices", Audience.FOLLOWERS, ["Her"])


def test_lists_of_others_are_out_of_reach(alice, carol, her, signed_in):
    foreign = a_list(carol, her)

    signed_in(alice).post(ADDRESS, {"lists": [foreign.pk], "had": []})
    signed_in(alice).post(ADDRESS, {"lists": [], "had": [foreign.pk]})

    assert titles(foreign) == ["Her"]


def test_many_lists_are_searched_and_the_lately_changed_come_first(alice, her, signed_in):
    lists = [a_list(alice, title=f"Number {number}") for number in range(MOST_SHOWN + 1)]
    client = signed_in(alice)

    shown = client.get(ADDRESS).context

    assert shown["has_more"]
    assert shown["lists"] == lists[:0:-1]
    assert client.get(f"{ADDRESS}?q=number+0").context["lists"] == lists[:1]


def test_the_page_asks_few_questions_however_many_lists(alice, her, signed_in, django_assert_max_num_queries):
    client = signed_in(alice)
    for _ in range(5):
        a_list(alice, her)
    client.get(ADDRESS)
    with django_assert_max_num_queries(4):
        client.get(ADDRESS)


def test_all_films_of_a_list_go_into_another(alice, carol, her, signed_in):
    source = a_list(carol, a_film("Boat"), her, title="Source")
    own = a_list(alice, her, title="Mine")
    client = signed_in(alice)
    address = f"/lists/{source.pk}/add-all/"
    assert "Mine" in client.post(address).content.decode()

    page = client.post(
        address, {"chosen": "1", "lists": [own.pk], "title": "Copy"}, follow=True
    ).content.decode()

    assert titles(own) == ["Her", "Boat"]
    assert "1 film added to “Mine”; 1 film stood there already." in page
    assert titles(List.objects.get(title="Copy")) == ["Boat", "Her"]


def test_who_has_the_secret_link_finds_one_of_their_many_lists(alice, carol, her, signed_in):
    source = a_list(alice, her, audience="me")
    share_list(source)
    own = [a_list(carol, title=f"Shelf {number}") for number in range(MOST_SHOWN + 1)]
    client, address = signed_in(carol), f"/lists/{source.pk}/add-all/"
    token = {"token": source.secret, "next": source.secret_url}

    page = client.post(address, {**token, "q": "Shelf 0"})

    assert [one.pk for one in page.context["lists"]] == [own[0].pk]
    assert f'method="post" action="{address}" role="search"' in page.content.decode()
    assert source.url not in page.content.decode()
    assert client.get(f"{address}?q=Shelf").status_code == 404


def test_a_list_that_cannot_be_read_is_added_to_nothing(alice, carol, her, signed_in):
    hidden, own = a_list(carol, her, audience=Audience.ME), a_list(alice)
    assert signed_in(carol).get(f"/lists/{hidden.pk}/add-all/").status_code == 200

    answer = signed_in(alice).post(f"/lists/{hidden.pk}/add-all/", {"chosen": "1", "lists": [own.pk]})

    assert answer.status_code == 404
    assert titles(own) == []
