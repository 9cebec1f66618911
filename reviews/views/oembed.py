"""Where other sites ask how to embed the review whose address somebody pasted."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import Resolver404, resolve
from django.views.decorators.http import require_safe

from reviews.models import Entry
from reviews.oembed import NARROWEST, WIDEST, answer_about
from reviews.views.finding import asked_number
from reviews.views.share import entry_everybody_may_read_or_404

NOT_IMPLEMENTED = 501
ADDRESS_OF_AN_ENTRY = "reviews:entry"
NUMBERS = range(1, 10_000)


@require_safe
def oembed(request: HttpRequest) -> HttpResponse:
    """Only reviews that everybody may read, and only as JSON: 404 and 501 are oEmbed's own words for the rest."""
    if request.GET.get("format", "json") != "json":
        return HttpResponse("Only format=json.\n", status=NOT_IMPLEMENTED, content_type="text/plain")
    review = review_at(request, request.GET.get("url", ""))
    widest = asked_number(request, "maxwidth", NUMBERS) or WIDEST
    width = max(NARROWEST, min(widest, WIDEST))
    return JsonResponse(answer_about(review, request, width=width))


def review_at(request: HttpRequest, address: str) -> Entry:
    """Raises BadRequest without an address, and Http404 for whatever is no review of ours that everybody may read."""
    if not address:
        raise BadRequest("The address is missing: ?url=…")
    try:
        place = urlsplit(address)
        found = resolve(place.path)
    except (ValueError, Resolver404) as problem:
        raise Http404 from problem
    is_ours = place.scheme in {"http", "https"} and place.netloc == request.get_host()
    if not is_ours or found.view_name != ADDRESS_OF_AN_ENTRY:
        raise Http404
    entry = entry_everybody_may_read_or_404(**{"number": 1, **found.kwargs})
    if not entry.is_review:
        raise Http404
    return entry
