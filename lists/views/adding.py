"""From a film to the lists it stands in, and from a list to those that all its films are put into."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.actions import Suspended
from accounts.requests import MemberRequest
from films.queries.finding import films_at
from lists.actions.items import add_keys
from lists.actions.lists import Said, create_list
from lists.actions.many import Done, choose_lists, put_into
from lists.forms import NewListForm
from lists.models import List, ListQuerySet
from lists.queries.adding import MOST_SHOWN, among, lists_to_fill, offered, with_film
from lists.queries.films import keys_of_films
from lists.views.finding import list_for, page_of_list
from web.access import sign_in_first
from web.finding import first_or_404
from web.redirects import next_url
from web.words import counted

BOTH = ["GET", "HEAD", "POST"]
REFUSED = 422
LONGEST_QUERY = 100


def this_page(request: HttpRequest, **_: object) -> str:
    return request.path


@require_http_methods(BOTH)
@sign_in_first(page=this_page)
def add_to_lists(request: MemberRequest, slug: str) -> HttpResponse:
    """Which of their lists hold the film. What is ticked then holds it; what was ticked and is no longer lets it go."""
    film = first_or_404(film for film in films_at(slug) if not film.is_retired)
    lists = with_film(lists_to_fill(request.user), film)
    form = NewListForm(request.POST or None, initial={"save_key": uuid.uuid4()})
    if request.method != "POST" or not form.is_valid():
        return the_choice(request, lists, form, film=film)
    ticked, had = keys_in(request, "lists"), keys_in(request, "had")
    done = choose_lists(
        film, into=among(lists, ticked - had), out_of=among(lists, had - ticked), by=request.user
    )
    tell(request, done, [film.pk], film.title)
    begin(request, form, [film.pk])
    return redirect(next_url(request, film.url))


@require_http_methods(BOTH)
@sign_in_first(page=page_of_list)
def add_all(request: MemberRequest, pk: int) -> HttpResponse:
    """Into which of their lists all films of this one go, and then puts them there."""
    source = list_for(request, pk)
    lists = lists_to_fill(request.user).exclude(pk=source.pk)
    form = NewListForm(request.POST or None, initial={"save_key": uuid.uuid4()})
    ticked = keys_in(request, "lists")
    is_chosen = request.method == "POST" and "chosen" in request.POST
    if not is_chosen or not form.is_valid():
        return the_choice(request, lists, form, source=source)
    films = keys_of_films(source, request.user)
    tell(request, put_into(among(lists, ticked), films, by=request.user), films, "")
    begin(request, form, films)
    return redirect(next_url(request, source.url))


def the_choice(request: MemberRequest, lists: ListQuerySet, form: NewListForm, **about: Any) -> HttpResponse:
    words = (request.POST.get("q") or request.GET.get("q") or "").strip()[:LONGEST_QUERY]
    shown = list(offered(lists, words))
    is_refused = form.is_bound and not form.is_valid()
    context = {
        "lists": shown[:MOST_SHOWN],
        "has_more": len(shown) > MOST_SHOWN,
        "words": words,
        "form": form if is_refused else NewListForm(initial={"save_key": uuid.uuid4()}),
        "ticked": keys_in(request, "lists"),
        "token": request.POST.get("token", ""),
        "next": next_url(request, ""),
        **about,
    }
    template = "lists/add_to_lists.html" if "film" in about else "lists/add_all.html"
    return render(request, template, context, status=REFUSED if is_refused else 200)


def keys_in(request: HttpRequest, name: str) -> set[int]:
    """The keys of lists in a form, as many as it can have; what is none was never in a form of ours."""
    said = request.POST.getlist(name)[: MOST_SHOWN + 1]
    return {int(key) for key in said if key.isascii() and key.isdigit() and len(key) < 19}


def begin(request: MemberRequest, form: NewListForm, films: list[int]) -> None:
    """A new list of these films, where a title was given."""
    if not (title := form.cleaned_data["title"].strip()):
        return
    said = Said(title=title, audience=request.user.default_audience)
    try:
        made = create_list(said, by=request.user, save_key=form.cleaned_data["save_key"])
        add_keys(made, films, by=request.user)
    except Suspended:
        messages.error(request, request.user.suspension)
    else:
        messages.success(
            request, f"“{made.title}” is made, with {counted(made.stats.films_count, 'film,films')} in it."
        )


def tell(request: MemberRequest, done: Done, films: list[int], title: str) -> None:
    """In one sentence for each thing that came of it."""
    what = title or "The films"
    for list_, number in done.added:
        messages.success(request, said_of(list_, number, len(films), title))
    if done.removed:
        messages.success(request, f"{what} is out of {named(done.removed)}.")
    if done.noted:
        words = f"{what} stays in {named(done.noted)}, because a note stands on it there: take it out in the editor."
        messages.info(request, words)
    if done.full:
        messages.error(request, f"There is no room for this in {named(done.full)}.")
    if done.refused:
        messages.error(request, request.user.suspension or f"You do not keep {named(done.refused)} any more.")


def said_of(list_: List, number: int, of: int, title: str) -> str:
    if title:
        return (
            f"{title} is in {named([list_])} now." if number else f"{title} was in {named([list_])} already."
        )
    there = f"; {counted(of - number, 'film,films')} stood there already" if number < of else ""
    return f"{counted(number, 'film,films')} added to {named([list_])}{there}."


def named(lists: list[List]) -> str:
    return " and ".join(f"“{one.title}”" for one in lists)
