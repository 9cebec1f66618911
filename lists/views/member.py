"""The lists of one member: made, kept together with somebody, liked; and what began as a copy of one."""

from __future__ import annotations

from typing import NamedTuple

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lists.queries import hub as reading
from lists.queries.covers import list_cards
from lists.queries.lists import clones_of, list_or_404, names_of_lists_at
from reviews.models.entries import LONGEST_TAG
from social.queries import member_open_to
from web.filtering import written
from web.finding import asked_word
from web.paging import PARAMETER, page_of
from web.viewer import viewer_of

LISTS_A_PAGE, MOST_CLONES = 24, 100
ORDERS = {
    "updated": ("Changed lately", reading.CHANGED_LATELY),
    "name": ("Name", reading.BY_TITLE),
    "popular": ("Popular", reading.MOST_LIKED_FIRST),
}
TOGETHER = "together"


class Choice(NamedTuple):
    name: str
    url: str
    is_current: bool


@require_safe
def lists_of(request: HttpRequest, username: str) -> HttpResponse:
    """What a member made, or keeps together with others, as far as the viewer may read it."""
    viewer = viewer_of(request)
    member, relation = member_open_to(viewer, username)
    order = asked_word(request, "order", ORDERS, "updated")
    is_together = asked_word(request, "kind", [TOGETHER]) == TOGETHER
    tag = asked_tag(request)
    rows = reading.lists_of(member, viewer, kept_together=is_together, tag=tag)
    page = page_of(rows, request, order=ORDERS[order][1], size=LISTS_A_PAGE)
    context = {
        "member": member,
        "relation": relation,
        "page": page,
        "cards": list_cards(page.rows, viewer),
        "is_together": is_together,
        "is_alone": not is_together,
        "has_together": is_together or bool(reading.joined_lists(member, viewer)),
        "tag": tag,
        "sorts": [
            Choice(label, address(request, order="" if name == "updated" else name), name == order)
            for name, (label, _) in ORDERS.items()
        ],
        "own_url": address(request, kind=""),
        "together_url": address(request, kind=TOGETHER),
        "without_tag_url": address(request, tag=""),
    }
    return render(request, "lists/lists_of.html", context)


def asked_tag(request: HttpRequest) -> str:
    """Raises BadRequest for what is longer than any tag."""
    tag = request.GET.get("tag", "").strip().casefold()
    if len(tag) > LONGEST_TAG:
        raise BadRequest("There is no tag as long as this.")
    return tag


def address(request: HttpRequest, **changes: str) -> str:
    """This page from its start with other words; "" takes one away."""
    words = {name: word for name, word in request.GET.dict().items() if name != PARAMETER}
    return written(request.path, words | changes)


@require_safe
def liked_lists(request: HttpRequest, username: str) -> HttpResponse:
    """Every list the member has liked."""
    viewer = viewer_of(request)
    member, relation = member_open_to(viewer, username)
    liked = reading.lists_liked_by(member, viewer)
    page = page_of(liked, request, order=reading.LIKED_LATELY, size=LISTS_A_PAGE)
    context = {"member": member, "relation": relation, "page": page, "cards": list_cards(page.rows, viewer)}
    return render(request, "lists/liked_lists.html", context)


@require_safe
def clones(request: HttpRequest, username: str, slug: str) -> HttpResponse:
    """Lists that began as a copy of this one, the newest MOST_CLONES."""
    viewer = viewer_of(request)
    original = list_or_404(names_of_lists_at(username, slug, viewer), username)
    found = clones_of(original, viewer, at_most=MOST_CLONES)
    context = {
        "list": original,
        "author": original.author,
        "cards": list_cards(found, viewer),
        "most": MOST_CLONES,
    }
    return render(request, "lists/clones.html", context)
