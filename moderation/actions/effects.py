"""What a decision does to what it is about, which nobody else changes meanwhile."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

from accounts.actions import edit_profile, remove_avatar
from accounts.models import Member
from lists.actions.removal import remove_list, restore_list
from lists.models import List
from moderation.models import Act
from moderation.subjects import Subject
from reviews.actions import removal
from reviews.models import Entry
from social.actions.removal import remove_comment, restore_comment
from social.models import Words

Effect = Callable[[Any, Any, Any], None]


def remove(subject: Entry | List | Words, about: Member, until: None) -> None:
    if isinstance(subject, Words):
        remove_comment(subject)
    elif isinstance(subject, List):
        remove_list(subject)
    else:
        removal.remove_entry(subject)


def restore(subject: Entry | List | Words, about: Member, until: None) -> None:
    if isinstance(subject, Words):
        restore_comment(subject)
    elif isinstance(subject, List):
        restore_list(subject)
    else:
        removal.restore_entry(subject)


def lock(subject: Entry, about: Member, until: None) -> None:
    removal.lock_spoilers(subject)


def unlock(subject: Entry, about: Member, until: None) -> None:
    removal.unlock_spoilers(subject)


def clear(subject: Member, about: Member, until: None) -> None:
    """The username stays: it is how others find them again, and how they sign in."""
    words = dict.fromkeys(("display_name", "bio", "location", "website", "pronouns"), "")
    edit_profile(subject, **words, time_zone=subject.time_zone, theme=subject.theme)
    remove_avatar(subject)


def suspend(subject: Subject | None, about: Member, until: datetime.datetime | None) -> None:
    Member.objects.filter(pk=about.pk).update(suspended_until=until)


def lift(subject: Subject | None, about: Member, until: None) -> None:
    suspend(subject, about, None)


def nothing(subject: Subject | None, about: Member | None, until: None) -> None:
    """The decision is all there is."""


EFFECTS: dict[str, Effect] = {
    Act.REMOVE: remove,
    Act.RESTORE: restore,
    Act.LOCK: lock,
    Act.UNLOCK: unlock,
    Act.CLEAR: clear,
    Act.SUSPEND: suspend,
    Act.LIFT: lift,
}


def effect_of(act: str) -> Effect:
    return EFFECTS.get(act, nothing)
