"""With whom a film was watched: who may be asked, what they answer, and who reads their name."""

from __future__ import annotations

import datetime
import uuid

import pytest
from django.test import Client

from accounts.models import Member
from films.actions.films import retire_film
from reviews import viewing_forms
from reviews.actions import companions, marks
from reviews.actions.deleting import delete_entry, restore_deleted
from reviews.actions.entries import Viewing, edit_entry
from reviews.actions.viewings import How, NotToBeAsked
from reviews.models import Companion, Entry
from reviews.queries.companions import company_of, confirmed_by, names_beginning_with, requests_to
from reviews.queries.entries import entries_in_full
from social import actions as social
from tests.factories import a_film, a_member, a_review, an_entry

LOG, WITH_YOU = "/film/her-2013/log/", "/with-you/"


def said(**more: str) -> dict[str, str]:
    return {"watched_on": "2026-11-14", "audience": "everyone", "save_key": str(uuid.uuid4()), **more}


@pytest.fixture
def together(alice, bob, her) -> Entry:
    """alice names bob, who follows her."""
    how = How(place="cinema", venue="Nova", language="en", companions=(bob,))
    return a_review(alice, her, rating=9, how=how)


def request_to(member: Member) -> Companion:
    return Companion.objects.get(member=member)


def named_on(entry: Entry, viewer=None) -> list[str]:
    shown = entries_in_full(entry.author.username, entry.film.slug, entry.number, viewer or a_member())[0]
    return [one.member.username for one in company_of(shown, viewer or a_member()).present]


def edited(entry: Entry, **changes: object) -> None:
    edit_entry(
        Entry.objects.get(pk=entry.pk),
        Viewing(**{"watched_on": entry.watched_on, "text": entry.text, **changes}),
    )


def test_people_one_follows_and_who_follow_one_can_be_named(alice, bob, carol, her, signed_in):
    social.follow(carol, by=alice)

    signed_in(alice).post(LOG, said(companions="@Bob, carol, BOB,"))

    assert {one.member for one in Companion.objects.all()} == {bob, carol}


@pytest.mark.parametrize("name", ["carol", "nobody_at_all", "mallory"])
def test_anybody_else_is_refused_in_the_same_words_and_nothing_typed_is_lost(
    alice, carol, her, signed_in, name
):
    mallory = a_member("mallory")
    social.follow(alice, by=mallory)
    social.block(mallory, by=alice)

    page = signed_in(alice).post(LOG, said(companions=name, text="A train.", venue="Nova"))

    words = page.content.decode()
    assert page.status_code == 422
    assert f"Among the people you follow or who follow you there is nobody called {name}." in words
    assert f'value="{name}"' in words
    assert 'value="Nova"' in words
    assert not Entry.objects.exists()


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"companions": "alice"}, "You were there yourself"),
        (
            {"companions": ",".join(f"m{n}" for n in range(21))},
            "These are 21 people; an entry has room for 20.",
        ),
        ({"companions": "bob", "watched_on": "", "text": "x"}, "Give the day you watched it"),
    ],
)
def test_what_cannot_be_is_refused_in_words(alice, bob, her, signed_in, typed, words):
    assert words in signed_in(alice).post(LOG, said(**typed)).content.decode()


def test_the_action_refuses_strangers_too(alice, carol, her):
    with pytest.raises(NotToBeAsked):
        an_entry(alice, her, how=How(companions=(carol,)))
    assert not Entry.objects.exists()


@pytest.mark.parametrize("is_new", [True, False])
def test_who_stops_following_while_the_entry_is_saved_is_refused_and_nothing_typed_is_lost(
    alice, carol, her, signed_in, monkeypatch, is_new
):
    address = LOG if is_new else f"/entries/{an_entry(alice, her).pk}/edit/"
    monkeypatch.setattr(viewing_forms, "called", lambda names, _: dict.fromkeys(names, carol))

    page = signed_in(alice).post(address, said(companions="carol", text="A train."))

    assert page.status_code == 422
    assert "cannot be asked any more" in page.content.decode()
    assert "A train." in page.content.decode()
    assert not Companion.objects.exists()


def test_who_is_named_is_asked_and_nobody_else_reads_the_name_until_they_say_yes(
    alice, bob, together, signed_in
):
    assert "says that you watched this together" in signed_in(bob).get(together.url).content.decode()
    assert "bob has not said yet" in " ".join(
        signed_in(alice).get(together.url).content.decode().split()
    ).replace("</a>", "")
    assert 'href="/@bob/"' not in Client().get(together.url).content.decode()
    assert "Nova" in signed_in(bob).get(WITH_YOU).content.decode()

    companions.confirm(request_to(bob), by=bob)

    page = Client().get(together.url).content.decode()
    assert 'href="/@bob/film/her-2013/"><bdi>bob</bdi>' in page
    assert "says that you watched this together" not in signed_in(bob).get(together.url).content.decode()


