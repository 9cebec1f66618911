"""The page of a list, by its address or by its secret link."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from lists.models import Collaborator, List
from lists.queries.comments import thread_of
from lists.queries.lists import collaborators_named, collaborators_of, list_or_404, lists_at, lists_shared_by
from lists.queries.parts import parts_of_list
from lists.queries.progress import progress_in
from lists.queries.smart import labels_of
from lists.views.choosing import Asked, asked_of
from lists.views.metadata import described, item_list_of, link_card_of
from lists.views.sharing import OPEN
from lists.views.shown import films_shown
from social.commenting import section
from social.models import Viewer
from social.queries.threads import parts_of_thread
from web.finding import first_or_404
from web.kept import Part, kept_for_visitors, resting_on
from web.paging import PARAMETER
from web.viewer import viewer_of


@require_safe
@kept_for_visitors("view")
def detail(request: HttpRequest, username: str, slug: str) -> HttpResponse:
    viewer = viewer_of(request)
    shown = list_or_404(lists_at(username, slug, viewer), username)
    asked = asked_of(request, shown, viewer)
    if asked.tidy_url:
        return redirect(asked.tidy_url)
    thread = thread_of(shown, viewer, token=request.GET.get(PARAMETER, ""))
    context = page_of_list(request, shown, asked, viewer) | section(thread)
    if not viewer.is_authenticated:
        context["link_card"] = link_card_of(shown, context["films"].lines, request.build_absolute_uri)
        if asked.is_plain:
            context["linked_data"] = item_list_of(shown, context["films"].lines, request.build_absolute_uri)
    page = render(request, "lists/detail.html", context)
    return resting_on(page, parts_of, context) if asked.is_plain and not shown.is_smart else page


@require_safe
def shared(request: HttpRequest, token: str) -> HttpResponse:
    """The same page for whoever has the link, and for nobody's cache or index."""
    viewer = viewer_of(request)
    shown = first_or_404(lists_shared_by(token, viewer))
    asked = asked_of(request, shown, viewer)
    if asked.tidy_url:
        return redirect(asked.tidy_url)
    context = page_of_list(request, shown, asked, viewer) | {"token": token}
    # Without any referrer browsers would say no origin of the forms either, and Django would refuse them.
    headers = {
        "Referrer-Policy": "same-origin",
        "X-Robots-Tag": "noindex",
        "Cache-Control": "private, no-store",
    }
    response = render(request, "lists/detail.html", context)
    for name, said in headers.items():
        response[name] = said
    return response


def page_of_list(request: HttpRequest, shown: List, asked: Asked, viewer: Viewer) -> dict[str, Any]:
    facts: Any = shown
    films = films_shown(request, shown, asked, viewer)
    return {
        "list": shown,
        "author": shown.author,
        "is_own": shown.author_id == viewer.pk,
        "keeps": facts.keeps,
        "is_visitor": not viewer.is_authenticated,
        "collaborators": collaborators_for(shown, viewer) if facts.is_kept_together else [],
        "asked": asked,
        "films": films,
        "finds": labels_of(shown) if shown.is_smart else [],
        "progress": progress_in(shown, films.number, viewer),
        "description": described(shown),
        "is_link_open": request.GET.get("link") == OPEN,
        "secret_address": request.build_absolute_uri(shown.secret_url)
        if shown.author_id == viewer.pk and shown.secret
        else "",
        "save_key": uuid4() if viewer.is_authenticated else "",
    }


def collaborators_for(shown: Any, viewer: Viewer) -> list[Collaborator]:
    keeps = shown.keeps or shown.author_id == viewer.pk
    return collaborators_of(shown) if keeps else collaborators_named(shown, viewer)


def parts_of(context: Mapping[str, Any]) -> list[Part]:
    """All that the page shows a visitor."""
    films = parts_of_list(
        context["list"],
        context["films"].lines,
        context["collaborators"],
        with_notes=context["asked"].is_detailed,
        at_most=context["asked"].size + 1,
    )
    return [*films, *parts_of_thread(context["thread"])]
