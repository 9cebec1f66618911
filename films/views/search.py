"""Finding films, people, members, lists and reviews, on a page and while typing."""

from __future__ import annotations

from typing import NamedTuple

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.models import Member
from films.models import Film
from films.queries.search import LONGEST_QUERY, PersonFound, find_films, find_people
from lists.queries.covers import ListCard
from lists.queries.finding import find_lists
from reviews.models import Entry
from reviews.queries.cards import Card, cards
from reviews.queries.reviews import POPULAR_FIRST
from social import queries as social
from social.models import Viewer
from web.viewer import viewer_of

KINDS = {
    "": "All",
    "films": "Films",
    "people": "People",
    "members": "Members",
    "lists": "Lists",
    "reviews": "Reviews",
}
SHOWN_OF_ALL = {"films": 8, "people": 4, "members": 4, "lists": 3, "reviews": 4}
MOST_SHOWN = 48
FILMS_SUGGESTED, PEOPLE_SUGGESTED = 7, 3


class Found(NamedTuple):
    films: list[Film]
    people: list[PersonFound]
    members: list[Member]
    lists: list[ListCard]
    reviews: list[Card]


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """All kinds at once with the first of each, or one kind with more; `as=suggestions` answers while typing."""
    query = " ".join(request.GET.get("q", "")[:LONGEST_QUERY].split())
    kind = request.GET.get("kind", "")
    if kind not in KINDS:
        raise Http404(f"Nothing here is called {kind}.")
    if request.GET.get("as") == "suggestions":
        return suggestions(request, query, kind)
    found = find(query, kind, viewer_of(request)) if query else Found([], [], [], [], [])
    context = {
        "query": query,
        "kind": kind,
        "kinds": KINDS,
        "found": found,
        "is_empty": not any(found),
    }
    return render(request, "films/search.html", context)


def suggestions(request: HttpRequest, query: str, kind: str) -> HttpResponse:
    """Films, and people unless a film is wanted: the same for everybody, so nobody's session is asked."""
    to_log = request.GET.get("for") == "log"
    films = find_films(query, limit=FILMS_SUGGESTED)
    people = [] if to_log or kind == "films" else find_people(query, limit=PEOPLE_SUGGESTED)
    return render(request, "films/_suggestions.html", {"films": films, "people": people, "to_log": to_log})


def find(query: str, kind: str, viewer: Viewer) -> Found:
    """One query for each kind that is shown."""
    shown = {kind: MOST_SHOWN} if kind else SHOWN_OF_ALL
    return Found(
        films=find_films(query, limit=shown["films"]) if "films" in shown else [],
        people=find_people(query, limit=shown["people"]) if "people" in shown else [],
        members=find_members(query, viewer, limit=shown["members"]) if "members" in shown else [],
        lists=find_lists(query, viewer, limit=shown["lists"]) if "lists" in shown else [],
        reviews=find_reviews(query, viewer, limit=shown["reviews"]) if "reviews" in shown else [],
    )


def find_members(query: str, viewer: Viewer, *, limit: int) -> list[Member]:
    """Members whose name begins so, those most followed first, but nobody across a block."""
    name = query.removeprefix("@")
    if not name:
        return []
    members = Member.objects.filter(
        Q(username__istartswith=name) | Q(display_name__istartswith=name), is_active=True
    )
    members = social.without_blocks_of(members, viewer).select_related("stats", "follow_counts")
    return list(members.order_by("-follow_counts__followers", "username")[:limit])


def find_reviews(query: str, viewer: Viewer, *, limit: int) -> list[Card]:
    """Reviews with all of these words that this viewer may read, the best liked first."""
    found = Entry.objects.visible_to(viewer).saying(query).for_cards(viewer).order_by(*POPULAR_FIRST)
    return cards(found[:limit], viewer)
