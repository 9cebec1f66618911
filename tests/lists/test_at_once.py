"""Two people at one list in the same moment: nothing is lost, and nobody waits for ever."""

from __future__ import annotations

import uuid
from functools import partial
from io import StringIO

import pytest
from django.core.management import call_command

from lists.actions import items, many, ordering, people
from lists.actions.holding import NotTheirs
from lists.actions.lists import Said, create_list
from lists.actions.members import delete_account
from lists.models import Collaborator, Item, List
from tests.factories import a_film, a_list, a_member
from tests.lists.test_actions import kept_by, the_item, titles
from tests.threads import at_once, refusals

pytestmark = pytest.mark.django_db(transaction=True)


def films(letters: str) -> list:
    return [a_film(letter) for letter in letters]


def test_moves_at_once_all_happen(alice):
    *rest, one, two, three = some = films("ABCDEFGH")
    own = a_list(alice, *some)

    results = at_once(
        *(partial(ordering.move_to, the_item(own, film), 1, by=alice) for film in (one, two, three)),
        partial(ordering.move_after, the_item(own, rest[0]), the_item(own, rest[1]), by=alice),
    )

    assert refusals(results) == []
    assert sorted(titles(own)[:3]) == ["F", "G", "H"]
    assert titles(own)[3:] == ["B", "A", "C", "D", "E"]


def test_steps_at_once_add_up(alice):
    some = films("ABCDE")
    own = a_list(alice, *some)

    results = at_once(*[partial(ordering.move_by, the_item(own, some[0]), 1, by=alice)] * 3)

    assert refusals(results) == []
    assert titles(own) == ["B", "C", "D", "A", "E"]


def test_one_film_added_twice_at_once_stands_once(alice, carol, her):
    own = a_list(alice)
    kept_by(own, carol)

    results = at_once(*(partial(items.add_films, own, [her], by=member) for member in (alice, carol)))

    assert sorted(results) == [0, 1]
    assert titles(own) == ["Her"]
    call_command("recount", "--check", stdout=StringIO())


def test_adding_while_others_order_anew_loses_nothing(alice, her):
    some = films("ABCD")
    own = a_list(alice, *some)

    results = at_once(
        partial(ordering.reorder, own, "lately", by=alice),
        partial(items.add_films, own, [her], by=alice),
        partial(ordering.move_to, the_item(own, some[0]), 99, by=alice),
        partial(ordering.give_back_order, own, by=alice),
    )

    assert refusals(results) == []
    assert sorted(titles(own)) == ["A", "B", "C", "D", "Her"]
    assert Item.objects.of(own).values("place").distinct().count() == 5


def test_moving_what_is_taken_out_at_once_moves_it_or_says_so(alice):
    some = films("ABC")
    own = a_list(alice, *some)
    gone = the_item(own, some[1])

    results = at_once(
        partial(items.remove_film, gone, by=alice),
        partial(ordering.move_to, gone, 1, by=alice),
        partial(ordering.move_before, the_item(own, some[2]), gone, by=alice),
    )

    assert set(refusals(results)) <= {ordering.FilmIsOut}
    assert sorted(titles(own)) == ["A", "C"]


def test_a_film_goes_into_two_lists_from_both_sides_without_a_circle(alice, her):
    one, other, film = a_list(alice), a_list(alice), a_film()

    results = at_once(
        partial(many.put_into, [one, other], [her.pk], by=alice),
        partial(many.put_into, [other, one], [film.pk], by=alice),
        partial(many.choose_lists, film, into=[other], out_of=[one], by=alice),
    )

    assert refusals(results) == []
    assert "Her" in titles(one)
    assert set(titles(other)) == {"Her", film.title}


def test_notes_written_over_each_other_at_once_are_told(alice, carol, her):
    own = a_list(alice, her)
    kept_by(own, carol)
    opened = items.state_of("")

    results = at_once(
        partial(items.note_film, the_item(own, her), "Hers.", by=carol, stands=opened),
        partial(items.note_film, the_item(own, her), "Mine.", by=alice, stands=opened),
    )

    assert refusals(results) == [items.NoteChanged]


def test_who_is_parted_with_while_adding_has_added_or_is_refused(alice, carol, her):
    own = a_list(alice)
    kept_by(own, carol)

    results = at_once(
        partial(people.part, own, carol),
        partial(items.add_films, own, [her], by=carol),
    )

    assert set(refusals(results)) <= {NotTheirs}
    assert len(titles(own)) == (0 if refusals(results) else 1)


def test_invitations_at_once_stay_within_their_bound(alice, monkeypatch):
    monkeypatch.setattr(people, "MOST_PEOPLE", 1)
    own = a_list(alice)

    results = at_once(*(partial(people.invite, own, a_member(), by=alice) for _ in range(3)))

    assert refusals(results) == [people.TooManyPeople] * 2
    assert Collaborator.objects.count() == 1


def test_two_clicks_at_once_make_one_list(alice, her):
    key = uuid.uuid4()

    results = at_once(*[partial(create_list, Said(title="Trains"), by=alice, films=[her], save_key=key)] * 3)

    assert refusals(results) == []
    assert List.objects.count() == 1


def test_leaving_for_good_while_films_are_added_waits_in_no_circle(alice, carol, her):
    own = a_list(alice)
    kept_by(own, carol)

    results = at_once(
        partial(delete_account, alice),
        partial(items.add_films, own, [her], by=carol),
        partial(items.add_films, own, [a_film()], by=alice),
    )

    assert results[0] is None
    assert not List.objects.exists()
    call_command("recount", "--check", stdout=StringIO())
