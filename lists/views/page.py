"""The films of a list as the editor shows them, and what it answers to an act on one of them."""

from __future__ import annotations

from typing import NamedTuple

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from accounts.requests import MemberRequest
from lists.models import Item, List, ListStats
from lists.queries.editing import Films, films_from
from lists.views.kept import asked_position, editor_url


class Said(NamedTuple):
    """What came of an act, for whom it is told: `url` leads to the film where it is on another page of the editor,
    `item` was taken out from `position` and can be put back."""

    words: str
    url: str = ""
    item: Item | None = None
    position: int = 0
    is_refusal: bool = False


def films_shown(list_: List, position: int) -> Films:
    """The page of the editor with this position; two queries."""
    number = ListStats.objects.values_list("films_count", flat=True).get(list=list_.pk)
    return films_from(list_, position, number)


def answer(request: MemberRequest, list_: List, said: Said, *, at: int = 0, film: str = "") -> HttpResponse:
    """Tells it: to htmx with the page it was asked from as it is now, or the one with position `at`; to a plain form
    with a message on that page, at the film."""
    if request.htmx:
        shown = films_shown(list_, at or asked_position(request))
        return render(request, "lists/_films.html", {"list": list_, "films": shown, "said": said})
    undo = put_back_url(list_, said.item, said.position) if said.item else ""
    say = messages.error if said.is_refusal else messages.success
    say(request, said.words, extra_tags=undo)
    return redirect(editor_url(list_, at or asked_position(request), film))


def refusal(request: MemberRequest, list_: List, words: str) -> HttpResponse:
    return answer(request, list_, Said(words, is_refusal=True))


def found_at(list_: List, item: Item, position: int, words: str, *, at: int) -> Said:
    """`words` with a link to the film, where the page with position `at` does not show it."""
    shown = films_shown(list_, at)
    is_shown = any(row.item.pk == item.pk for row in shown.rows)
    return Said(words, url="" if is_shown else editor_url(list_, position, item.film.slug))


def put_back_url(list_: List, item: Item, position: int) -> str:
    """Where a plain form puts back a film without a note."""
    address = reverse("lists:put_film_back", args=[list_.author.username, list_.slug, item.film.slug])
    return f"{address}?position={position}"
