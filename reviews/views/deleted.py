"""What a member deleted lately, and may have again."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from accounts.models import Member
from accounts.requests import MemberRequest
from lists.actions.deleting import sweep_comments, sweep_lists
from lists.queries import comments as lists
from lists.queries.deleted import deleted_lists_of
from reviews.actions import erasing
from reviews.queries.comments import deleted_comments_of
from reviews.queries.deleted import days_left, deleted_of
from reviews.views.comments import GROUND
from reviews.views.comments import title_of as title_of_review
from social import commenting
from web.access import sign_in_first
from web.text import excerpt

MOST_SHOWN = 100
FIRST_WORDS = 140  # characters


@require_safe
@sign_in_first
def deleted(request: MemberRequest) -> HttpResponse:
    """Where nobody runs `manage.py sweep`, looking here erases what is too old."""
    erasing.sweep(request.user, batches=1)
    sweep_lists(request.user, batches=1)
    sweep_comments(request.user, batches=1)
    context = {
        "deleted": deleted_of(request.user, at_most=MOST_SHOWN),
        "lists": deleted_lists_of(request.user, at_most=MOST_SHOWN),
        "comments": comments_of(request.user),
        "days_kept": erasing.DAYS_KEPT,
    }
    return render(request, "reviews/deleted.html", context)


def comments_of(member: Member) -> list[dict[str, Any]]:
    """What the member deleted under reviews and lists, latest first."""
    under_reviews = [(one, title_of_review(one.entry)) for one in deleted_comments_of(member)[:MOST_SHOWN]]
    under_lists = [
        (one, f"{one.list.author.name}’s list {one.list.title}")
        for one in lists.deleted_comments_of(member)[:MOST_SHOWN]
    ]
    said = sorted([*under_reviews, *under_lists], key=lambda one: str(one[0].deleted_at), reverse=True)
    return [
        {
            "comment": comment,
            "under": title,
            "words": excerpt(comment.text_html, FIRST_WORDS),
            "days_left": days_left(comment.deleted_at),
        }
        for comment, title in said[:MOST_SHOWN]
        if comment.deleted_at
    ]


def the_deleted(request: HttpRequest, **_: object) -> str:
    return reverse("reviews:deleted")


@require_POST
@sign_in_first(page=the_deleted)
def restore_comment(request: MemberRequest, pk: int) -> HttpResponse:
    return commenting.restore_comment(request, GROUND, pk, back=the_deleted(request))
