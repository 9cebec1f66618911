"""Finding members by their names."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import QuerySet
from django.http import Http404

from accounts.models import FormerUsername, Member
from web.prepared import prepared


def member_or_404(username: str) -> Member:
    """The member whose page this is, the name spelled exactly as they spell it.

    Another case and former names are 404 here; the middleware `former_usernames_lead_on` then leads to the present
    spelling.
    """
    return spelled_so(members_called(username), username)


def spelled_so(found: Iterable[Member], username: str) -> Member:
    """Of the members found by this name the one who spells it so."""
    for member in found:
        if member.username == username:
            return member
    raise Http404(f"There is no member called {username}.")


@prepared
def members_called(username: str) -> QuerySet[Member]:
    """The one member of this name, in any case."""
    return Member.objects.filter(username__iexact=username)


def present_username(username: str) -> str | None:
    """How the member who has this name in any case, or had it once, spells it today."""
    found = [member.username for member in members_called(username)] or present_usernames(username)
    return next(iter(found), None)


@prepared
def present_usernames(former: str) -> QuerySet[FormerUsername, str]:
    """What the member is called now who once had this name."""
    return FormerUsername.objects.filter(username__iexact=former).values_list("member__username", flat=True)
