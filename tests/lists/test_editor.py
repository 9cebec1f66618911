"""The pages where lists are made."""

from __future__ import annotations

import pytest
from django.test import Client

from lists.actions import people
from lists.actions.deleting import delete_list
from lists.actions.items import note_film
from lists.models import Collaborator, Item, List
from social.actions import block
from social.models import Audience
from tests.factories import a_film, a_list, a_member
from tests.lists.test_actions import kept_by, suspended, the_item, titles

pytestmark = pytest.mark.django_db
HTMX = {"headers": {"HX-Request": "true"}}
SAID = {"title": "Slow trains", "description": "*Rails.*", "tags": "trains, slow", "audience": "me"}


@pytest.fixture
def own(alice, her):
    return a_list(alice, a_film("Boat"), her, a_film("Train"), title="Travel")


def test_a_list_is_made_with_the_film_it_was_begun_from(alice, her, signed_in):
    client = signed_in(alice)
    page = client.get("/list/new/?film=her-2013&title=Slow+trains").content.decode()
    assert 'value="Slow trains"' in page
    assert "It begins with" in page

    response = client.post("/list/new/", {**SAID, "film": "her-2013", "is_ranked": "on"})

    made = List.objects.get()
    assert response["Location"] == "/@alice/list/slow-trains/edit/#films"
    assert (made.tags, made.is_ranked, made.audience) == (["trains", "slow"], True, Audience.ME)
    assert titles(made) == ["Her"]


def test_a_double_click_makes_one_list(alice, signed_in):
    client = signed_in(alice)
    key = client.get("/list/new/").context["form"]["save_key"].value()

    for _ in range(2):
        client.post("/list/new/", {**SAID, "save_key": key})

    assert List.objects.count() == 1


def test_a_refused_list_keeps_every_word(alice, own, signed_in):
    for address in ("/list/new/", f"{own.url}edit/"):
        response = signed_in(alice).post(address, {**SAID, "title": ""})

        page = response.content.decode()
        assert response.status_code == 422
        assert "Give the list a title." in page
        assert "*Rails.*" in page
        assert 'value="trains, slow"' in page


def test_who_is_suspended_makes_lists_for_themselves(alice, signed_in):
    client = signed_in(suspended(alice))

    assert "Choose “Only me”" in client.post("/list/new/", {**SAID, "audience": "everyone"}).content.decode()
    client.post("/list/new/", SAID)

    assert List.objects.get().title == "Slow trains"


def test_words_typed_after_the_session_ended_are_there_after_signing_in(alice, own):
    for address in ("/list/new/", f"{own.url}edit/"):
        client = Client()
        assert client.post(address, {**SAID, "writer": alice.pk})["Location"].startswith("/accounts/login/")
        client.force_login(alice)

        page = client.get(address).content.decode()

        assert "You had been signed out." in page
        assert "*Rails.*" in page


def test_a_preview_shows_the_text_and_saves_nothing(alice, own, signed_in):
    response = signed_in(alice).post(f"{own.url}edit/", {**SAID, "preview": "1"})

    assert "<em>Rails.</em>" in response.content.decode()
    own.refresh_from_db()
    assert own.title == "Travel"


def test_the_editor_is_there_for_those_who_keep_the_list(alice, carol, own, signed_in):
    kept_by(own, carol)

    mine = signed_in(alice).get(f"{own.url}edit/").content.decode()
    theirs = signed_in(carol).get(f"{own.url}edit/").content.decode()

    assert "Delete this list" in mine
    assert "added by alice" in mine
    assert "Delete this list" not in theirs
    assert 'id="film-her-2013"' in theirs
    assert signed_in(carol).post(f"{own.url}edit/", SAID).status_code == 404
    assert signed_in(carol).post(f"{own.url}delete/").status_code == 404


def test_to_others_there_is_no_editor(bob, mallory, own, signed_in):
    for member in (bob, mallory):
        client = signed_in(member)
        for act in (
            "edit/",
            "delete/",
            "films/add/",
            "films/her-2013/note/",
            "films/her-2013/remove/",
            "people/",
        ):
            assert client.get(f"{own.url}{act}").status_code == 404
        assert client.post(f"{own.url}films/her-2013/move/", {"position": 1}).status_code == 404
        assert client.post(f"{own.url}order/", {"order": "name"}).status_code == 404
    assert titles(own) == ["Boat", "Her", "Train"]


