"""Which films are in a list: putting one in, taking one out, having it back, and what is said of it."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST
from django_htmx.http import reswap

from accounts.actions import Suspended
from accounts.requests import MemberRequest
from films.models import Film
from films.queries.finding import films_at
from films.queries.search import find_films
from lists.actions import items as actions
from lists.actions.holding import NotTheirs
from lists.models import List
from lists.models.items import LONGEST_NOTE
from lists.queries.editing import films_among, items_at, position_in
from lists.views.kept import asked_position, chosen_list, item_of, the_editor
from lists.views.page import Said, answer, found_at, refusal
from web.access import sign_in_first
from web.finding import first_or_404

BOTH = ["GET", "HEAD", "POST"]
PICKS = 20
FULL = f"A list has room for {actions.MOST_FILMS:,} films, and this one is full."
LONGEST_QUERY = 200


@require_http_methods(BOTH)
@sign_in_first(page=the_editor)
def add_film(request: MemberRequest, username: str, slug: str) -> HttpResponse:
    """Puts the film in `film` at the end; without one, shows which films the words in `q` may mean."""
    kept = chosen_list(request, username, slug)
    chosen = request.POST.get("film", "")[:LONGEST_QUERY]
    if request.method == "POST" and chosen:
        film = first_or_404(film for film in films_at(chosen) if not film.is_retired)
        return added(request, kept, film)
    query = (request.POST.get("q") or request.GET.get("q") or "").strip()[:LONGEST_QUERY]
    found = find_films(query, limit=PICKS) if query else []
    context = {"list": kept, "query": query, "films": found, "there": films_among(kept, found)}
    if request.htmx:
        # The films that are shown stay; only what is said beside them changes.
        return reswap(render(request, "lists/_films_found.html", context), "none")
    return render(request, "lists/add_film.html", context)


def added(request: MemberRequest, kept: List, film: Film) -> HttpResponse:
    try:
        is_new = actions.add_films(kept, [film], by=request.user)
    except actions.ListIsFull:
        return refusal(request, kept, FULL)
    except NotTheirs as problem:
        raise Http404 from problem
    except Suspended:
        return refusal(request, kept, request.user.suspension)
    item = item_of(kept, film.slug)
    position = position_in(kept, item)
    words = f"{film.title} is in the list, as number {position:,}."
    if not is_new:
        words = f"{film.title} was in the list already, as number {position:,}."
    at = asked_position(request)
    return answer(request, kept, found_at(kept, item, position, words, at=at), at=at, film=film.slug)


@require_http_methods(BOTH)
@sign_in_first(page=the_editor)
def remove_film(request: MemberRequest, username: str, slug: str, film: str) -> HttpResponse:
    """Where scripts may run it can be put back with its note; without them a film with a note is asked about first."""
    kept = chosen_list(request, username, slug)
    item = items_at(kept, film).first()
    if item is None:
        return answer(request, kept, Said("It is out of the list."))
    is_sure = request.htmx or not item.note or "sure" in request.POST
    if request.method != "POST" or not is_sure:
        return render(request, "lists/remove_film.html", {"list": kept, "item": item})
    position = position_in(kept, item)
    try:
        actions.remove_film(item, by=request.user)
    except NotTheirs as problem:
        raise Http404 from problem
    except Suspended:
        return refusal(request, kept, request.user.suspension)
    return answer(request, kept, Said(f"{item.film.title} is out of the list.", item=item, position=position))


@require_POST
@sign_in_first(page=the_editor)
def put_film_back(request: MemberRequest, username: str, slug: str, film: str) -> HttpResponse:
    """What was just taken out, where it stood and with its note."""
    kept = chosen_list(request, username, slug)
    said = {**request.GET.dict(), **request.POST.dict()}
    position = said.get("position", "")
    at = int(position) if position.isascii() and position.isdigit() and len(position) <= 9 else 10**9
    note = said.get("note", "")[:LONGEST_NOTE]
    wanted = first_or_404(films_at(film))
    try:
        actions.put_back(
            kept, wanted, by=request.user, position=at, note=note, has_spoilers="has_spoilers" in said
        )
    except actions.ListIsFull:
        return refusal(request, kept, FULL)
    except NotTheirs as problem:
        raise Http404 from problem
    except Suspended:
        return refusal(request, kept, request.user.suspension)
    return answer(request, kept, Said(f"{wanted.title} is back in the list."), at=at, film=film)
