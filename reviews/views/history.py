"""What a review said before."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from reviews.queries import history as reading
from reviews.queries.blindness import is_hidden, looking
from reviews.queries.entries import entry_or_404
from web.paging import page_of
from web.viewer import viewer_of

VERSIONS_A_PAGE = 10


@require_safe
def history(request: HttpRequest, username: str, slug: str, number: int = 1) -> HttpResponse:
    """Every version the viewer may read, newest first, with what changed."""
    viewer = looking(viewer_of(request), request)
    shown = entry_or_404(reading.entries_with_text_at(username, slug, number, viewer), username)
    if not reading.shows_its_history(shown, viewer):
        raise Http404
    if shown.author_id != viewer.pk and is_hidden(shown.film, viewer):
        return redirect(shown)
    earlier = reading.earlier_versions(shown, viewer)
    page = page_of(earlier, request, order=reading.NEWEST_FIRST, size=VERSIONS_A_PAGE)
    before = reading.one_before(earlier, page.rows[-1]) if page.rows else None
    versions = reading.versions(shown, page.rows, before, viewer, with_present="after" not in request.GET)
    context = {"entry": shown, "film": shown.film, "author": shown.author, "page": page, "versions": versions}
    return render(request, "reviews/history.html", context)
