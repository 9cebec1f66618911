"""Who is read now."""

from __future__ import annotations

from typing import Any

from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from activity.queries.popular import LIKED_MEMBERS, LIMITS, PERIODS, in_rank, members_shown, ranked
from social import queries
from social.models import Viewer
from social.views.lists import MEMBERS_A_PAGE, member_rows
from web.access import to_sign_in
from web.finding import asked_word
from web.viewer import viewer_of


@require_safe
def popular(request: HttpRequest) -> HttpResponse:
    """The members whose reviews were liked most in a period, by everybody or by the people the viewer follows."""
    viewer = viewer_of(request)
    period = asked_word(request, "period", PERIODS, "week")
    is_among = asked_word(request, "among", ["following"]) == "following"
    if is_among and not viewer.is_authenticated:
        return to_sign_in(request, request.get_full_path())
    found = members_in(period, viewer, is_among=is_among)
    context = {"rows": member_rows(found, viewer, member="member"), "limits": LIMITS}
    asked = {"periods": PERIODS, "period": period, "is_among": is_among}
    return render(request, "social/popular.html", context | asked)


def members_in(period: str, viewer: Viewer, *, is_among: bool) -> list[Any]:
    if period == "all" and not is_among:
        counts = queries.members_by_followers(viewer).filter(followers__gt=0)
        counts = counts.annotate(
            films=F("member__stats__films_count"), reviews=F("member__stats__reviews_count")
        )
        return list(counts.order_by(*queries.MOST_FOLLOWED_FIRST)[:MEMBERS_A_PAGE])
    ranks = ranked(LIKED_MEMBERS, period, among=viewer if is_among else None)  # type: ignore[arg-type]
    return in_rank(members_shown([one.key for one in ranks], viewer), ranks)[:MEMBERS_A_PAGE]
