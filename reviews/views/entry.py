"""One entry: its page, its text alone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from reviews.models import Entry
from reviews.queries import reviews as reading
from reviews.queries.answers import answered_by, first_answers_to
from reviews.queries.blindness import is_hidden, looking, without_stars
from reviews.queries.cards import cards, whole_card
from reviews.queries.comments import thread_of
from reviews.queries.companions import company_of
from reviews.queries.diary import also_by
from reviews.queries.drafts import note_of
from reviews.queries.entries import (
    entries_in_full,
    entries_on,
    entries_that_stand,
    entry_or_404,
    whole_reviews,
)
from reviews.queries.members import liked_by_people_followed
from reviews.queries.parts import (
    parts_of_also_by,
    parts_of_answers,
    parts_of_cards,
    parts_of_company,
    parts_of_entries_on,
)
from reviews.views.finding import asked_rating, film_or_404
from reviews.views.metadata import described, link_card_of, review_of
from social.commenting import section
from social.models import Viewer
from social.queries import member_open_to
from social.queries.threads import parts_of_thread
from web.finding import first_or_404
from web.kept import Part, kept_for_visitors, listing, resting_on
from web.paging import PARAMETER, page_of
from web.viewer import NOBODY, viewer_of

LIKED_REVIEWS_SHOWN = 4
FACES_SHOWN = 8
ALSO_SHOWN = 4
ANSWERS_SHOWN = 3
REVIEWS_A_PAGE = 24


@require_safe
@kept_for_visitors()
def entry(request: HttpRequest, username: str, slug: str, number: int = 1) -> HttpResponse:
    viewer = looking(viewer_of(request), request)
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
        "card": whole_card(shown, viewer),
        "others": others_on_the_film(shown, viewer),
        "liked": cards(liked[:LIKED_REVIEWS_SHOWN], viewer),
        "has_more_liked": len(liked) > LIKED_REVIEWS_SHOWN,
        "liked_by": liked_by_people_followed(shown, viewer, at_most=FACES_SHOWN) if shown.is_review else [],
        "also": also_by(shown.author, shown.film, viewer, at_most=ALSO_SHOWN),
        "company": company_of(shown, viewer),
        "description": described(shown),
    }
    context |= written_beside(shown, viewer)
    context |= blinded(shown, viewer)
    if shown.is_review and not context["is_blind"]:
        context |= section(thread_of(shown, viewer, token=request.GET.get(PARAMETER, "")))
    if not viewer.is_authenticated:
        context["link_card"] = link_card_of(shown, request.build_absolute_uri)
        context["linked_data"] = review_of(shown, request.build_absolute_uri)
    return resting_on(render(request, "reviews/entry.html", context), parts_of, context)


def parts_of(context: Mapping[str, Any]) -> list[Part]:
    """All that the page shows a visitor."""
    author, film = context["author"], context["film"]
    return [
        *parts_of_cards([context["card"], *context["liked"]]),
        listing(reading.first_liked_reviews, author, film, NOBODY, at_most=LIKED_REVIEWS_SHOWN + 1),
        *parts_of_entries_on(film, author, context["others"]),
        *parts_of_also_by(author, film, context["also"], at_most=ALSO_SHOWN),
        *parts_of_answers(
            context["entry"], context["answered"], context["answers"], at_most=ANSWERS_SHOWN + 1
        ),
        *parts_of_company(context["entry"], context["company"]),
        *(parts_of_thread(context["thread"]) if "thread" in context else ()),
    ]


def blinded(shown: Entry, viewer: Viewer) -> dict[str, Any]:
    """Whether what the author thinks of the film is kept from this viewer, and then a line that does not say it."""
    is_blind = shown.author_id != viewer.pk and is_hidden(shown.film, viewer)
    return {"is_blind": is_blind} | (
        {"description": f"{shown.author.name} on {shown.film}."} if is_blind else {}
    )


def written_beside(shown: Entry, viewer: Viewer) -> dict[str, Any]:
    """What the review answers and what answers it; to its author their note and its pin."""
    is_own = shown.author_id == viewer.pk
    answers = first_answers_to(shown, viewer, at_most=ANSWERS_SHOWN + 1) if shown.is_answered else []  # type: ignore[attr-defined]
    without_stars(answers, viewer)
    return {
        "answered": answered_by(shown, viewer),
        "answers": answers[:ANSWERS_SHOWN],
        "has_more_answers": len(answers) > ANSWERS_SHOWN,
        "note": note_of(shown, viewer) if is_own else "",  # type: ignore[arg-type]
        "shows_history": is_own or (shown.shows_history and shown.is_review),
    }


def first_that_stands(viewer: Viewer, username: str, slug: str, number: int) -> Entry:
    """The address without a number leads to the first entry that stands; any other that does not stand is 404."""
    return entry_or_404(entries_that_stand(username, slug, viewer) if number == 1 else [], username)


def others_on_the_film(shown: Entry, viewer: Viewer) -> list[Entry]:
    """The author's other entries on the film."""
    others = [other for other in entries_on(shown.film, shown.author, viewer) if other.pk != shown.pk]
    return without_stars(others, viewer)


@require_safe
def text(request: HttpRequest, pk: int) -> HttpResponse:
    """The whole text, for a card that opens in place."""
    viewer = looking(viewer_of(request), request)
    shown = first_or_404(whole_reviews(pk, viewer))
    if not request.htmx:  # type: ignore[attr-defined]
        return redirect(shown)
    return render(request, "reviews/_text.html", {"card": whole_card(shown, viewer)})


@require_safe
def liked_reviews(request: HttpRequest, username: str, slug: str) -> HttpResponse:
    """All reviews of the film that the member liked: by the member's name and the film's, whether or not they wrote."""
    viewer = looking(viewer_of(request), request)
    member, _ = member_open_to(viewer, username)
    film = film_or_404(slug)
    liked = reading.liked_reviews(member, film, viewer)
    rating = None if is_hidden(film, viewer) else asked_rating(request)
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
