"""Logging a film: the picker, the form, and what helps while writing."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.requests import MemberRequest
from films.queries.search import find_films
from reviews.actions.entries import log_film as save_entry
from reviews.forms import EntryForm, first_thoughts
from reviews.queries.films import films_wanted_by, most_popular_films
from reviews.queries.panel import mark_on
from reviews.queries.tags import own_tags
from reviews.views.finding import film_to_record_or_404
from reviews.views.unsaved import sign_in_and_come_back, typed_before
from web import text as texts
from web.access import sign_in_first

PICKS = 20
OFFERED = 8


@require_safe
@sign_in_first
def log(request: MemberRequest) -> HttpResponse:
    """Which film? As one types, as a list of links, and before that what the member wants to see and others saw."""
    query = request.GET.get("q", "").strip()[:200]
    context = {
        "query": query,
        "films": find_films(query, limit=PICKS),
        "watchlist": [] if query else films_wanted_by(request.user, at_most=OFFERED),
        "popular": [] if query else most_popular_films(at_most=OFFERED),
    }
    return render(request, "reviews/log.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def log_film(request: MemberRequest, slug: str) -> HttpResponse:
    film = film_to_record_or_404(slug)
    if not request.user.is_authenticated:
        return sign_in_and_come_back(request)
    today = request.user.today()
    if request.method == "POST":
        form = EntryForm(request.POST, today=today)
        if form.is_valid() and "preview" not in request.POST:
            entry = save_entry(film, form.viewing(), by=request.user, save_key=form.cleaned_data["save_key"])
            messages.success(
                request, f"{film.title} is in your diary." if entry.watched_on else "Your review is saved."
            )
            return redirect(entry)
    elif typed := typed_before(request):
        form = EntryForm(typed, today=today)
    else:
        mark = mark_on(film, request.user)
        form = EntryForm(initial=first_thoughts(mark, today), today=today)
    draft = f"m{request.user.pk}-film-{film.pk}-new"
    return the_form(
        request, form, {"film": film, "title": f"Log {film.title}", "draft": draft, "back": film.url}
    )


def the_form(request: MemberRequest, form: EntryForm, about: dict[str, Any]) -> HttpResponse:
    """The form for a new entry or for changing one: as it starts, refused with what was typed, or with its preview."""
    wants_preview = "preview" in request.POST
    was_signed_out = form.is_bound and request.method != "POST"
    is_refused = request.method == "POST" and not (wants_preview or form.is_valid())
    source = str(form["text"].value() or "")[: texts.LONGEST]
    preview = texts.render(source).html if wants_preview else ""
    state = {"wants_preview": wants_preview, "was_signed_out": was_signed_out}
    context = {"form": form, "preview": preview, **state, **about}
    return render(request, "reviews/log_film.html", context, status=422 if is_refused else 200)


@require_POST
@sign_in_first
def preview(request: MemberRequest) -> HttpResponse:
    """The text as it will stand, as a fragment."""
    source = request.POST.get("text", "")
    if len(source) > texts.LONGEST:
        words = f"The text has {len(source):,} characters; there is room for {texts.LONGEST:,}."
        return HttpResponse(words, status=422, content_type="text/plain")
    return render(request, "reviews/_preview.html", {"html": texts.render(source).html})


@require_safe
@sign_in_first
def tags(request: MemberRequest) -> JsonResponse:
    """The member's own tags that start with what was typed."""
    typed = " ".join(request.GET.get("q", "").casefold().split())[:100]
    return JsonResponse({"tags": own_tags(request.user, typed) if typed else []})
