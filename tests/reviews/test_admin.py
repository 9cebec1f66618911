"""The moderators' desk: entries are removed and restored, never rewritten; private ones are not there."""

from __future__ import annotations

import re

import pytest
from django.contrib.auth.models import AnonymousUser, Group
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.roles import make_roles
from moderation.actions.reports import report
from moderation.models import Case, Reason
from reviews.actions.likes import like_review
from reviews.actions.removal import remove_entry, restore_entry
from reviews.models import Entry, FilmStats, ReviewStats
from social.models import Audience
from tests.factories import a_film, a_member, a_review, an_entry

ENTRIES = "/admin/reviews/entry/"


@pytest.fixture
def moderator(db, signed_in):
    """A client of somebody in the role."""
    make_roles()
    member = a_member("maud", is_staff=True)
    member.groups.add(Group.objects.get(name="moderator"))
    return signed_in(member)


def entries_in(response) -> list[Entry]:
    assert response.status_code == 200
    return list(response.context["cl"].result_list)


def act(client, action: str, *entries: Entry):
    return client.post(
        ENTRIES, {"action": action, "_selected_action": [entry.pk for entry in entries]}, follow=True
    )


def test_removing_takes_a_review_off_the_site_and_out_of_the_counts(alice, bob, her):
    review = a_review(alice, her, text="As it was written.")
    like_review(review, by=bob)

    remove_entry(review)

    assert list(Entry.objects.visible_to(bob)) == []
    assert list(Entry.objects.visible_to(AnonymousUser())) == []
    assert list(Entry.objects.visible_to(alice)) == [review]
    assert FilmStats.objects.get(film=her).reviews_count == 0
    assert Entry.objects.get().text == "As it was written."


def test_removing_twice_keeps_the_first_time(alice, her):
    review = a_review(alice, her)
    remove_entry(review)
    first = review.removed_at

    remove_entry(review)

    assert review.removed_at == first


def test_restoring_brings_it_back_with_its_likes(alice, bob, her):
    review = a_review(alice, her)
    like_review(review, by=bob)
    remove_entry(review)

    restore_entry(review)

    assert list(Entry.objects.visible_to(bob)) == [review]
    assert FilmStats.objects.get(film=her).reviews_count == 1
    assert ReviewStats.objects.get(entry=review).likes_count == 1


def test_entries_are_decided_on_from_the_list_with_a_reason(moderator, alice, her):
    review, viewing = a_review(alice, her), an_entry(alice, a_film())

    page = act(moderator, "decide", review, viewing)
    form = page.context["form"]
    typed = dict(re.findall(r'name="(seen-\d+)" value="([\d.]+)"', page.content.decode()))
    cases = [file.case.pk for file in page.context["files"]]
    moderator.post(page.context["action"], {**typed, "case": cases, "act": "remove", "why": "Copied."})

    assert [value for value, _ in form.fields["act"].choices] == ["remove", "suspend"]
    assert Entry.objects.filter(removed_at=None).count() == 0


def test_what_is_for_nobody_else_is_not_on_the_desk(moderator, alice, bob, her):
    private = a_review(alice, her, audience=Audience.ME)
    for_followers = a_review(alice, her, audience=Audience.FOLLOWERS)
    assert entries_in(moderator.get(ENTRIES)) == []

    report(for_followers, by=bob, reason=Reason.ABUSE)

    assert entries_in(moderator.get(ENTRIES)) == [for_followers]
    assert moderator.get(f"{ENTRIES}{private.pk}/change/").status_code == 302
    act(moderator, "decide", private)
    assert not Case.objects.filter(entry=private).exists()


def test_moderators_read_and_cannot_rewrite_add_or_delete(moderator, alice, her):
    review = a_review(alice, her, text="As it was <em>written</em>.")
    page = moderator.get(f"{ENTRIES}{review.pk}/change/").content.decode()

    assert "As it was &lt;em&gt;written&lt;/em&gt;." in page
    assert 'name="text"' not in page
    assert moderator.post(f"{ENTRIES}{review.pk}/change/", {"text": "Mine now"}).status_code == 403
    assert moderator.post(f"{ENTRIES}{review.pk}/delete/", {"post": "yes"}).status_code == 403
    assert moderator.get(f"{ENTRIES}add/").status_code == 403
    assert Entry.objects.get().text == review.text


@pytest.mark.parametrize("typed", ["@alice", "ALICE", "Her", "window frame", "tram"])
def test_entries_are_found_by_member_film_and_words(moderator, alice, carol, her, typed):
    review = a_review(alice, her, text="The tram window is the best frame in it.")
    a_review(carol, a_film("Amour", 2012), text="Something else.")

    assert entries_in(moderator.get(ENTRIES, {"q": typed})) == [review]


def test_entries_are_filtered_by_removal(moderator, alice, her):
    standing, removed = a_review(alice, her), a_review(alice, her)
    remove_entry(removed)

    assert entries_in(moderator.get(ENTRIES, {"removed": "yes"})) == [removed]
    assert entries_in(moderator.get(ENTRIES, {"removed": "no"})) == [standing]


def test_the_list_takes_the_same_queries_for_any_number_of_entries(moderator, her):
    a_review(a_member(), her)
    with CaptureQueriesContext(connection) as for_one:
        moderator.get(ENTRIES)
    for _ in range(29):
        a_review(a_member(), a_film())

    with CaptureQueriesContext(connection) as for_thirty:
        assert len(entries_in(moderator.get(ENTRIES))) == 30

    assert len(for_thirty) == len(for_one)


def test_who_may_only_read_entries_cannot_remove_them(signed_in, alice, her):
    make_roles()
    reader = a_member("reader", is_staff=True)
    reader.user_permissions.add(Group.objects.get(name="moderator").permissions.get(codename="view_entry"))
    review = a_review(alice, her)

    act(signed_in(reader), "decide", review)

    assert not Case.objects.exists()