def test_a_yes_makes_an_entry_of_the_same_day_and_facts_and_leads_to_its_form(bob, together, signed_in):
    response = signed_in(bob).post(f"/with-you/{request_to(bob).pk}/confirm/")

    own = Entry.objects.get(author=bob)
    assert response["Location"] == f"/entries/{own.pk}/edit/"
    assert (own.watched_on, own.rating, own.text, own.facts.venue) == (together.watched_on, None, "", "Nova")
    assert request_to(bob).own_entry == own
    assert not requests_to(bob).exists()


def test_a_yes_connects_the_entry_of_that_day_that_stands(bob, together, signed_in):
    own = an_entry(bob, together.film, rating=4)
    assert "Yes, that is my entry of that day" in signed_in(bob).get(WITH_YOU).content.decode()

    assert companions.confirm(request_to(bob), by=bob) == own
    assert companions.confirm(request_to(bob), by=bob) == own

    assert Entry.objects.filter(author=bob).count() == 1


def test_both_entries_name_the_other_and_show_both_ratings(alice, bob, together):
    own = companions.confirm(request_to(bob), by=bob)
    edited(own, rating=4)

    assert (named_on(together), named_on(own)) == (["bob"], ["alice"])
    assert "stars--4" in Client().get(together.url).content.decode()
    assert "stars--9" in Client().get(own.url).content.decode()


def test_everybody_who_was_there_stands_on_every_entry_of_it(alice, bob, carol, together):
    social.follow(alice, by=carol)
    edited(together, how=How(companions=(bob, carol)))
    owns = [companions.confirm(request_to(member), by=member) for member in (bob, carol)]

    assert [named_on(one) for one in (together, *owns)] == [
        ["bob", "carol"],
        ["alice", "carol"],
        ["alice", "bob"],
    ]


def test_a_no_is_told_to_nobody_and_not_asked_again(alice, bob, together, signed_in):
    assert requests_to(bob).exists()
    signed_in(bob).post(f"/with-you/{request_to(bob).pk}/decline/")

    edited(together, how=How())
    edited(together, how=How(companions=(bob,)))

    assert not requests_to(bob).exists()
    assert named_on(together) == []
    assert 'value="bob"' not in signed_in(alice).get(f"/entries/{together.pk}/edit/").content.decode()


def test_who_said_yes_can_take_the_name_off_and_keeps_the_entry(bob, together, signed_in):
    own = companions.confirm(request_to(bob), by=bob)
    assert "Take my name off" in signed_in(bob).get(together.url).content.decode()

    response = signed_in(bob).post(f"/with-you/{request_to(bob).pk}/decline/", {"next": together.url})

    assert response["Location"] == together.url
    assert (named_on(together), named_on(own)) == ([], [])
    assert Entry.objects.filter(author=bob).exists()


def test_a_name_taken_off_withdraws_the_request_and_the_other_entry_stays(bob, together):
    asked = request_to(bob)
    own = companions.confirm(asked, by=bob)

    edited(together, how=How(place="home"))

    assert not Companion.objects.exists()
    assert Entry.objects.filter(pk=own.pk).exists()
    with pytest.raises(companions.Withdrawn):
        companions.confirm(asked, by=bob)


def test_a_deleted_entry_asks_nobody_until_it_is_back(bob, together, signed_in):
    assert requests_to(bob).count() == 1
    delete_entry(together)

    assert not requests_to(bob).exists()
    assert signed_in(bob).post(f"/with-you/{request_to(bob).pk}/confirm/").status_code == 404

    restore_deleted(together)
    assert requests_to(bob).count() == 1


@pytest.mark.parametrize("audience", ["me", "followers"])
def test_who_cannot_read_the_entry_is_not_asked(alice, carol, her, signed_in, audience):
    social.follow(carol, by=alice)
    entry = an_entry(alice, her, audience=audience, how=How(companions=(carol,)))

    assert not requests_to(carol).exists()
    assert "cannot read this entry and is not asked" in signed_in(alice).get(entry.url).content.decode()

    edited(entry, audience="everyone")
    assert requests_to(carol).exists()


def test_a_block_takes_the_request_away(alice, bob, together, signed_in):
    assert requests_to(bob).exists()
    social.block(alice, by=bob)
    assert not requests_to(bob).exists()
    assert signed_in(bob).post(f"/with-you/{request_to(bob).pk}/confirm/").status_code == 404


def test_a_block_between_the_two_takes_the_name_away_from_everybody(alice, bob, carol, together):
    own = companions.confirm(request_to(bob), by=bob)
    assert (named_on(together, carol), named_on(own, carol)) == (["bob"], ["alice"])

    social.block(bob, by=alice)

    assert (named_on(together, carol), named_on(own, carol)) == ([], [])


def test_who_may_read_the_entry_no_longer_is_named_no_longer_and_the_author_knows(
    alice, bob, carol, together, signed_in
):
    companions.confirm(request_to(bob), by=bob)
    social.follow(alice, by=carol)
    edited(together, audience="followers")
    assert named_on(together, carol) == ["bob"]

    social.unfollow(alice, by=bob)

    assert named_on(together, carol) == []
    assert "cannot read this entry" in signed_in(alice).get(together.url).content.decode()


