"""What may be reported, by whom, and what is kept of it."""

from __future__ import annotations

import datetime
from urllib.parse import quote

import pytest
from django.test import Client
from django.utils import timezone

from moderation.actions import reports as actions
from moderation.actions.reports import report
from moderation.models import REASONS, Case, Kind, Report
from reviews.actions.comments import delete_comment
from reviews.actions.entries import Viewing, edit_entry
from social import actions as social
from social.models import Audience
from tests.factories import PASSWORD, a_comment, a_film, a_review
from tests.moderation.desk import a_case


def address_of(subject) -> str:
    kind = type(subject).__name__.lower()
    which = getattr(subject, "slug", None) or getattr(subject, "username", None) or subject.pk
    return f"/report/{kind}/{which}/"


def test_the_reasons_are_those_of_the_reference():
    assert {kind: [str(reason) for reason in reasons] for kind, reasons in REASONS.items()} == {
        Kind.ENTRY: ["abuse", "spoilers", "spam", "plagiarism", "other"],
        Kind.COMMENT: ["abuse", "spoilers", "spam", "plagiarism", "other"],
        Kind.LIST: ["abuse", "spoilers", "spam", "plagiarism", "other"],
        Kind.LIST_COMMENT: ["abuse", "spoilers", "spam", "plagiarism", "other"],
        Kind.MEMBER: [
            "abusive", "hateful", "manipulative", "offensive", "parody", "piracy", "plagiarist", "solicitous", "spam account", "other",
        ],
        Kind.FILM: ["duplicate", "not a film", "other"],
    }  # fmt: skip


def test_an_entry_a_comment_a_member_and_a_film_are_reported(signed_in, alice, bob, carol, review, her):
    client = signed_in(carol)
    subjects = {review: "abuse", a_comment(bob, review): "spam", alice: "hateful", her: "not a film"}

    for subject, reason in subjects.items():
        assert client.get(address_of(subject)).status_code == 200
        answer = client.post(address_of(subject), {"reason": reason})
        assert (answer.status_code, answer.url) == (302, subject.url)

    assert set(Report.objects.values_list("case__kind", "reason", "case__about", "reporter")) == {
        ("entry", "abuse", alice.pk, carol.pk),
        ("comment", "spam", bob.pk, carol.pk),
        ("member", "hateful", alice.pk, carol.pk),
        ("film", "not a film", None, carol.pk),
    }


@pytest.mark.parametrize(
    ("kind", "reason", "needs_words"),
    [
        ("entry", "plagiarism", True), ("entry", "other", True), ("entry", "abuse", False), ("entry", "duplicate", True),
        ("film", "duplicate", True), ("film", "not a film", False), ("member", "other", True),
    ],
)  # fmt: skip
def test_some_reasons_need_a_word_and_nothing_typed_is_lost(
    signed_in, alice, carol, review, her, kind, reason, needs_words
):
    subject = {"entry": review, "film": her, "member": alice}[kind]

    answer = signed_in(carol).post(address_of(subject), {"reason": reason, "message": " "})

    assert (answer.status_code == 422) == needs_words
    assert Report.objects.exists() != needs_words
    too_long = signed_in(carol).post(address_of(subject), {"reason": reason, "message": "Mine. " * 400})
    assert too_long.status_code == 422
    assert "Mine. Mine." in too_long.content.decode()


def test_a_report_keeps_the_words_as_they_were_read(alice, carol, review):
    a_case(review, by=carol)

    edit_entry(review, Viewing(watched_on=review.watched_on, text="Something harmless."))

    assert Report.objects.get().copy == "The train window is the best frame in it."


def test_the_same_report_twice_is_one(signed_in, carol, review):
    client = signed_in(carol)
    first = client.post(address_of(review), {"reason": "abuse"}, follow=True)
    second = client.post(address_of(review), {"reason": "spam"}, follow=True)

    assert Report.objects.get().reason == "abuse"
    assert "Thank you" in first.content.decode()
    assert "You have reported this already" in second.content.decode()


def test_reports_of_several_members_are_one_case(bob, carol, review):
    cases = {a_case(review, by=bob), a_case(review, by=carol)}

    assert [case.pk for case in cases] == [Case.objects.get().pk]
    assert Report.objects.filter(case__in=cases).count() == 2


def test_nobody_reports_themselves_or_their_own_words(signed_in, alice, bob, review):
    comment = a_comment(alice, review)
    client = signed_in(alice)

    for subject in (review, comment, alice):
        assert "This is your own" in client.get(address_of(subject)).content.decode()
        assert client.post(address_of(subject), {"reason": "other", "message": "Me."}).status_code == 422
        with pytest.raises(actions.OwnWriting):
            report(subject, by=alice, reason="abuse")
    assert not Case.objects.exists()


def test_only_what_can_be_read_can_be_reported(signed_in, alice, bob, carol, mallory, her):
    for_followers = a_review(alice, her, audience=Audience.FOLLOWERS)
    for_nobody = a_review(alice, her, audience=Audience.ME)
    public = a_review(alice, her)
    under_public, under_hidden = a_comment(bob, public), a_comment(bob, for_followers)
    deleted = a_comment(bob, public)
    delete_comment(deleted, by=bob)

    found = {
        viewer.username: [
            signed_in(viewer).get(address_of(subject)).status_code == 200
            for subject in (public, for_followers, for_nobody, under_public, under_hidden, deleted, alice)
        ]
        for viewer in (bob, carol, mallory)
    }

    assert found == {
        "bob": [True, True, False, True, True, False, True],
        "carol": [True, False, False, True, False, False, True],
        "mallory": [False, False, False, False, False, False, False],
    }


def test_who_blocked_somebody_can_still_report_their_comment(signed_in, alice, bob, carol, review):
    comment = a_comment(bob, review)
    social.block(bob, by=carol)

    assert signed_in(carol).get(address_of(comment)).status_code == 200

    social.block(carol, by=bob)
    assert signed_in(carol).get(address_of(comment)).status_code == 404


def test_twenty_reports_in_an_hour_are_enough(signed_in, carol, review):
    for _ in range(actions.MOST_IN_HASTE):
        report(a_film(), by=carol, reason="not a film")

    answer = signed_in(carol).post(address_of(review), {"reason": "abuse"})

    assert answer.status_code == 422
    assert "Wait a little" in answer.content.decode()
    Report.objects.update(created_at=timezone.now() - datetime.timedelta(hours=1))
    assert signed_in(carol).post(address_of(review), {"reason": "abuse"}).status_code == 302


def test_visitors_sign_in_first_and_find_what_they_typed(carol, review):
    client = Client()
    there = client.post(
        address_of(review), {"reason": "other", "message": "It is my text.", "writer": carol.pk}
    )
    assert there.url == f"/accounts/login/?next={quote(address_of(review), safe='')}"

    client.post(there.url, {"login": "carol", "password": PASSWORD})

    page = client.get(address_of(review)).content.decode()
    assert "It is my text." in page
    assert "Everything you typed is here" in page
    assert not Report.objects.exists()


def test_every_page_leads_to_its_report(signed_in, alice, bob, carol, review, her):
    comment = a_comment(bob, review)
    seen = {
        viewer.username: signed_in(viewer).get(page).content.decode()
        for viewer, page in ((carol, review.url), (alice, review.url))
    }

    for subject in (review, comment):
        assert address_of(subject) in seen["carol"]
    assert address_of(comment) in seen["alice"]
    assert address_of(review) not in seen["alice"]
    assert address_of(alice) in signed_in(carol).get(alice.url).content.decode()
    assert address_of(her) in Client().get(her.url).content.decode()