@pytest.mark.parametrize(
    ("where", "then"),
    [
        ({"position": "1"}, ["Her", "Boat", "Train"]),
        ({"position": "1", "by": "1"}, ["Boat", "Train", "Her"]),
        ({"before": "boat-1"}, None),
        ({"position": "9000"}, ["Boat", "Train", "Her"]),
        ({}, ["Boat", "Her", "Train"]),
    ],
)
def test_a_film_is_moved_with_a_plain_form(alice, own, her, signed_in, where, then):
    if "before" in where:
        where, then = {"before": Item.objects.of(own).in_order()[0].film.slug}, ["Her", "Boat", "Train"]

    response = signed_in(alice).post(f"{own.url}films/her-2013/move/", {"from": "1", **where})

    assert titles(own) == then
    assert response["Location"] == f"{own.url}edit/#film-her-2013"


def test_a_move_answers_htmx_with_the_films_and_says_where_it_is(alice, own, signed_in):
    response = signed_in(alice).post(f"{own.url}films/her-2013/move/", {"from": "1", "position": "1"}, **HTMX)

    page = response.content.decode()
    assert "Her is number 1 now." in page
    assert page.index("film-her-2013") < page.index(">Boat<")
    assert "<html" not in page


def test_a_move_that_cannot_be_changes_nothing_and_says_why(alice, own, signed_in):
    client, gone = signed_in(alice), a_film("Gone")
    for film, where in (
        ("her-2013", {"position": "x"}),
        (gone.slug, {"position": "1"}),
        ("her-2013", {"before": gone.slug}),
    ):
        response = client.post(f"{own.url}films/{film}/move/", where, **HTMX)

        assert 'href="#"' not in response.content.decode()
        assert "list-said" in response.content.decode()
        assert titles(own) == ["Boat", "Her", "Train"]
    page = client.post(f"{own.url}films/her-2013/move/", {"position": "x"}, **HTMX).content.decode()
    assert "A position is a whole number." in page


def test_a_film_is_added_taken_out_and_put_back(alice, own, signed_in):
    client, film = signed_in(alice), a_film("Plane")

    page = client.post(f"{own.url}films/add/", {"film": film.slug}, **HTMX).content.decode()
    assert "Plane is in the list, as number 4." in page
    page = client.post(f"{own.url}films/her-2013/remove/", **HTMX).content.decode()
    assert "Her is out of the list." in page
    assert client.post(f"{own.url}films/her-2013/remove/", **HTMX).status_code == 200
    assert titles(own) == ["Boat", "Train", "Plane"]

    client.post(f"{own.url}films/her-2013/put-back/", {"position": "2"}, **HTMX)

    assert titles(own) == ["Boat", "Her", "Train", "Plane"]


def test_without_scripts_a_film_is_found_and_a_note_is_asked_about(alice, own, her, signed_in):
    client, film = signed_in(alice), a_film("Plane")
    page = client.post(f"{own.url}films/add/", {"q": "plane", "film": ""}).content.decode()
    assert f'value="{film.slug}"' in page
    note_film(the_item(own, her), "Keep this.", by=alice)

    page = client.post(f"{own.url}films/her-2013/remove/").content.decode()

    assert "Keep this." in page
    assert "Her" in titles(own)
    client.post(f"{own.url}films/her-2013/remove/", {"sure": "1"})
    assert "Her" not in titles(own)
    client.post(f"{own.url}films/add/?film=x", {"film": film.slug})
    back = client.post(f"{own.url}films/{film.slug}/remove/", follow=True).content.decode()
    assert f'action="{own.url}films/{film.slug}/put-back/?position=3"' in back


def test_a_note_has_its_form_and_meets_another_one(alice, carol, own, her, signed_in):
    kept_by(own, carol)
    address = f"{own.url}films/her-2013/note/"
    client = signed_in(alice)
    opened = client.get(address).context["form"]["stands"].value()
    signed_in(carol).post(address, {"note": "Hers.", "stands": opened, "has_spoilers": "on"})

    response = client.post(address, {"note": "Mine.", "stands": opened})

    page = response.content.decode()
    assert response.status_code == 409
    assert "Hers." in page
    assert "Mine." in page
    again = client.post(address, {"note": "Mine.", "stands": response.context["form"]["stands"].value()})
    assert again["Location"] == f"{own.url}edit/#film-her-2013"
    assert the_item(own, her).note == "Mine."
    assert client.post(address, {"note": "x" * 10_001, "stands": ""}).status_code == 422


