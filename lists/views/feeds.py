"""Lists for readers and other programs: feeds, and a file of one list."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.views.decorators.http import require_safe

from lists import feeds
from lists.queries import outside
from lists.queries.lists import list_or_404, names_of_lists_at
from lists.writing import list_csv
from social.queries import member_open_to
from web.caching import etag_of, for_everybody
from web.viewer import NOBODY, viewer_of


@require_safe
def rss(request: HttpRequest, username: str, slug: str) -> HttpResponse:
    """The films that came to a list for everyone last."""
    shown = list_or_404(names_of_lists_at(username, slug, NOBODY), username)
    items = [] if shown.is_smart else outside.latest_in(shown, at_most=feeds.MOST_ITEMS)
    return answer(request, feeds.feed_of_list(shown, items, request))


@require_safe
def member_rss(request: HttpRequest, username: str) -> HttpResponse:
    """A member's lists for everyone, the newest first; whoever is private shares nothing with readers nobody knows."""
    member, _ = member_open_to(NOBODY, username)
    return answer(
        request,
        feeds.feed_of_lists(member, outside.latest_lists_by(member, at_most=feeds.MOST_ITEMS), request),
    )


def answer(request: HttpRequest, feed: feeds.ListFeed) -> HttpResponse:
    content = feed.writeString("utf-8").encode()
    return for_everybody(
        request,
        lambda: HttpResponse(content, content_type=feed.content_type),
        etag=etag_of(content),
        changed_at=feed.latest_post_date(),
    )


@require_safe
def export(request: HttpRequest, username: str, slug: str) -> StreamingHttpResponse:
    """The list as a file that other sites and spreadsheets read, for whoever may read the list."""
    viewer = viewer_of(request)
    shown = list_or_404(outside.lists_to_write(username, slug, viewer), username)
    lines = list_csv(shown, outside.films_to_write(shown, viewer), request.build_absolute_uri)
    headers = {
        "Content-Disposition": f'attachment; filename="{shown.slug}.csv"',
        "Cache-Control": "private, no-store",
    }
    return StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8", headers=headers)
