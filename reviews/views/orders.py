"""How the orders of reviews are made."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from activity.actions import taste
from reviews.models.stats import MOST_WEIGHT_OF_A_QUIP
from reviews.triggers import ACROSS
from web.text.measures import LENGTHS
from web.words import in_words

NUMBERS = {
    "quip_words": LENGTHS["quip"],
    "quip_weight": MOST_WEIGHT_OF_A_QUIP,
    "across": in_words(ACROSS),
    "most_ratings": taste.MOST_RATINGS,
    "telling": taste.TELLING,
    "raters": taste.RATERS,
    "most_met": taste.MOST_MET,
    "most_kept": taste.MOST_KEPT,
    "most_likes": taste.MOST_LIKES,
    "alike": in_words(taste.AS_GOOD_AS_ALIKE),
    "unknown_films": taste.UNKNOWN_FILMS,
    "widest": taste.WIDEST_APART,
    "a_like": taste.A_LIKE / 10,
    "most_for_likes": taste.MOST_FOR_LIKES // 10,
    "likely": taste.LIKELY // 10,
}


@require_safe
def orders(request: HttpRequest) -> HttpResponse:
    """Each order in plain words, with its numbers."""
    return render(request, "reviews/orders.html", NUMBERS)
