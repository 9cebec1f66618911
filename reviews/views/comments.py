"""Comments under a review: saying something, changing it, taking it back, and where it stands."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_safe

from accounts.requests import MemberRequest
from reviews.models import REVIEW_THREADS, Entry
from reviews.queries import comments as reading
from reviews.queries.entries import readable_entries
from social import commenting
from social.commenting import Ground, this_page
from web.access import sign_in_first
from web.viewer import viewer_of

BOTH = ["GET", "HEAD", "POST"]


def title_of(review: Entry) -> str:
    return f"{review.author.name}’s review of {review.film.title}"


GROUND = Ground(
    threads=REVIEW_THREADS,
    title=title_of,
    readable=readable_entries,
    with_thread=reading.reviews_with_thread,
    thread_of=reading.thread_of,
)


@require_http_methods(BOTH)
def comment(request: MemberRequest, pk: int) -> HttpResponse:
    return commenting.comment(request, GROUND, pk)


@require_safe
def comment_at(request: HttpRequest, pk: int) -> HttpResponse:
    return commenting.comment_at(viewer_of(request), GROUND, pk)


@require_http_methods(BOTH)
def edit_comment(request: MemberRequest, pk: int) -> HttpResponse:
    return commenting.edit_comment(request, GROUND, pk)


@require_http_methods(BOTH)
@sign_in_first(page=this_page)
def delete_comment(request: MemberRequest, pk: int) -> HttpResponse:
    return commenting.delete_comment(request, GROUND, pk)
