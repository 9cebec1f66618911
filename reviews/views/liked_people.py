"""Whose words a member likes, and who likes theirs."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from reviews.queries.liked import LIKES_COUNTED, authors_liked_by, givers_of_likes_to
from social.queries import member_open_to
from web.viewer import viewer_of

PEOPLE_SHOWN = 12


@require_safe
def liked_people(request: HttpRequest, username: str) -> HttpResponse:
    viewer = viewer_of(request)
    member, relation = member_open_to(viewer, username)
    context = {
        "member": member,
        "relation": relation,
        "liked": authors_liked_by(member, viewer, at_most=PEOPLE_SHOWN),
        "liked_by": givers_of_likes_to(member, viewer, at_most=PEOPLE_SHOWN),
        "most": LIKES_COUNTED,
    }
    return render(request, "reviews/liked_people.html", context)