def test_the_name_of_a_place_for_followers_is_not_copied_into_the_entry_of_a_companion(alice, bob, together):
    edited(together, audience="followers", how=How(place="home", venue="Alice’s flat", companions=(bob,)))

    own = companions.confirm(request_to(bob), by=bob)

    assert (own.audience, own.facts.place, own.facts.venue) == ("everyone", "home", "")


def test_a_yes_after_the_own_entry_was_deleted_makes_one_that_can_be_edited(bob, together, signed_in):
    delete_entry(companions.confirm(request_to(bob), by=bob))

    page = signed_in(bob).post(f"/with-you/{request_to(bob).pk}/confirm/", follow=True)

    assert page.status_code == 200
    assert Entry.objects.standing().filter(author=bob).count() == 1


def test_whoever_a_companion_blocked_does_not_read_the_name(bob, carol, together):
    companions.confirm(request_to(bob), by=bob)
    assert named_on(together, carol) == ["bob"]

    social.block(carol, by=bob)

    assert named_on(together, carol) == []


def test_a_private_companion_is_named_to_who_follows_them_and_to_the_author(alice, bob, carol, together):
    companions.confirm(request_to(bob), by=bob)
    dora = a_member("dora")
    social.follow(bob, by=dora)
    social.go_private(bob)

    assert named_on(together, dora) == named_on(together, alice) == named_on(together, bob) == ["bob"]
    assert named_on(together, carol) == []


def test_an_entry_for_few_names_its_author_to_few(alice, bob, carol, together):
    own = companions.confirm(request_to(bob), by=bob)
    assert named_on(own, carol) == ["alice"]

    edited(together, audience="followers")

    assert (named_on(own, carol), named_on(own, bob)) == ([], ["alice"])


def test_the_rating_of_an_entry_that_cannot_be_read_stays_away(alice, bob, carol, together):
    own = companions.confirm(request_to(bob), by=bob)
    edited(own, rating=4)
    assert "Watched together" in Client().get(together.url).content.decode()

    edited(own, rating=4, audience="me")

    page = Client().get(together.url).content.decode()
    assert "Watched together" not in page
    assert 'href="/@bob/"><bdi>bob</bdi>' in page


def test_whom_one_muted_asks_in_vain(alice, bob, together):
    assert requests_to(bob).exists()
    social.mute_member(alice, by=bob)
    assert not requests_to(bob).exists()


def test_in_blind_mode_the_stars_of_companions_are_hidden(alice, bob, together, signed_in):
    own = companions.confirm(request_to(bob), by=bob)
    edited(own, rating=4)
    viewer = a_member(blind=True)
    assert "Watched together" in signed_in(viewer).get(together.url).content.decode()

    assert 'class="stars stars--' not in signed_in(viewer).get(together.url).content.decode()


def test_a_retired_film_takes_no_new_entry_but_the_name(bob, together):
    retire_film(together.film)

    assert companions.confirm(request_to(bob), by=bob) is None
    assert named_on(together) == ["bob"]


def test_a_day_that_has_not_come_where_the_companion_lives_is_their_today(alice, bob, her):
    Member.objects.filter(pk=bob.pk).update(time_zone="Pacific/Pago_Pago")
    bob.refresh_from_db()
    tomorrow = bob.today() + datetime.timedelta(days=1)
    an_entry(alice, her, watched_on=tomorrow, how=How(companions=(bob,)))

    assert companions.confirm(request_to(bob), by=bob).watched_on == bob.today()


def test_who_has_seen_the_film_before_gets_a_rewatch(bob, together):
    marks.watch(together.film, by=bob)

    assert companions.confirm(request_to(bob), by=bob).is_rewatch


def test_nobody_answers_for_somebody_else(bob, carol, together, signed_in):
    for verb in ("confirm", "decline"):
        assert signed_in(carol).post(f"/with-you/{request_to(bob).pk}/{verb}/").status_code == 404
    assert request_to(bob).is_open


def test_names_are_offered_of_people_one_follows(alice, bob, signed_in):
    social.follow(a_member("bobby"), by=alice)
    a_member("bobbin")

    assert signed_in(alice).get("/with-you/names/?q=BOB").json() == {"tags": ["bobby"]}
    assert names_beginning_with("", bob) == ["alice"]


def test_a_page_without_company_costs_nothing_more_and_one_with_it_one_query(
    alice, bob, her, together, django_assert_num_queries
):
    alone = an_entry(alice, a_film("Ran", 1985))
    for entry, queries in ((alone, 0), (together, 1)):
        shown = entries_in_full("alice", entry.film.slug, 1, bob)[0]
        with django_assert_num_queries(queries):
            company_of(shown, bob)


def test_the_page_of_answers_takes_as_many_queries_for_many_as_for_one(
    alice, bob, together, signed_in, django_assert_max_num_queries
):
    client = signed_in(bob)
    with django_assert_max_num_queries(10) as one:
        client.get(WITH_YOU)
    for _ in range(3):
        an_entry(alice, a_film(), how=How(companions=(bob,)))
    companions.confirm(Companion.objects.latest("pk"), by=bob)
    with django_assert_max_num_queries(10) as more:
        client.get(WITH_YOU)

    assert len(one) == len(more)
    assert confirmed_by(bob).count() == 1
