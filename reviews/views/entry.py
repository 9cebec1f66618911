"""One entry: its page, its text alone, changing it, taking it back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.requests import MemberRequest
from reviews.actions import entries as actions
from reviews.forms import EntryForm, as_written
from reviews.models import Entry
from reviews.queries import reviews as reading
from reviews.queries.cards import card, cards
from reviews.queries.diary import also_by
from reviews.queries.entries import (
    entries_in_full,
    entries_on,
    entries_that_stand,
    entry_or_404,
    own_entries,
    whole_reviews,
)
from reviews.queries.members import liked_by_people_followed
from reviews.queries.panel import mark_on
from reviews.queries.parts import parts_of_also_by, parts_of_cards, parts_of_entries_on
from reviews.views.finding import asked_rating, film_or_404
from reviews.views.log import the_form
from reviews.views.unsaved import sign_in_and_come_back, typed_before
from social.models import Viewer
from social.queries import member_for
from web.access import sign_in_first
from web.finding import first_or_404
from web.kept import Part, kept_for_visitors, listing, resting_on
from web.paging import page_of
from web.viewer import NOBODY, viewer_of

LIKED_REVIEWS_SHOWN = 4
FACES_SHOWN = 8
ALSO_SHOWN = 4
REVIEWS_A_PAGE = 24


@require_safe
@kept_for_visitors()
def entry(request: HttpRequest, username: str, slug: str, number: int = 1) -> HttpResponse:
    viewer = viewer_of(request)
    try:
        shown = entry_or_404(entries_in_full(username, slug, number, viewer), username)
    except Http404:
        return redirect(first_that_stands(viewer, username, slug, number))
    if request.path != shown.url:
        return redirect(shown, permanent=True)
    liked = reading.first_liked_reviews(shown.author, shown.film, viewer, at_most=LIKED_REVIEWS_SHOWN + 1)
    context = {
        "entry": shown,
        "film": shown.film,
        "author": shown.author,
        "card": card(shown, viewer),
        "others": others_on_the_film(shown, viewer),
        "liked": cards(liked[:LIKED_REVIEWS_SHOWN], viewer),
        "has_more_liked": len(liked) > LIKED_REVIEWS_SHOWN,
        "liked_by": liked_by_people_followed(shown, viewer, at_most=FACES_SHOWN) if shown.is_review else [],
        "also": also_by(shown.author, shown.film, viewer, at_most=ALSO_SHOWN),
    }
    return resting_on(render(request, "reviews/entry.html", context), parts_of, context)


def parts_of(context: Mapping[str, Any]) -> list[Part]:
    """All that the page shows a visitor."""
    author, film = context["author"], context["film"]
    return [
        *parts_of_cards([context["card"], *context["liked"]]),
        listing(reading.first_liked_reviews, author, film, NOBODY, at_most=LIKED_REVIEWS_SHOWN + 1),
        *parts_of_entries_on(film, author, context["others"]),
        *parts_of_also_by(author, film, context["also"], at_most=ALSO_SHOWN),
    ]


def first_that_stands(viewer: Viewer, username: str, slug: str, number: int) -> Entry:
    """The address without a number leads to the first entry that stands; any other that does not stand is 404."""
    return entry_or_404(entries_that_stand(username, slug, viewer) if number == 1 else [], username)


def others_on_the_film(shown: Entry, viewer: Viewer) -> list[Entry]:
    """The author's other entries on the film."""
    return [other for other in entries_on(shown.film, shown.author, viewer) if other.pk != shown.pk]


@require_safe
def text(request: HttpRequest, pk: int) -> HttpResponse:
    """The whole text, for a card that opens in place."""
    shown = first_or_404(whole_reviews(pk, viewer_of(request)))
    if not request.htmx:  # type: ignore[attr-defined]
        return redirect(shown)
    return render(request, "reviews/_text.html", {"entry": shown})


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: MemberRequest, pk: int) -> HttpResponse:
    if not request.user.is_authenticated:
        return sign_in_and_come_back(request)
    written = own_entry_or_404(request, pk)
    today = request.user.today()
    if request.method == "POST":
        form = EntryForm(request.POST, today=today)
        if form.is_valid() and "preview" not in request.POST:
            actions.edit_entry(written, form.viewing())
            messages.success(request, "Your changes are saved.")
            return redirect(written)
    elif typed := typed_before(request):
        form = EntryForm(typed, today=today)
    else:
        mark = mark_on(written.film, request.user)
        form = EntryForm(initial=as_written(written, mark), today=today)
    draft = f"m{request.user.pk}-entry-{written.pk}"
    about = {
        "film": written.film,
        "title": f"Your entry on {written.film.title}",
        "draft": draft,
        "back": written.url,
    }
    return the_form(request, form, {**about, "entry": written})


def this_page(request: HttpRequest, **_: object) -> str:
    return request.path


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_first(page=this_page)
def delete(request: MemberRequest, pk: int) -> HttpResponse:
    """Asks, and on POST deletes."""
    written = own_entry_or_404(request, pk)
    if request.method == "POST":
        actions.delete_entry(written)
        messages.success(request, f"Your entry on {written.film.title} is deleted.")
        return redirect(written.film)
    return render(request, "reviews/delete.html", {"entry": written, "film": written.film})


def own_entry_or_404(request: MemberRequest, pk: int) -> Entry:
    """Nobody but its author changes an entry; to others it is not there."""
    return first_or_404(own_entries(pk, request.user))


@require_safe
def liked_reviews(request: HttpRequest, username: str, slug: str) -> HttpResponse:
    """All reviews of the film that the member liked: by the member's name and the film's, whether or not they wrote."""
    viewer = viewer_of(request)
    member, _ = member_for(viewer, username)
    film = film_or_404(slug)
    liked = reading.liked_reviews(member, film, viewer)
    rating = asked_rating(request)
    if rating:
        liked = liked.filter(rating=rating)
    page = page_of(liked, request, order=reading.LIKED_LATELY, size=REVIEWS_A_PAGE)
    context = {
        "member": member,
        "film": film,
        "page": page,
        "cards": cards(page.rows, viewer),
        "rating": rating,
    }
    return render(request, "reviews/liked_reviews.html", context)
