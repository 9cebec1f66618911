"""Sharing: the drawn pictures that links to our pages show elsewhere, and a page with the address to copy."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from reviews.models import Entry
from reviews.oembed import embedded
from reviews.pictures import (
    HEIGHT,
    WIDTH,
    picture_of_entry,
    picture_of_film,
    picture_of_member,
)
from reviews.pictures.answers import drawn
from reviews.queries.blindness import is_hidden, looking
from reviews.queries.entries import entry_or_404
from reviews.queries.members import stats_of
from reviews.queries.outside import entries_to_share, films_with_stats_at
from reviews.queries.posters import favourites_of
from reviews.views.feeds import public_member_or_404
from web.finding import first_or_404
from web.viewer import viewer_of


@require_safe
def share(request: HttpRequest, username: str, slug: str, number: int = 1) -> HttpResponse:
    """Where the link "Share" leads without JavaScript."""
    entry = entry_everybody_may_read_or_404(username, slug, number)
    viewer = viewer_of(request)
    is_blind = entry.author_id != viewer.pk and is_hidden(entry.film, looking(viewer, request))
    context = {
        "entry": entry,
        "is_blind": is_blind,
        "film": entry.film,
        "author": entry.author,
        "address": request.build_absolute_uri(entry.url),
        "embedded": embedded(entry, request) if entry.is_review else "",
        "width": WIDTH,
        "height": HEIGHT,
    }
    return render(request, "reviews/share.html", context)


@require_safe
def entry_picture(request: HttpRequest, username: str, slug: str, number: int = 1) -> HttpResponse:
    entry = entry_everybody_may_read_or_404(username, slug, number)
    return drawn(request, picture_of_entry(entry))


@require_safe
def film_picture(request: HttpRequest, slug: str) -> HttpResponse:
    film = first_or_404(films_with_stats_at(slug))
    return drawn(request, picture_of_film(film, film.stats))


@require_safe
def member_picture(request: HttpRequest, username: str) -> HttpResponse:
    member = public_member_or_404(username)
    stats = first_or_404(stats_of(member))
    return drawn(request, picture_of_member(member, stats, favourites_of(member)))


def entry_everybody_may_read_or_404(username: str, slug: str, number: int) -> Entry:
    """Also for those who may read more: what they share is opened by others."""
    return entry_or_404(entries_to_share(username, slug, number), username)
