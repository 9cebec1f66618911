"""Not meeting people, films and words."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.queries import member_or_404
from accounts.requests import MemberRequest
from films.queries.finding import films_at
from social import actions, queries
from social.forms import WordsForm
from social.views.buttons import back, refused
from web.access import sign_in_first
from web.finding import first_or_404
from web.paging import page_of
from web.redirects import next_url

MUTES_A_PAGE = 50
KINDS = {
    "people": ("People", queries.muted_members),
    "films": ("Films", queries.muted_films),
    "words": ("Words", queries.muted_words),
}


@require_POST
@sign_in_first
def mute(request: MemberRequest, username: str) -> HttpResponse:
    member, _ = queries.member_for(request.user, username)
    try:
        actions.mute_member(member, by=request.user)
    except actions.Yourself:
        return refused(request, member, "Nobody mutes themselves.")
    return back(request, member, f"You muted {member.name}. They are not told.")


@require_POST
@sign_in_first
def unmute(request: MemberRequest, username: str) -> HttpResponse:
    member = member_or_404(username)
    actions.unmute_member(member, by=request.user)
    return redirect(next_url(request, member.url))


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_first
def mute_film(request: MemberRequest, slug: str) -> HttpResponse:
    """Says what muting does, and on POST mutes."""
    film = first_or_404(films_at(slug))
    if request.method == "POST":
        actions.mute_film(film, by=request.user)
        messages.success(request, f"You muted {film.title}.")
        return redirect(next_url(request, film.url))
    context = {"film": film, "is_muted": queries.is_film_muted(film, by=request.user)}
    return render(request, "social/mute_film.html", context)


@require_POST
@sign_in_first
def unmute_film(request: MemberRequest, slug: str) -> HttpResponse:
    film = first_or_404(films_at(slug))
    actions.unmute_film(film, by=request.user)
    messages.success(request, f"{film.title} is no longer muted.")
    return redirect(next_url(request, film.url))


@require_safe
@sign_in_first
def muted(request: MemberRequest) -> HttpResponse:
    """What the viewer muted: people, films or words."""
    return page_of_mutes(request, request.GET.get("kind") or "people", WordsForm())


def page_of_mutes(request: MemberRequest, kind: str, form: WordsForm) -> HttpResponse:
    if kind not in KINDS:
        raise Http404(f"{kind} are not muted.")
    page = page_of(KINDS[kind][1](request.user), request, order=queries.LATEST_MUTE_FIRST, size=MUTES_A_PAGE)
    kinds = [(name, label, name == kind) for name, (label, _) in KINDS.items()]
    context = {"page": page, "kind": kind, "kinds": kinds, "form": form}
    return render(request, "social/muted.html", context, status=422 if form.errors else 200)


@require_POST
@sign_in_first
def mute_words(request: MemberRequest) -> HttpResponse:
    form = WordsForm(request.POST)
    if form.is_valid():
        try:
            actions.mute_words(form.cleaned_data["words"], by=request.user)
        except actions.TooManyWords:
            form.add_error("words", f"You have muted {actions.MOST_WORDS} already; unmute one first.")
    if form.errors:
        return page_of_mutes(request, "words", form)
    return redirect("/settings/muted/?kind=words")


@require_POST
@sign_in_first
def unmute_words(request: MemberRequest, pk: int) -> HttpResponse:
    actions.unmute_words(pk, by=request.user)
    return redirect("/settings/muted/?kind=words")
