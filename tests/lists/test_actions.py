"""Making lists, putting films in, saying something of them, deleting and restoring."""

from __future__ import annotations

import datetime
import uuid
from functools import partial
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.actions import Suspended
from accounts.models import Member
from lists.actions import items, many, people
from lists.actions.deleting import delete_list, restore_list, sweep_lists
from lists.actions.holding import IsSmart, NotTheirs
from lists.actions.lists import Said, create_list, edit_list
from lists.actions.ordering import FilmIsOut
from lists.models import Collaborator, Item, List, ListLike, ListStats
from social.actions import block, unblock
from social.actions.refusals import Yourself
from social.models import Audience
from tests.factories import a_film, a_list, a_member

pytestmark = pytest.mark.django_db


def titles(list_: List) -> list[str]:
    return [item.film.title for item in Item.objects.of(list_).in_order().with_film()]


def the_item(list_: List, film) -> Item:
    return Item.objects.select_related("list").get(list=list_, film=film)


def kept_by(list_: List, member: Member) -> None:
    people.invite(list_, member, by=list_.author)
    people.accept(list_, by=member)


def suspended(member: Member) -> Member:
    member.suspended_until = timezone.now() + datetime.timedelta(days=1)
    member.save(update_fields=["suspended_until"])
    return member


def test_saving_a_new_list_twice_makes_one(alice, her):
    key = uuid.uuid4()

    first = create_list(Said(title="Trains"), by=alice, films=[her], save_key=key)
    second = create_list(Said(title="Slow trains"), by=alice, films=[her], save_key=key)

    assert first == second
    assert [one.title for one in List.objects.all()] == ["Slow trains"]
    assert titles(first) == ["Her"]


def test_editing_keeps_the_address(alice):
    own = a_list(alice, title="Trains")

    edit_list(own, Said(title="Boats", description="*On water.*", is_ranked=True, tags=["sea"]))

    own.refresh_from_db()
    assert (own.title, own.slug, own.is_ranked, own.tags) == ("Boats", "trains", True, ["sea"])
    assert "<em>On water.</em>" in own.description_html


def test_films_are_added_at_the_end_and_once(alice, her):
    own = a_list(alice, her)
    boat, train = a_film("Boat"), a_film("Train")

    assert items.add_films(own, [train, her, boat, train], by=alice) == 2
    assert titles(own) == ["Her", "Train", "Boat"]
    assert {item.added_by for item in Item.objects.of(own)} == {alice}


def test_a_full_list_takes_no_more_and_keeps_what_it_has(alice, her, monkeypatch):
    own = a_list(alice, her)
    monkeypatch.setattr(items, "MOST_FILMS", 2)

    with pytest.raises(items.ListIsFull):
        items.add_films(own, [a_film(), a_film()], by=alice)

    assert titles(own) == ["Her"]


def test_nobody_puts_films_into_a_smart_list(alice, her):
    own = create_list(Said(title="Fifties"), by=alice, filters={"decade": "1950"})

    with pytest.raises(IsSmart):
        items.add_films(own, [her], by=alice)


def test_what_was_taken_out_comes_back_where_it_stood_with_its_note(alice, her):
    boat, train = a_film("Boat"), a_film("Train")
    own = a_list(alice, boat, her, train)
    items.note_film(the_item(own, her), "For ||the end||.", by=alice, has_spoilers=True)
    items.remove_film(the_item(own, her), by=alice)
    assert titles(own) == ["Boat", "Train"]

    for _ in range(2):
        items.put_back(own, her, by=alice, position=2, note="For ||the end||.", has_spoilers=True)

    assert titles(own) == ["Boat", "Her", "Train"]
    item = the_item(own, her)
    assert (item.note, item.has_spoilers) == ("For ||the end||.", True)


def test_a_note_takes_the_place_of_the_one_it_was_written_over_alone(alice, her):
    own = a_list(alice, her)
    opened = items.state_of("")
    items.note_film(the_item(own, her), "Mine.", by=alice, stands=opened)

    with pytest.raises(items.NoteChanged) as problem:
        items.note_film(the_item(own, her), "Theirs.", by=alice, stands=opened)

    assert problem.value.theirs.note == "Mine."
    items.note_film(the_item(own, her), "Mine.", by=alice, stands=opened)  # the same once more
    gone = the_item(own, her)
    items.remove_film(gone, by=alice)
    with pytest.raises(FilmIsOut):
        items.note_film(gone, "Too late.", by=alice)


def test_who_keeps_a_list_together_signs_what_they_add(alice, carol, her):
    own = a_list(alice, audience=Audience.ME)
    with pytest.raises(NotTheirs):
        items.add_films(own, [her], by=carol)
    kept_by(own, carol)

    items.add_films(own, [her], by=carol)

    assert the_item(own, her).added_by == carol


def test_who_has_left_or_is_blocked_adds_nothing(alice, carol, her):
    left, blocked = a_list(alice), a_list(alice)
    for own in (left, blocked):
        kept_by(own, carol)
        items.add_films(own, [a_film()], by=carol)

    people.part(left, carol)
    with pytest.raises(NotTheirs):
        items.add_films(left, [her], by=carol)
    block(carol, by=alice)
    with pytest.raises(NotTheirs):
        items.add_films(blocked, [her], by=carol)


