"""Logging a film: the picker, the form, and what helps while writing."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.requests import MemberRequest
from films.models import Film
from films.queries.search import find_films
from reviews.actions.entries import log_film as save_entry
from reviews.actions.viewings import NotToBeAsked
from reviews.forms import EntryForm, first_thoughts
from reviews.queries.answers import quotation_of, readable_answered
from reviews.queries.blindness import is_hidden
from reviews.queries.drafts import draft_on
from reviews.queries.films import films_wanted_by, most_popular_films
from reviews.queries.panel import mark_on
from reviews.queries.tags import own_tags
from reviews.queries.viewings import Lately
from reviews.views.finding import film_to_record_or_404
from reviews.views.the_form import TheForm, begun, the_form
from reviews.views.typed import version_in
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
    form_with = partial(
        EntryForm,
        today=request.user.today(),
        runtime=film.runtime,
        suspension=request.user.suspension,
        author=request.user,
        film_languages=film.languages,
    )
    lately = Lately(request.user)
    about = TheForm(film, f"Log {film.title}", f"m{request.user.pk}-film-{film.pk}-new", film.url, lately)
    if request.method == "POST":
        form = form_with(request.POST)
        if not about.is_asked_for_more(request) and form.is_valid():
            try:
                return saved(request, film, form)
            except NotToBeAsked:
                form.refuse_companions()
        return the_form(request, form, about)
    if typed := typed_before(request):
        return the_form(request, form_with(typed), about)
    if draft := draft_on(film, request.user):
        return the_form(request, form_with(initial=begun(draft)), about, draft)
    mark = mark_on(film, request.user)
    initial = first_thoughts(mark, request.user.today()) | answering(request, film)
    initial |= {"audience": request.user.default_audience, **lately.as_last_time(film)}
    return the_form(request, form_with(initial=initial), about)


def saved(request: MemberRequest, film: Film, form: EntryForm) -> HttpResponse:
    said = form.cleaned_data
    entry = save_entry(
        film,
        form.viewing(),
        by=request.user,
        save_key=said["save_key"],
        answers=said["answers"],
        draft_version=version_in(request),
    )
    messages.success(
        request, f"{film.title} is in your diary." if entry.watched_on else "Your review is saved."
    )
    if said["answers"] and not entry.answers_id:
        messages.info(request, "The review you answered is gone, so yours stands by itself.")
    return redirect(entry)


def answering(request: MemberRequest, film: Film) -> dict[str, object]:
    """What a review begins with that answers the one in `?answers=`: its first words, quoted."""
    answered = readable_answered(request.GET.get("answers"), film, request.user)
    if not answered:
        return {}
    return {"answers": answered.pk, "text": "" if is_hidden(film, request.user) else quotation_of(answered)}


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
