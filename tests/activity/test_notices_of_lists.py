"""Notices of lists, of keeping one together, and of films watched together."""

from __future__ import annotations

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import Member
from activity.actions.notices import choose_notices
from activity.queries.events import beginning
from activity.queries.notices import KINDS, wanted_by
from activity.queries.telling import notice_page
from lists.actions.comments import delete_comment, subscribe, unsubscribe
from lists.actions.likes import like_list, unlike_list
from lists.actions.people import accept, invite, part
from lists.models import List
from reviews.models import Companion
from social import actions as social
from social.models import Audience
from tests.activity.test_notices import told
from tests.factories import a_list, a_list_comment, an_entry


@pytest.fixture
def best(alice, her) -> List:
    return a_list(alice, her, title="Best of trains")


FOLLOWS = ("follow", ["bob"])


def test_all_that_happens_to_ones_lists_is_told_and_leads_there(alice, bob, carol, best, signed_in):
    for member in (bob, carol):
        like_list(best.pk, by=member)
        said = a_list_comment(member, best, f"{member.username} was here.")

    assert told(alice) == [("list comment", ["carol", "bob"]), ("list like", ["carol", "bob"]), FOLLOWS]
    page = " ".join(signed_in(alice).get("/notifications/").content.decode().split())
    assert f'commented on <a href="{said.url}">your list <i>Best of trains</i></a>' in page
    assert f'liked <a href="{best.url}">your list' in page
    assert "carol was here." in page


def test_what_is_taken_back_was_never_told(alice, carol, best):
    like_list(best.pk, by=carol)
    said = a_list_comment(carol, best, "I take it back.")
    assert told(alice) == [("list comment", ["carol"]), ("list like", ["carol"])]

    unlike_list(best.pk, by=carol)
    delete_comment(said, by=carol)

    assert told(alice) == []


def test_discussions_one_follows_and_mentions_are_told_once(alice, bob, carol, best):
    subscribe(best, by=carol)
    a_list_comment(bob, best, "Which is the third?")
    a_list_comment(bob, best, "What does @carol say?")
    assert told(carol) == [("list mention", ["bob"]), ("list comment", ["bob"])]

    unsubscribe(best, by=carol)

    assert told(carol) == [("list mention", ["bob"])]


@pytest.mark.parametrize("part_them", [social.block, social.mute_member])
def test_whom_one_blocks_or_mutes_is_gone_at_once(alice, carol, best, part_them):
    like_list(best.pk, by=carol)
    a_list_comment(carol, best)
    assert told(alice)

    part_them(carol, by=alice)

    assert told(alice) == []


def test_a_list_that_one_may_not_read_any_more_says_nothing(bob, carol, best):
    subscribe(best, by=carol)
    a_list_comment(bob, best, "And @carol?")
    assert told(carol) == [("list mention", ["bob"])]

    List.objects.update(audience=Audience.FOLLOWERS)

    assert told(carol) == []


def test_who_is_asked_to_keep_a_list_hears_of_it_and_its_owner_of_the_answer(alice, carol, her, signed_in):
    mine = a_list(alice, her, title="For two", audience=Audience.ME)
    invite(mine, carol, by=alice)
    assert told(carol) == [("invitation", ["alice"])]
    page = signed_in(carol).get("/notifications/").content.decode()
    assert "asks you to keep the list For two together" in page
    assert f'href="{mine.url}people/"' in page

    accept(mine, by=carol)

    assert told(carol) == []
    assert told(alice) == [("acceptance", ["carol"])]
    assert "keeps <a" in signed_in(alice).get("/notifications/").content.decode()
    part(mine, carol)
    assert told(alice) == []


@pytest.mark.parametrize("gone", ["removed_at", "deleted_at"])
def test_an_invitation_goes_with_its_list(alice, carol, best, gone):
    invite(best, carol, by=alice)
    assert told(carol) == [("invitation", ["alice"])]

    List.objects.update(**{gone: timezone.now()})

    assert told(carol) == []


def test_who_keeps_a_list_together_hears_of_comments_on_it(alice, carol, her):
    mine = a_list(alice, her, audience=Audience.ME)
    invite(mine, carol, by=alice)
    accept(mine, by=carol)
    subscribe(mine, by=carol)

    a_list_comment(alice, mine)

    assert told(carol) == [("list comment", ["alice"])]


def test_who_was_there_hears_of_it_until_they_answer(alice, bob, her, signed_in):
    entry = an_entry(alice, her)
    beside = Companion.objects.create(entry=entry, member=bob, asked_by=alice)
    assert told(bob) == [("companion", ["alice"])]
    assert 'together: <a href="/with-you/">' in signed_in(bob).get("/notifications/").content.decode()

    Companion.objects.filter(pk=beside.pk).update(confirmed_at=timezone.now())

    assert told(bob) == []


def test_each_kind_can_be_switched_off_and_kept_to_people_one_follows(alice, bob, carol, best):
    social.follow(carol, by=alice)
    for member in (bob, carol):
        like_list(best.pk, by=member)
        a_list_comment(member, best, "@alice!")
    assert [kind for kind, _ in told(alice)] == ["list mention", "list like", "list mention", "follow"]

    choose_notices(alice, off=[], followed_only=True, digest="never")
    assert told(alice) == [("list mention", ["carol"]), ("list like", ["carol"])]
    choose_notices(alice, off=["list like", "mention"], followed_only=False, digest="never")

    # A comment that named her is told as that or not at all.
    assert [kind for kind, _ in told(alice)] == ["follow"]


def test_the_page_costs_the_same_however_many_lists(alice, carol, her):
    for number in range(6):
        like_list(a_list(alice, her, title=f"Number {number}").pk, by=carol)
        a_list_comment(carol, List.objects.latest("pk"))

    with CaptureQueriesContext(connection) as queries:
        page = notice_page(alice, beginning(), wanted_by(alice))

    assert len(page.notices) == 12
    assert len(queries) == 4


def test_mails_say_the_same(alice, carol, best):
    like_list(best.pk, by=carol)
    a_list_comment(carol, best, "Which is the third?")
    invite(a_list(carol, title="For two"), alice, by=carol)
    alice.emailaddress_set.create(email="alice@example.org", verified=True, primary=True)
    Member.objects.filter(pk=alice.pk).update(email="alice@example.org", digest="daily")

    call_command("send_digests")

    [sent] = mail.outbox
    for words in (
        "carol liked your list Best of trains",
        "carol commented on your list Best of trains",
        "Which is the third?",
        "carol asks you to keep carol’s list For two together",
    ):
        assert words in sent.body


def test_every_kind_has_a_switch(alice, signed_in):
    page = signed_in(alice).get("/settings/notifications/").content.decode()

    assert [kind for kind in KINDS if f'value="{kind}"' not in page] == []