def test_a_block_that_is_taken_back_brings_nothing_kept_together_back(alice, carol, her):
    own, theirs, invited = a_list(alice, her), a_list(carol, her), a_list(alice)
    kept_by(own, carol)
    kept_by(theirs, alice)
    people.invite(invited, carol, by=alice)
    kept_by(own, a_member("dave"))

    block(carol, by=alice)
    unblock(carol, by=alice)

    assert [(one.list, one.member.username) for one in Collaborator.objects.all()] == [(own, "dave")]
    with pytest.raises(NotTheirs):
        items.add_films(own, [a_film()], by=carol)


def test_who_is_suspended_changes_only_what_they_alone_read(alice, carol, her):
    own, private, theirs = a_list(alice), a_list(alice, audience=Audience.ME), a_list(carol)
    kept_by(theirs, alice)
    suspended(alice)

    for list_ in (own, theirs):
        with pytest.raises(Suspended):
            items.add_films(list_, [her], by=alice)
    assert items.add_films(private, [her], by=alice) == 1
    with pytest.raises(Suspended):
        people.invite(private, carol, by=alice)


def test_inviting_has_its_bounds(alice, bob, carol, mallory, monkeypatch):
    own = a_list(alice)
    monkeypatch.setattr(people, "MOST_PEOPLE", 1)
    for _ in range(2):
        people.invite(own, carol, by=alice)

    assert Collaborator.objects.get().accepted_at is None
    with pytest.raises(people.TooManyPeople):
        people.invite(own, bob, by=alice)
    with pytest.raises(Yourself):
        people.invite(own, alice, by=alice)
    people.part(own, carol)
    with pytest.raises(people.BlockBetween):
        people.invite(own, mallory, by=alice)


def test_only_the_owner_invites_and_only_the_invited_accept(alice, bob, carol):
    own = a_list(alice)
    kept_by(own, carol)

    with pytest.raises(NotTheirs):
        people.invite(own, bob, by=carol)
    with pytest.raises(NotTheirs):
        people.accept(own, by=bob)


def test_a_film_is_put_into_some_lists_and_taken_out_of_others(alice, her):
    into, out_of, noted = a_list(alice), a_list(alice, her), a_list(alice, her)
    items.note_film(the_item(noted, her), "Keep this.", by=alice)

    done = many.choose_lists(her, into=[into], out_of=[out_of, noted], by=alice)

    assert (done.added, done.removed, done.noted) == ([(into, 1)], [out_of], [noted])
    assert set(List.objects.filter(pk__in=Item.objects.filter(film=her).values("list"))) == {into, noted}


def test_all_lists_are_locked_before_films_of_the_first_are_counted(alice, her):
    lists = [a_list(alice), a_list(alice), a_list(alice)]
    choose = partial(many.choose_lists, her, into=lists[:1], out_of=lists[1:], by=alice)

    for act in (choose, partial(many.put_into, lists, [her.pk], by=alice)):
        with CaptureQueriesContext(connection) as asked:
            act()
        first = next(one["sql"] for one in asked if "FOR NO KEY UPDATE" in one["sql"])
        assert all(str(one.pk) in first for one in lists)


def test_a_list_that_refuses_keeps_the_others_from_nothing(alice, carol, her):
    own, foreign, film = a_list(alice), a_list(carol), a_film()

    done = many.put_into([foreign, own], [her.pk, film.pk], by=alice)

    assert (done.added, done.refused) == ([(own, 2)], [foreign])


def test_a_deleted_list_is_had_again_with_films_and_likes(alice, bob, her):
    own = a_list(alice, her)
    ListLike.objects.create(list=own, member=bob)

    delete_list(own)

    assert not List.objects.visible_to(alice).exists()
    assert not List.objects.visible_to(bob).exists()
    restore_list(own)
    assert list(List.objects.visible_to(bob)) == [own]
    assert titles(own) == ["Her"]
    assert ListStats.objects.get(list=own).likes_count == 1


def test_after_thirty_days_lists_are_gone_for_good(alice, bob, her):
    old, young, of_bob = a_list(alice, her), a_list(alice, her), a_list(bob, her)
    for own, days in ((old, 31), (young, 29), (of_bob, 31)):
        delete_list(own)
        List.objects.filter(pk=own.pk).update(deleted_at=timezone.now() - datetime.timedelta(days=days))

    assert sweep_lists(alice) == 1
    said = StringIO()
    call_command("sweep", stdout=said)

    assert "lists 1" in said.getvalue()
    assert list(List.objects.all()) == [young]
    call_command("recount", "--check", stdout=StringIO())


def test_a_list_saved_once_more_after_deleting_is_a_new_one(alice):
    key = uuid.uuid4()
    first = create_list(Said(title="Trains"), by=alice, save_key=key)
    delete_list(first)

    assert create_list(Said(title="Trains"), by=alice, save_key=key) != first
