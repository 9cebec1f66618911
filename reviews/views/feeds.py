"""Feeds for readers: of a member, of one tag of a member, of a film."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from accounts.models import Member
from accounts.queries import member_or_404
from reviews import feeds
from reviews.queries import outside
from reviews.views.finding import film_or_404
from web.caching import etag_of, for_everybody


@require_safe
def rss(request: HttpRequest, username: str) -> HttpResponse:
    member = public_member_or_404(username)
    latest = outside.latest_by(member, at_most=feeds.MOST_ITEMS)
    return answer(request, feeds.feed_of_member(member, latest, request))


@require_safe
def tag_rss(request: HttpRequest, username: str, tag: str) -> HttpResponse:
    """A tag that nobody may read of is not there."""
    member = public_member_or_404(username)
    tagged = outside.latest_tagged(member, tag.casefold(), at_most=feeds.MOST_ITEMS)
    if not tagged:
        raise Http404
    return answer(request, feeds.feed_of_tag(member, tag.casefold(), tagged, request))


@require_safe
def film_rss(request: HttpRequest, slug: str) -> HttpResponse:
    film = film_or_404(slug)
    reviews = outside.latest_about(film, at_most=feeds.MOST_ITEMS)
    return answer(request, feeds.feed_of_film(film, reviews, request))


def public_member_or_404(username: str) -> Member:
    """Whoever is private shares nothing with readers that nobody knows."""
    member = member_or_404(username)
    if member.is_private or not member.is_active:
        raise Http404
    return member


def answer(request: HttpRequest, feed: feeds.ReaderFeed) -> HttpResponse:
    content = feed.writeString("utf-8").encode()
    return for_everybody(
        request,
        lambda: HttpResponse(content, content_type=feed.content_type),
        etag=etag_of(content),
        changed_at=feed.latest_post_date(),
    )
