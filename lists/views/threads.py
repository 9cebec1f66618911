"""The bell: hearing of new comments under a list, or not."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_POST

from accounts.requests import MemberRequest
from lists.views.comments import GROUND
from lists.views.finding import page_of_list
from social import commenting
from web.access import sign_in_first


@require_POST
@sign_in_first(page=page_of_list)
def subscribe(request: MemberRequest, pk: int) -> HttpResponse:
    return commenting.subscribe(request, GROUND, pk)


@require_POST
@sign_in_first(page=page_of_list)
def unsubscribe(request: MemberRequest, pk: int) -> HttpResponse:
    return commenting.unsubscribe(request, GROUND, pk)
