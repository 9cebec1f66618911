"""The four films a member shows first."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from accounts.models import Member
from films.models import Film
from reviews.models import Favourite
from reviews.models.favourites import FAVOURITES
from social.locks import keep_from_leaving


@transaction.atomic
def set_favourites(member: Member, films: Sequence[Film]) -> None:
    """These films, in this order, are the member's favourites from now on: at most four, each once."""
    keep_from_leaving(member)
    Favourite.objects.filter(member=member).delete()
    chosen = list(dict.fromkeys(films))[:FAVOURITES]
    Favourite.objects.bulk_create(
        Favourite(member=member, film=film, position=position)
        for position, film in enumerate(chosen, start=1)
    )
