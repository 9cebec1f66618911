"""Somebody who made films."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from films.models import Film, Person, Role
from films.queries.credits import NEWEST_WORK_FIRST, RoleCount, films_with, roles_of
from films.views.browse import FILMS_A_PAGE
from reviews.queries.posters import posters
from web.paging import Page, page_of
from web.viewer import viewer_of


@require_safe
def person(request: HttpRequest, slug: str) -> HttpResponse:
    """Their films by what they did on them, the role with most films first."""
    viewer = viewer_of(request)
    shown = get_object_or_404(Person, slug=slug)
    roles = roles_of(shown)
    role = asked_role(request, roles)
    page = films_page(request, shown, role)
    context = {
        "person": shown,
        "roles": roles,
        "role": role,
        "page": page,
        "posters": posters(page.rows, viewer),
    }
    return render(request, "films/person.html", context)


def asked_role(request: HttpRequest, roles: list[RoleCount]) -> RoleCount | None:
    """The role in the address, else the first; None for somebody without films."""
    asked = request.GET.get("role", "")
    if not asked:
        return roles[0] if roles else None
    found = next((one for one in roles if one.role == asked), None)
    if found is None:
        raise Http404(f"There are no films with this person as {asked}.")
    return found


def films_page(request: HttpRequest, person: Person, role: RoleCount | None) -> Page[Film]:
    # Who has no films at all has none as director either.
    films = films_with([person], role.role if role else Role.DIRECTOR)
    return page_of(films, request, order=NEWEST_WORK_FIRST, size=FILMS_A_PAGE)
