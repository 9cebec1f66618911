"""Drafts: kept while one types, listed, gone on with, thrown away."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.requests import MemberRequest
from films.models import Film
from reviews.actions import drafts as actions
from reviews.models import Draft, Entry
from reviews.queries.drafts import drafts_of, first_words_of
from reviews.queries.entries import own_entries
from reviews.views.finding import film_to_record_or_404
from reviews.views.typed import TooMuchTyped, typed_in, version_in
from web.access import sign_in_first
from web.finding import first_or_404
from web.paging import page_of
from web.redirects import next_url

DRAFTS_A_PAGE = 24
REFUSED, CONFLICT, GONE, SIGNED_OUT = 422, 409, 410, 401
PUBLISHED = "This has been saved meanwhile, and is a draft no longer."
TOO_MANY = f"You have {actions.MOST_DRAFTS} drafts. Publish one or throw one away first."


@require_POST
def save_draft(request: MemberRequest) -> JsonResponse:
    """For the form while one types: which version is kept now, or what another window has kept meanwhile."""
    if not request.user.is_authenticated:
        return JsonResponse({"refusal": "Sign in, and the draft is kept."}, status=SIGNED_OUT)
    film, entry = what_it_is_of(request)
    try:
        draft = actions.save_draft(
            film, typed_in(request), by=request.user, entry=entry, version=version_in(request)
        )
    except actions.DraftsDisagree as problem:
        theirs = problem.theirs
        said = {"version": theirs.version, "theirs": theirs.typed} if theirs else {"version": 0, "theirs": {}}
        at = theirs.saved_at if theirs else timezone.now()
        return JsonResponse({**said, "saved_at": at.isoformat()}, status=CONFLICT)
    except actions.AlreadyPublished:
        return JsonResponse({"refusal": PUBLISHED}, status=GONE)
    except actions.TooManyDrafts:
        return JsonResponse({"refusal": TOO_MANY}, status=REFUSED)
    except TooMuchTyped as problem:
        return JsonResponse({"refusal": str(problem)}, status=REFUSED)
    return JsonResponse({"version": draft.version, "saved_at": draft.saved_at.isoformat()})


def what_it_is_of(request: MemberRequest) -> tuple[Film, Entry | None]:
    """The film, and the entry where one is being changed."""
    key = request.POST.get("entry", "")
    if key:
        number = int(key) if key.isascii() and key.isdigit() else 0
        entry = first_or_404(own_entries(number, request.user))
        return entry.film, entry
    return film_to_record_or_404(request.POST.get("film", "")), None


@require_safe
@sign_in_first
def drafts(request: MemberRequest) -> HttpResponse:
    """What the member began and has not saved yet."""
    page = page_of(drafts_of(request.user), request, order=("-saved_at", "-pk"), size=DRAFTS_A_PAGE)
    lines = [{"draft": draft, "film": draft.film, "words": first_words_of(draft)} for draft in page.rows]
    return render(request, "reviews/drafts.html", {"page": page, "lines": lines})


def the_drafts(request: HttpRequest, **_: object) -> str:
    return "/drafts/"


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_first(page=the_drafts)
def discard_draft(request: MemberRequest, pk: int) -> HttpResponse:
    """Asks, and on POST throws the draft away."""
    draft = get_object_or_404(drafts_of(request.user), pk=pk)
    if request.method == "POST":
        actions.discard_draft(draft)
        messages.success(request, f"Your draft on {draft.film.title} is gone.")
        return redirect(next_url(request, "/drafts/"))
    context = {"draft": draft, "film": draft.film, "words": first_words_of(draft)}
    return render(request, "reviews/discard_draft.html", context)


def kept_by_button(
    request: MemberRequest, film: Film, entry: Entry | None
) -> tuple[Draft | None, dict[str, object]]:
    """Keeps the form as a draft where there are no scripts: the draft, or else what the form says of why not."""
    try:
        draft = actions.save_draft(
            film, typed_in(request), by=request.user, entry=entry, version=version_in(request)
        )
    except actions.DraftsDisagree as problem:
        theirs = problem.theirs
        return None, {"disagrees": True, "theirs": theirs, "version": theirs.version if theirs else 0}
    except actions.AlreadyPublished:
        return None, {"refusal": PUBLISHED}
    except actions.TooManyDrafts:
        return None, {"refusal": TOO_MANY}
    except TooMuchTyped as problem:
        return None, {"refusal": str(problem)}
    return draft, {}
