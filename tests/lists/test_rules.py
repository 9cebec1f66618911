"""What is always true of lists, whoever writes."""

from __future__ import annotations

import datetime

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.utils import timezone

from lists.actions.items import add_films
from lists.actions.members import delete_account
from lists.models import Collaborator, Item, List, ListComment, ListLike, ListStats
from social.actions import block, go_private
from social.models import Audience, Reach
from tests.factories import a_film, a_list, a_member

pytestmark = pytest.mark.django_db


def like(list_: List, member) -> None:
    with transaction.atomic():
        ListLike.objects.create(list=list_, member=member)


def say(list_: List, member) -> None:
    with transaction.atomic():
        ListComment.objects.create(
            list=list_, author=member, owner=list_.author, text="Aha.", text_html="Aha."
        )


def let_in(list_: List, member) -> None:
    Collaborator.objects.create(list=list_, member=member, accepted_at=timezone.now())


def can_read(list_: List, *members) -> list[bool]:
    return [List.objects.visible_to(member).filter(pk=list_.pk).exists() for member in members]


def test_a_list_is_read_by_its_audience(alice, bob, carol, her):
    for audience, readers in {
        Audience.EVERYONE: [True, True, True],
        Audience.FOLLOWERS: [True, True, False],
        Audience.ME: [True, False, False],
    }.items():
        assert can_read(a_list(alice, her, audience=audience), alice, bob, carol) == readers


def test_who_keeps_a_list_together_with_its_owner_reads_and_changes_it(alice, carol, her):
    own = a_list(alice, her, audience=Audience.ME)
    Collaborator.objects.create(list=own, member=carol)
    assert can_read(own, carol) == [False]

    Collaborator.objects.update(accepted_at=timezone.now())

    assert can_read(own, carol) == [True]
    assert list(List.objects.editable_by(carol)) == [own]


def test_a_block_ends_reading_of_what_was_kept_together(alice, carol, her):
    own = a_list(alice, her, audience=Audience.ME)
    let_in(own, carol)
    assert can_read(own, carol) == [True]

    block(carol, by=alice)

    assert can_read(own, carol) == [False]
    assert not List.objects.editable_by(carol).exists()


def test_lists_follow_their_author_into_privacy(alice, bob, carol, her):
    own = a_list(alice, her)
    assert can_read(own, bob, carol) == [True, True]

    go_private(alice)

    assert can_read(own, bob, carol) == [True, False]


def test_a_removed_list_is_hidden_from_those_who_keep_it_too(alice, carol, her):
    own = a_list(alice, her)
    let_in(own, carol)
    List.objects.filter(pk=own.pk).update(removed_at=timezone.now())

    assert can_read(own, alice, carol) == [True, False]
    with pytest.raises(IntegrityError):
        like(own, carol)


def test_likes_are_for_lists_of_others_that_their_giver_may_read(alice, bob, carol, mallory, her):
    own = a_list(alice, her, audience=Audience.FOLLOWERS)
    like(own, bob)
    for member in (alice, carol, mallory):
        with pytest.raises(IntegrityError):
            like(own, member)

    assert ListStats.objects.get(list=own).likes_count == 1


def test_comments_are_for_those_whom_the_author_lets(alice, bob, carol, her):
    own = a_list(alice, her, comments_from="followed")
    say(own, alice)
    with pytest.raises(IntegrityError):
        say(own, carol)

    assert ListStats.objects.get(list=own).comments_count == 1


def test_films_are_counted_and_stand_in_a_list_once(alice, her):
    own = a_list(alice, her)

    assert add_films(own, [her, a_film("Paterson")], by=alice) == 1
    assert ListStats.objects.get(list=own).films_count == 2
    with pytest.raises(IntegrityError), transaction.atomic():
        Item.objects.create(list=own, film=her, place=1)


def test_followers_hear_of_a_list_once_and_not_while_it_is_empty(alice, her):
    own = a_list(alice)
    assert List.objects.get(pk=own.pk).published_at is None
    own.refresh_from_db()
    add_films(own, [her], by=alice)

    published = List.objects.get(pk=own.pk).published_at

    assert published is not None
    add_films(own, [a_film("Paterson")], by=alice, at=published + datetime.timedelta(days=1))
    assert List.objects.get(pk=own.pk).published_at == published


def test_an_account_goes_with_its_lists_and_counts_follow(alice, bob, her, capsys):
    of_alice, of_bob = a_list(alice, her), a_list(bob, her)
    like(of_bob, alice)
    say(of_bob, alice)
    let_in(of_bob, alice)
    add_films(of_bob, [a_film("Paterson")], by=alice)
    like(of_alice, bob)

    delete_account(alice)

    assert list(List.objects.all()) == [of_bob]
    stats = ListStats.objects.get(list=of_bob)
    assert (stats.films_count, stats.likes_count, stats.comments_count) == (2, 0, 0)
    call_command("recount", check=True)
    assert Item.objects.filter(list=of_bob, added_by=None).count() == 1


def test_two_lists_of_one_title_have_two_addresses(alice):
    assert [a_list(alice, title="Slow trains").slug for _ in range(3)] == [
        "slow-trains",
        "slow-trains-2",
        "slow-trains-3",
    ]
    assert a_list(a_member(), title="Slow trains").slug == "slow-trains"
    assert [a_list(alice, title=title).slug for title in ("東京物語", "Untitled")] == ["list", "untitled"]


def test_who_is_deleted_or_removed_reaches_nobody_else(alice, her):
    own = a_list(alice, her)
    List.objects.filter(pk=own.pk).update(deleted_at=timezone.now())

    assert List.objects.get(pk=own.pk).reach == Reach.NOBODY
    assert can_read(own, alice) == [False]


def test_followers_hear_of_lists_for_them_alone_and_hubs_do_not(alice, bob, her):
    own = a_list(alice, her, audience=Audience.FOLLOWERS)

    assert List.objects.get(pk=own.pk).published_at is not None
    assert not List.objects.published().exists()
    assert not List.objects.filter(
        pk=a_list(alice, her, audience=Audience.ME).pk, published_at__isnull=False
    ).exists()
