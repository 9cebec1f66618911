"""The bell: hearing of new comments under a review, or not."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_POST

from accounts.requests import MemberRequest
from reviews.views.comments import GROUND
from reviews.views.likes import page_of_review
from social import commenting
from web.access import sign_in_first


@require_POST
@sign_in_first(page=page_of_review)
def subscribe(request: MemberRequest, pk: int) -> HttpResponse:
    return commenting.subscribe(request, GROUND, pk)


@require_POST
@sign_in_first(page=page_of_review)
def unsubscribe(request: MemberRequest, pk: int) -> HttpResponse:
    return commenting.unsubscribe(request, GROUND, pk)
