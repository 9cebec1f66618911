"""Not meeting people, films and words. Nobody is told."""

from __future__ import annotations

from django.db import transaction

from accounts.models import Member
from films.models import Film
from social.actions.refusals import refuse_yourself
from social.locks import keep_from_leaving
from social.models import FilmMute, MemberMute, WordMute

MOST_WORDS = 100


class TooManyWords(Exception):
    """A member mutes at most MOST_WORDS words: each card that they see is searched for all of them."""


def mute_member(muted: Member, *, by: Member) -> None:
    """Muting twice is muting once. Raises Yourself."""
    refuse_yourself(muted, by)
    MemberMute.objects.bulk_create([MemberMute(member=by, muted=muted)], ignore_conflicts=True)


def unmute_member(muted: Member, *, by: Member) -> None:
    MemberMute.objects.filter(member=by, muted=muted).delete()


def mute_film(film: Film, *, by: Member) -> None:
    FilmMute.objects.bulk_create([FilmMute(member=by, film=film)], ignore_conflicts=True)


def unmute_film(film: Film, *, by: Member) -> None:
    FilmMute.objects.filter(member=by, film=film).delete()


@transaction.atomic
def mute_words(words: str, *, by: Member) -> None:
    """Mutes a word, or words one after the other, whatever their case. Raises TooManyWords."""
    keep_from_leaving(by)
    muted = WordMute.objects.filter(member=by)
    if muted.count() >= MOST_WORDS and not muted.filter(words__iexact=words).exists():
        raise TooManyWords
    WordMute.objects.bulk_create([WordMute(member=by, words=words)], ignore_conflicts=True)


def unmute_words(key: int, *, by: Member) -> None:
    WordMute.objects.filter(member=by, pk=key).delete()
