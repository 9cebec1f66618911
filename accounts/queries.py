"""Finding members by their names."""

from __future__ import annotations

from django.http import Http404

from accounts.models import FormerUsername, Member


def member_or_404(username: str) -> Member:
    """The member whose page this is, the name spelled exactly as they spell it.

    Another case and former names are 404 here; the middleware `former_usernames_lead_on` then leads to the present
    spelling.
    """
    member = Member.objects.filter(username__iexact=username).first()
    if member is None or member.username != username:
        raise Http404(f"There is no member called {username}.")
    return member


def present_username(username: str) -> str | None:
    """How the member who has this name in any case, or had it once, spells it today."""
    found = Member.objects.filter(username__iexact=username).values_list("username", flat=True).first()
    if found:
        return found
    former = FormerUsername.objects.filter(username__iexact=username)
    return former.values_list("member__username", flat=True).first()
