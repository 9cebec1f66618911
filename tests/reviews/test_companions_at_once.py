"""Names and answers at the same moment, over real connections."""

from __future__ import annotations

from functools import partial

import pytest

from reviews.actions import companions
from reviews.actions.deleting import delete_entry
from reviews.actions.entries import Viewing, edit_entry
from reviews.actions.members import delete_account
from reviews.actions.viewings import How
from reviews.models import Companion, Entry
from social import actions as social
from tests.factories import a_film, a_member, an_entry
from tests.threads import at_once, refusals

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def together(alice, bob, her) -> Entry:
    return an_entry(alice, her, rating=9, how=How(place="cinema", companions=(bob,)))


def without_names(entry: Entry) -> None:
    edit_entry(Entry.objects.get(pk=entry.pk), Viewing(watched_on=entry.watched_on, rating=3, how=How()))


def test_saying_yes_by_a_double_click_makes_one_entry(bob, together):
    asked = Companion.objects.get()

    results = at_once(*[partial(companions.confirm, asked, by=bob)] * 6)

    own = Entry.objects.get(author=bob)
    assert results == [own] * 6
    assert Companion.objects.get().own_entry == own


def test_a_yes_and_a_name_taken_off_never_wait_for_each_other_in_a_circle(alice, bob, together):
    for _ in range(5):
        asked = Companion.objects.get()
        Entry.objects.filter(author=bob).delete()

        results = at_once(partial(companions.confirm, asked, by=bob), partial(without_names, together))

        assert set(refusals(results)) <= {companions.Withdrawn}
        assert not Companion.objects.exists()
        assert Entry.objects.filter(author=bob).count() == 1 - len(refusals(results))
        edit_entry(together, Viewing(watched_on=together.watched_on, how=How(companions=(bob,))))


def test_a_yes_while_the_other_leaves_for_good_leaves_nothing_behind(alice, bob, together):
    asked = Companion.objects.get()

    results = at_once(partial(companions.confirm, asked, by=bob), partial(delete_account, alice))

    assert set(refusals(results)) <= {companions.Withdrawn}
    assert not Companion.objects.exists()
    assert Entry.objects.count() == 1 - len(refusals(results))


def test_a_yes_while_the_entry_is_deleted_is_a_yes_or_none(bob, together):
    asked = Companion.objects.get()

    results = at_once(partial(companions.confirm, asked, by=bob), partial(delete_entry, together))

    assert set(refusals(results)) <= {companions.Withdrawn}
    assert Entry.objects.filter(author=bob).count() == 1 - len(refusals(results))


def test_two_who_name_each_other_and_say_yes_at_once_have_an_entry_each(alice, bob, her, together):
    of_bob = an_entry(bob, her, how=How(companions=(alice,)))
    asked = {one.member: one for one in Companion.objects.all()}

    results = at_once(*[partial(companions.confirm, asked[member], by=member) for member in (alice, bob)])

    assert results == [together, of_bob]
    assert Entry.objects.count() == 2


def test_many_who_say_yes_at_once_all_have_their_entry(alice, her):
    friends = [a_member(f"friend_{number}") for number in range(6)]
    for friend in friends:
        social.follow(alice, by=friend)
    an_entry(alice, a_film("Ran", 1985), how=How(companions=tuple(friends)))
    asked = {one.member: one for one in Companion.objects.all()}

    results = at_once(*[partial(companions.confirm, asked[friend], by=friend) for friend in friends])

    assert refusals(results) == []
    assert Entry.objects.exclude(author=alice).count() == 6