def test_a_list_is_ordered_anew_and_back(alice, own, signed_in):
    client = signed_in(alice)

    client.post(f"{own.url}order/", {"order": "reverse"})
    assert titles(own) == ["Train", "Her", "Boat"]
    assert "Back to the order before" in client.get(f"{own.url}edit/").content.decode()
    client.post(f"{own.url}former-order/")

    assert titles(own) == ["Boat", "Her", "Train"]
    assert client.post(f"{own.url}order/", {"order": "nonsense"}).status_code == 400


def test_in_blind_mode_nobody_orders_by_what_they_do_not_see(alice, own, signed_in):
    client = signed_in(alice)
    assert "By average rating" in client.get(f"{own.url}edit/").content.decode()
    alice.blind = True
    alice.save(update_fields=["blind"])

    assert "By average rating" not in client.get(f"{own.url}edit/").content.decode()
    assert client.post(f"{own.url}order/", {"order": "average"}).status_code == 400


def test_the_editor_asks_the_same_number_of_questions_for_one_film_and_for_many(
    alice, carol, own, signed_in, django_assert_max_num_queries
):
    kept_by(own, carol)
    client, small = signed_in(alice), a_list(alice, a_film())
    for list_ in (small, own):
        client.get(f"{list_.url}edit/")
        with django_assert_max_num_queries(6):
            client.get(f"{list_.url}edit/")


def test_a_list_is_deleted_and_restored(alice, bob, own, signed_in):
    client = signed_in(alice)
    assert "3 films" in client.get(f"{own.url}delete/").content.decode()

    page = client.post(f"{own.url}delete/", follow=True).content.decode()

    assert f'action="/lists/{own.pk}/restore/"' in page
    assert "Travel" in client.get("/settings/deleted/").content.decode()
    assert client.get(f"{own.url}edit/").status_code == 404
    assert signed_in(bob).post(f"/lists/{own.pk}/restore/").status_code == 404
    client.post(f"/lists/{own.pk}/restore/")
    assert List.objects.standing().get() == own


def test_a_deleted_list_takes_no_more_films(alice, own, her, signed_in):
    delete_list(own)

    assert signed_in(alice).post(f"{own.url}films/add/", {"film": her.slug}).status_code == 404


def test_keeping_a_list_together_is_asked_and_answered(alice, carol, own, signed_in):
    List.objects.filter(pk=own.pk).update(audience=Audience.ME)
    mine, theirs = signed_in(alice), signed_in(carol)
    assert theirs.get(f"{own.url}people/").status_code == 404
    mine.post(f"{own.url}people/invite/", {"username": "@Carol"})
    assert "asks you to keep this list together" in theirs.get(f"{own.url}people/").content.decode()
    assert theirs.get(f"{own.url}edit/").status_code == 404

    theirs.post(f"{own.url}people/accept/")

    assert theirs.get(f"{own.url}edit/").status_code == 200
    assert "keeps it since" in mine.get(f"{own.url}people/").content.decode()
    mine.post(f"{own.url}people/carol/remove/")
    assert theirs.get(f"{own.url}edit/").status_code == 404


def test_who_is_asked_may_decline_and_who_keeps_it_may_leave(alice, bob, carol, own, signed_in):
    people.invite(own, bob, by=alice)
    kept_by(own, carol)

    for member in (bob, carol):
        signed_in(member).post(f"{own.url}people/leave/")

    assert not Collaborator.objects.exists()
    assert signed_in(alice).post(f"{own.url}people/leave/").status_code == 404


@pytest.mark.parametrize("name", ["nobody_here", "mallory", "alice", ""])
def test_who_cannot_be_asked_is_said_at_the_field(alice, mallory, own, signed_in, name):
    response = signed_in(alice).post(f"{own.url}people/invite/", {"username": name})

    assert response.status_code == 422
    assert "field__errors" in response.content.decode()
    assert not Collaborator.objects.exists()


def test_who_is_asked_learns_of_those_who_keep_it_and_not_whom_else_was_asked(
    alice, bob, carol, own, signed_in
):
    kept_by(own, a_member("dave"))
    for member in (bob, carol):
        people.invite(own, member, by=alice)
    names = {bob.url, "/@dave/"}

    def named(reader) -> set[str]:
        page = signed_in(reader).get(f"{own.url}people/").content.decode()
        return {url for url in names if url in page}

    assert (named(alice), named(carol)) == (names, {"/@dave/"})


def test_a_block_ends_what_was_asked(alice, carol, own, signed_in):
    people.invite(own, carol, by=alice)
    assert signed_in(carol).get(f"{own.url}people/").status_code == 200

    block(carol, by=alice)

    assert signed_in(carol).post(f"{own.url}people/accept/").status_code == 404
