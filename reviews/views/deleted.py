"""What a member deleted lately, and may have again."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from accounts.requests import MemberRequest
from reviews.actions import comments, erasing
from reviews.queries.comments import deleted_comments_of
from reviews.queries.deleted import days_left, deleted_of
from reviews.views.comments import REFUSALS
from web.access import sign_in_first
from web.finding import first_or_404
from web.text import excerpt

MOST_SHOWN = 100
FIRST_WORDS = 140  # characters


@require_safe
@sign_in_first
def deleted(request: MemberRequest) -> HttpResponse:
    """Where nobody runs `manage.py sweep`, looking here erases what is too old."""
    erasing.sweep(request.user, batches=1)
    said = deleted_comments_of(request.user)[:MOST_SHOWN]
    context = {
        "deleted": deleted_of(request.user, at_most=MOST_SHOWN),
        "comments": [
            {
                "comment": one,
                "words": excerpt(one.text_html, FIRST_WORDS),
                "days_left": days_left(one.deleted_at),
            }
            for one in said
            if one.deleted_at
        ],
        "days_kept": erasing.DAYS_KEPT,
    }
    return render(request, "reviews/deleted.html", context)


def the_deleted(request: HttpRequest, **_: object) -> str:
    return reverse("reviews:deleted")


@require_POST
@sign_in_first(page=the_deleted)
def restore_comment(request: MemberRequest, pk: int) -> HttpResponse:
    said = first_or_404(deleted_comments_of(request.user).filter(pk=pk))
    try:
        comments.restore_comment(said, by=request.user)
    except comments.CannotComment as problem:
        messages.error(request, REFUSALS[type(problem)])
    else:
        messages.success(request, "The comment is back.")
    return redirect("reviews:deleted")
