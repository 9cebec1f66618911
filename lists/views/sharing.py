"""The secret link of a list, copies of it, and what else is made of all its films."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from accounts.actions import Suspended
from accounts.requests import MemberRequest
from lists.actions.cloning import clone_list
from lists.actions.sharing import share_list, unshare_list
from lists.queries.films import keys_of_films
from lists.views.finding import list_for, own_list_or_404, page_of_list
from reviews.actions.wanting import Wanted, want_films
from web.access import sign_in_first
from web.redirects import next_url
from web.words import counted

FILMS = "film,films"
OPEN = "open"  # what `?link=` in the address of a list says to show its secret link


@require_POST
@sign_in_first(page=page_of_list)
def share(request: MemberRequest, pk: int) -> HttpResponse:
    """Makes the secret link, or a new one; the old one leads nowhere then."""
    shared = own_list_or_404(request, pk)
    had_one = bool(shared.secret)
    try:
        share_list(shared)
    except Suspended:
        messages.error(request, request.user.suspension)
    else:
        said = "There is a new secret link; the old one leads nowhere now."
        messages.success(
            request, said if had_one else "There is a secret link now: whoever has it can read the list."
        )
    return redirect(f"{shared.url}?link={OPEN}#secret-link")


@require_POST
@sign_in_first(page=page_of_list)
def unshare(request: MemberRequest, pk: int) -> HttpResponse:
    shared = own_list_or_404(request, pk)
    unshare_list(shared)
    messages.success(request, "The secret link leads nowhere any more.")
    return redirect(f"{shared.url}?link={OPEN}#secret-link")


@require_POST
@sign_in_first(page=page_of_list)
def clone(request: MemberRequest, pk: int) -> HttpResponse:
    """A list of one's own with the same films."""
    copy = clone_list(list_for(request, pk), by=request.user, save_key=save_key_in(request))
    messages.success(request, "This copy is yours, and only you can see it until you say otherwise.")
    return redirect(copy)


def save_key_in(request: MemberRequest) -> UUID | None:
    try:
        return UUID(request.POST.get("save_key", ""))
    except ValueError:
        return None


@require_POST
@sign_in_first(page=page_of_list)
def want_all(request: MemberRequest, pk: int) -> HttpResponse:
    """All films of the list on the watchlist, but those that were watched."""
    wanted = list_for(request, pk)
    messages.success(request, said_of(want_films(keys_of_films(wanted, request.user), by=request.user)))
    return redirect(next_url(request, wanted.url))


def said_of(wanted: Wanted) -> str:
    said = [f"{counted(wanted.added, FILMS).capitalize()} put on your watchlist."]
    if wanted.standing:
        said.append(f"{counted(wanted.standing, FILMS).capitalize()} stood there already.")
    if wanted.watched:
        said.append(f"{counted(wanted.watched, FILMS).capitalize()} left out, because you have watched them.")
    return " ".join(said)
