"""The mail of notices."""

from __future__ import annotations

import datetime
import re
from smtplib import SMTPServerDisconnected

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from accounts.models import Member
from reviews.actions import likes
from social import actions as social
from tests.factories import a_comment, a_member, a_review


def asks_for_mail(member: Member, digest: str = "daily", *, verified: bool = True) -> Member:
    address = f"{member.username}@example.org"
    Member.objects.filter(pk=member.pk).update(digest=digest, email=address)
    EmailAddress.objects.create(user=member, email=address, primary=True, verified=verified)
    return member


def days_later(member: Member, days: int) -> None:
    """As if the last mail had been sent so long ago."""
    at = Member.objects.get(pk=member.pk).digest_sent_at
    Member.objects.filter(pk=member.pk).update(digest_sent_at=at - datetime.timedelta(days=days))


def stop_address(sent: mail.EmailMessage) -> str:
    found = re.search(r"<https?://[^/]+(/[^>]+)>", sent.extra_headers["List-Unsubscribe"])
    assert found
    return found[1]


def test_what_is_new_is_mailed_once(alice, bob, carol, her):
    review = a_review(alice, her)
    asks_for_mail(alice)
    likes.like_review(review, by=carol)
    a_comment(bob, review, "It ends ||in tears||, I fear.")

    call_command("send_digests", verbosity=0)
    call_command("send_digests", verbosity=0)

    (sent,) = mail.outbox
    html = sent.alternatives[0][0]
    assert sent.to == ["alice@example.org"]
    assert sent.subject == "3 new notices on Houselights"
    for text in (sent.body, html):
        assert "carol liked your review of Her" in text
        assert "It ends [spoiler], I fear." in text
        assert "tears" not in text


def test_the_next_mail_has_only_what_is_new_since(alice, bob, carol):
    asks_for_mail(alice)
    call_command("send_digests", verbosity=0)
    days_later(alice, 1)
    Member.objects.filter(pk=alice.pk).update(notices_seen_at=timezone.now())

    call_command("send_digests", verbosity=0)
    assert len(mail.outbox) == 1

    days_later(alice, 1)
    social.follow(alice, by=carol)
    call_command("send_digests", verbosity=0)

    assert "carol follows you" in mail.outbox[1].body
    assert "bob" not in mail.outbox[1].body


def test_a_weekly_mail_waits_for_a_week(alice, bob, carol):
    asks_for_mail(alice, "weekly")
    call_command("send_digests", verbosity=0)
    social.follow(alice, by=carol)

    days_later(alice, 3)
    call_command("send_digests", verbosity=0)
    assert len(mail.outbox) == 1

    days_later(alice, 5)
    call_command("send_digests", verbosity=0)
    assert len(mail.outbox) == 2


def test_nobody_gets_one_who_did_not_ask_or_confirm_or_has_nothing_new(alice, bob, carol):
    asks_for_mail(alice, "never")
    asks_for_mail(bob)
    social.follow(carol, by=bob)
    asks_for_mail(carol, verified=False)

    call_command("send_digests", verbosity=0)

    assert mail.outbox == []


def test_a_mail_that_fails_does_not_stop_the_others(alice, bob, carol, monkeypatch):
    for member in (bob, carol):
        social.follow(member, by=alice)
        asks_for_mail(member)
    send = EmailBackend.send_messages

    def fails_for_bob(self, messages):
        if messages[0].to == ["bob@example.org"]:
            raise SMTPServerDisconnected
        return send(self, messages)

    monkeypatch.setattr(EmailBackend, "send_messages", fails_for_bob)
    call_command("send_digests", verbosity=0)

    assert [sent.to for sent in mail.outbox] == [["carol@example.org"]]


def test_a_dead_mail_server_costs_few_their_mail(alice, monkeypatch):
    for number in range(7):
        member = asks_for_mail(a_member(f"fan_{number}"))
        social.follow(member, by=alice)

    def fails(self, messages):
        raise SMTPServerDisconnected

    monkeypatch.setattr(EmailBackend, "send_messages", fails)
    call_command("send_digests", verbosity=0)

    assert Member.objects.filter(digest_sent_at__isnull=False).count() == 5


@pytest.fixture
def sent(alice, bob) -> mail.EmailMessage:
    asks_for_mail(alice)
    call_command("send_digests", verbosity=0)
    return mail.outbox[0]


def test_one_press_in_the_mail_program_stops_it(alice, sent):
    address = stop_address(sent)
    client = Client(enforce_csrf_checks=True)
    assert sent.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"

    assert "Stop the mails?" in client.get(address).content.decode()
    assert Member.objects.get(pk=alice.pk).digest == "daily"

    assert client.post(address, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert Member.objects.get(pk=alice.pk).digest == "never"


def test_nobody_stops_the_mails_of_others(sent):
    assert Client().post("/notifications/stop/1/").status_code == 404
    assert Client().post(f"{stop_address(sent)[:-3]}x/").status_code == 404
