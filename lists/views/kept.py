"""What the addresses of those who keep lists lead to, and the way back to the editor."""

from __future__ import annotations

from django.http import Http404, HttpRequest
from django.urls import reverse

from accounts.requests import MemberRequest
from lists.models import Item, List
from lists.queries.editing import A_PAGE, items_at, lists_kept_at
from lists.queries.lists import list_or_404
from web.finding import first_or_404


def kept_list(request: MemberRequest, username: str, slug: str) -> List:
    """The list, for who keeps it; to others this page is not there."""
    return list_or_404(lists_kept_at(username, slug, request.user), username)


def own_list(request: MemberRequest, username: str, slug: str) -> List:
    """The list, for its owner alone."""
    found = kept_list(request, username, slug)
    if found.author_id != request.user.pk:
        raise Http404
    return found


def chosen_list(request: MemberRequest, username: str, slug: str) -> List:
    """The list, for who keeps it, if its films are chosen one by one."""
    found = kept_list(request, username, slug)
    if found.is_smart:
        raise Http404
    return found


def item_of(list_: List, film: str) -> Item:
    return first_or_404(items_at(list_, film))


def the_editor(request: HttpRequest, username: str, slug: str, **_: object) -> str:
    """Where somebody who signs in comes back to who meant to do something in the editor."""
    return reverse("lists:edit", args=[username, slug])


def editor_url(list_: List, position: int = 1, film: str = "") -> str:
    """The page of the editor that this position is on, and there this film."""
    first = (position - 1) // A_PAGE * A_PAGE + 1
    page = f"?from={first}" if first > 1 else ""
    return f"{list_.url}edit/{page}{f'#film-{film}' if film else '#films'}"


def asked_position(request: HttpRequest) -> int:
    """The position in `from`, of a form or an address; 1 for what is none."""
    said = request.POST.get("from") or request.GET.get("from") or ""
    return int(said) if said.isascii() and said.isdigit() and len(said) <= 9 else 1
