"""Comments under a list: saying something, changing it, taking it back, and where it stands."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.requests import MemberRequest
from lists.models import LIST_THREADS, List
from lists.queries import comments as reading
from lists.queries.lists import readable_lists
from social import commenting
from social.commenting import Ground, this_page
from web.access import sign_in_first
from web.viewer import viewer_of

BOTH = ["GET", "HEAD", "POST"]


def title_of(list_: List) -> str:
    return f"{list_.author.name}’s list {list_.title}"


GROUND = Ground(
    threads=LIST_THREADS,
    title=title_of,
    readable=readable_lists,
    with_thread=reading.lists_with_thread,
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


def the_deleted(request: HttpRequest, **_: object) -> str:
    return reverse("reviews:deleted")


@require_POST
@sign_in_first(page=the_deleted)
def restore_comment(request: MemberRequest, pk: int) -> HttpResponse:
    return commenting.restore_comment(request, GROUND, pk, back=the_deleted(request))
