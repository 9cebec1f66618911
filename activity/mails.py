"""The mail of notices: what a member has not seen on the site, in one mail, with a link that stops it."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.conf import settings
from django.core import signing
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse

from accounts.models import Member
from activity.actions.digests import Turn
from activity.queries.events import runs_of
from activity.queries.notices import (
    ACCEPTANCE,
    ANSWER,
    COMMENT,
    COMPANION,
    FOLLOW,
    INVITATION,
    LIKE,
    LIST_COMMENT,
    LIST_LIKE,
    LIST_MENTION,
    MENTION,
    NAMING,
    REQUEST,
    events_for,
    told_as,
    wanted_by,
)
from activity.queries.telling import Notice, told
from web.words import counted

NOTICES_A_MAIL = 20
SALT = "activity.digest"


def digest_for(turn: Turn) -> EmailMultiAlternatives | None:
    """The mail; None where nothing is new."""
    events, _ = events_for(turn.member, wanted_by(turn.member), since=turn.since)
    runs = runs_of(events, told_as, at_most=NOTICES_A_MAIL + 1).runs
    notices = told(runs[:NOTICES_A_MAIL], turn.member)
    if not notices:
        return None
    stop = f"{origin()}{stop_url(turn.member)}"
    facts = facts_of(turn.member, notices, stop) | {"has_more": len(runs) > NOTICES_A_MAIL}
    mail = EmailMultiAlternatives(
        subject=f"{counted(len(notices), 'new notice,new notices')} on {settings.SITE_NAME}",
        body=plain_text(facts),
        to=[turn.address],
        # Where the reader's mail program has a button for it (RFC 8058).
        headers={"List-Unsubscribe": f"<{stop}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"},
    )
    mail.attach_alternative(render_to_string("activity/_digest.html", facts), "text/html")
    return mail


class Line(NamedTuple):
    """A notice as one sentence, where it leads, and a few words of what was said."""

    sentence: str
    url: str
    said: str


def sentence(notice: Notice) -> str:
    """The notice as the site says it, without links."""
    names = [member.name for member in notice.members]
    if notice.others:
        who = f"{', '.join(names)} and {counted(notice.others, 'other,others')}"
    else:
        who = " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else names[0]
    one = len(names) + notice.others == 1
    film = notice.entry.film.title if notice.entry else ""
    review = f"{'your' if notice.is_own else of(notice)} review of {film}"
    list_ = f"{'your' if notice.is_own else of(notice)} list {notice.list.title if notice.list else ''}"
    said = {
        FOLLOW: f"{'follows' if one else 'follow'} you",
        REQUEST: f"{'asks' if one else 'ask'} to follow you",
        LIKE: f"liked {review}",
        COMMENT: f"commented on {review}",
        MENTION: f"mentioned you under {review}",
        NAMING: f"mentioned you in a review of {film}",
        ANSWER: f"answered yours with a review of {film}",
        COMPANION: f"{'says' if one else 'say'} you watched {film} together",
        LIST_LIKE: f"liked {list_}",
        LIST_COMMENT: f"commented on {list_}",
        LIST_MENTION: f"mentioned you under {list_}",
        INVITATION: f"{'asks' if one else 'ask'} you to keep {list_} together",
        ACCEPTANCE: f"{'keeps' if one else 'keep'} {list_} with you now",
    }
    return f"{who} {said[notice.kind]}"


def of(notice: Notice) -> str:
    about = notice.entry or notice.list
    return f"{about.author.name}’s" if about else ""


def plain_text(facts: dict[str, Any]) -> str:
    lines = [f"Hello {facts['member'].name},", "", f"new on {facts['site_name']}:", ""]
    for notice in facts["notices"]:
        lines += [
            f"- {notice.sentence}",
            *([f"  “{notice.said}”"] if notice.said else []),
            f"  {notice.url}",
            "",
        ]
    if facts["has_more"]:
        lines += [f"And more: {facts['notices_url']}", ""]
    lines += [f"Which notices you get: {facts['settings_url']}", f"Stop these mails: {facts['stop_url']}", ""]
    return "\n".join(lines)


def facts_of(member: Member, notices: list[Notice], stop: str) -> dict[str, Any]:
    return {
        "member": member,
        "notices": [Line(sentence(notice), f"{origin()}{notice.url}", notice.said) for notice in notices],
        "site_name": settings.SITE_NAME,
        "origin": origin(),
        "stop_url": stop,
        "settings_url": f"{origin()}{reverse('activity:notification_settings')}",
        "notices_url": f"{origin()}{reverse('activity:notifications')}",
    }


def origin() -> str:
    """The address of the site, as its settings name it first."""
    if settings.CSRF_TRUSTED_ORIGINS:
        return str(settings.CSRF_TRUSTED_ORIGINS[0]).rstrip("/")
    names = [name for name in settings.ALLOWED_HOSTS if not name.startswith((".", "*"))]
    return f"{settings.ACCOUNT_DEFAULT_HTTP_PROTOCOL}://{names[0] if names else 'localhost'}"


def stop_url(member: Member) -> str:
    """Where this member's mail is stopped, signed, so that nobody needs to sign in and nobody stops another's."""
    return reverse("activity:stop_digest", args=[signing.dumps(member.pk, salt=SALT)])


def member_of(token: str) -> int:
    """The key of the member whose link this is. Raises signing.BadSignature."""
    return int(signing.loads(token, salt=SALT))
