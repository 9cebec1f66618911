"""The list that an act is about."""

from __future__ import annotations

from accounts.requests import MemberRequest
from lists.models import List
from lists.queries import lists as reading
from web.finding import first_or_404


def list_for(request: MemberRequest, pk: int) -> List:
    """The list with this key if the member may read it, or sends its secret along; raises Http404."""
    found = reading.readable_lists(pk, request.user)
    token = request.POST.get("token", "")
    return first_or_404(found or (reading.lists_opened(pk, token, request.user) if token else []))


def own_list_or_404(request: MemberRequest, pk: int) -> List:
    return first_or_404(reading.own_lists(pk, request.user))


def page_of_list(request: MemberRequest, pk: int) -> str:
    """Where somebody comes back to who signed in to act on a list."""
    return next((one.url for one in reading.readable_lists(pk, request.user)), "/lists/")
