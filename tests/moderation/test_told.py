"""What a member reads of a decision about them, and what they can say to it."""

from __future__ import annotations

import datetime

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import Member
from moderation.actions import decisions as actions
from moderation.actions.appeals import CannotAppeal, appeal
from moderation.models import Act, Appeal, Case, Decision
from tests.factories import PASSWORD, a_comment, a_member
from tests.moderation.desk import a_case, decided, removed


def read(signed_in, viewer: Member, decision: Decision) -> str:
    answer = signed_in(viewer).get(decision.url)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_author_reads_why_and_what_it_is_about_but_not_by_whom(signed_in, alice, bob, maud, review):
    decision = decided(
        a_case(review, by=bob, message="Told by bob."), Act.REMOVE, maud, why="Copied <b>words</b>."
    )

    page = read(signed_in, alice, decision)

    for words in (
        "removed your review of Her (2013)",
        "Copied &lt;b&gt;words",
        "The train window is the best frame",
    ):
        assert words in page
    for words in ("maud", "bob"):
        assert words not in page


def test_it_is_for_whom_it_is_about_and_moderators(signed_in, alice, bob, carol, maud, review):
    decision = removed(review, bob, maud)
    dismissed = decided(a_case(alice, by=bob), Act.DISMISS, maud)

    found = {
        viewer.username: signed_in(viewer).get(decision.url).status_code
        for viewer in (alice, bob, carol, maud)
    }

    assert found == {"alice": 200, "bob": 404, "carol": 404, "maud": 200}
    assert Client().get(decision.url).status_code == 302
    assert {signed_in(viewer).get(dismissed.url).status_code for viewer in (alice, maud)} == {404}


def test_all_of_them_stand_on_one_page(signed_in, alice, bob, maud, review):
    decision = removed(review, bob, maud)
    until = timezone.now() + datetime.timedelta(days=9)
    suspension = decided(a_case(alice, by=bob), Act.SUSPEND, maud, until=until)

    page = signed_in(alice).get("/decisions/").content.decode()

    assert page.index(suspension.url) < page.index(decision.url)
    assert "They had nothing to decide about you" in signed_in(bob).get("/decisions/").content.decode()


def test_a_removed_entry_leads_to_why(signed_in, alice, bob, maud, review):
    decision = removed(review, bob, maud)
    client = signed_in(alice)
    assert f"/entries/{review.pk}/decision/" in client.get(review.url).content.decode()

    assert client.get(f"/entries/{review.pk}/decision/").url == decision.url
    assert signed_in(bob).get(f"/entries/{review.pk}/decision/").url == "/decisions/"


def test_an_appeal_opens_the_case_for_another_moderator(signed_in, alice, bob, maud, norman, review):
    decision = removed(review, bob, maud)

    answer = signed_in(alice).post(decision.url, {"text": "I wrote <b>all</b> of it."}, follow=True)

    assert "Another moderator will read it" in answer.content.decode()
    case = Case.objects.get()
    assert case.is_open
    with pytest.raises(actions.AnotherOnes):
        decided(case, Act.UPHOLD, maud)
    page = signed_in(norman).get(f"/admin/moderation/case/{case.pk}/change/").content.decode()
    assert "I wrote &lt;b&gt;all&lt;/b&gt; of it." in page

    decided(case, Act.RESTORE, norman)
    page = read(signed_in, alice, decision)
    assert "put your review of Her (2013) back" in page
    assert "Do you see it differently?" not in page


def test_a_moderator_who_is_alone_answers_all_the_same(alice, bob, maud, review):
    appeal(removed(review, bob, maud), "No.", by=alice)
    Member.objects.filter(is_superuser=True).delete()

    answer = decided(Case.objects.get(), Act.UPHOLD, maud)

    assert Appeal.objects.get().answer == answer


def test_there_is_one_appeal(signed_in, alice, bob, maud, review):
    decision = removed(review, bob, maud)
    first = appeal(decision, "First.", by=alice)

    assert appeal(decision, "Second.", by=alice) == (first[0], False)
    assert 'name="text"' not in read(signed_in, alice, decision)
    assert Appeal.objects.get().text == "First."


def test_who_may_not_appeal(alice, bob, maud, norman, review):
    decision = removed(review, bob, maud)

    for member, about in ((bob, decision), (maud, decision)):
        with pytest.raises(CannotAppeal):
            appeal(about, "No.", by=member)
    restored = decided(Case.objects.get(), Act.RESTORE, norman)
    for about in (decision, restored):
        with pytest.raises(CannotAppeal):
            appeal(about, "No.", by=alice)


def test_an_empty_appeal_is_refused_and_a_long_one_not_lost(signed_in, alice, bob, maud, review):
    decision = removed(review, bob, maud)

    for text, words in (("  ", "There is nothing in it yet."), ("Mine. " * 900, "there is room for 5,000")):
        answer = signed_in(alice).post(decision.url, {"text": text})
        assert answer.status_code == 422
        assert words in answer.content.decode()
        assert text.strip()[:200] in answer.content.decode()


def test_an_appeal_survives_signing_in(alice, bob, maud, review):
    decision, client = removed(review, bob, maud), Client()
    there = client.post(decision.url, {"text": "I wrote it.", "writer": alice.pk})

    client.post(there.url, {"login": "alice", "password": PASSWORD})

    assert "I wrote it." in client.get(decision.url).content.decode()
    assert not Appeal.objects.exists()


def test_a_decision_on_a_comment_leads_to_where_it_stood(signed_in, bob, carol, maud, review):
    comment = a_comment(carol, review)
    decision = removed(comment, bob, maud)

    assert f'href="{comment.url}"' in read(signed_in, carol, decision)
    assert signed_in(a_member()).get(decision.url).status_code == 404


def test_a_decision_is_a_notice_until_it_was_seen(signed_in, alice, bob, maud, review):
    decided(a_case(review, by=bob, message="Told by bob."), Act.REMOVE, maud, why="Copied words.")
    browser = signed_in(alice)

    page = browser.get("/notifications/").content.decode()
    browser.post("/notifications/seen/", {"until": timezone.now().isoformat()})
    after = browser.get("/notifications/").content.decode()

    assert "2 new notices" in page  # bob follows her too
    assert "What the moderators decided about you" in page
    assert "nothing new" in after
    assert "What the moderators decided about you" in after


def test_a_report_that_leads_to_nothing_is_no_notice(signed_in, alice, bob, maud, review):
    decided(a_case(review, by=bob, message="Told by bob."), Act.DISMISS, maud)

    page = signed_in(alice).get("/notifications/").content.decode()

    assert "1 new notice" in page  # bob follows her
    assert "moderators decided" not in page.partition("<main")[2]
