"""The films a member watched, wants to watch, and watched at last: by all words of the filters."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.models import Member
from films.queries.filters import PERSON
from reviews.models import Mark, MarkQuerySet
from reviews.queries.blindness import films_rated_by, is_blind, without_stars
from reviews.queries.filter_fields import fields_of, fields_of_owner
from reviews.queries.filters import Filters
from reviews.queries.filters_of_member import THEIRS, MemberFilters
from reviews.queries.posters import Poster, posters
from reviews.queries.sorts import (
    LONGEST_SEED,
    MY_RATING,
    RATED_BY,
    SHUFFLE,
    SHUFFLED_SORT,
    SORTS,
    Ordered,
    in_order,
)
from reviews.queries.watchlists import (
    LATEST_WANTED_FIRST,
    LATEST_WATCHED_FIRST,
    circles_of,
    keys_of_wanted,
    latest_wanted,
    watched_from_watchlist,
    watchlist_of,
)
from social.models import Viewer
from social.queries import Relation, member_open_to
from web.filtering import Bar, address, bar_of, said_in, tidy_address, written
from web.finding import asked_word
from web.paging import Page, page_of
from web.viewer import viewer_of

FILMS_A_PAGE, REFUSED = 72, 422
MOST_COUNTED = 1_000
SMART_LIST = "/list/smart/"  # where a filter is kept as a list
NOTE = "You are in blind mode: averages and stars are only asked of films that you have rated."
Read = TypeVar("Read", bound=Filters)
ADDED, WATCHED = "added", "watched"
BY_STARS = {"highest": ("-rating", "pk"), "lowest": ("rating", "-pk")}
EVERYWHERE = {name: sort.label for name, sort in SORTS.items()}
FILM_SORTS = {WATCHED: "Added lately", "highest": "Highest rated", "lowest": "Lowest rated"} | EVERYWHERE
WANTED_SORTS = {ADDED: "Added lately", SHUFFLE: SHUFFLED_SORT[SHUFFLE].label} | EVERYWHERE
WATCHED_SORTS = {WATCHED: "Watched lately"} | EVERYWHERE


@dataclass(frozen=True)
class Asked:
    """What an address asks of a collection of films: which of them, and in which order."""

    request: HttpRequest
    viewer: Viewer
    member: Member
    filters: Filters
    problem: str
    sort: str

    @property
    def status(self) -> int:
        return REFUSED if self.problem else 200

    def among(self, marks: MarkQuerySet) -> MarkQuerySet:
        return self.filters.among(marks.with_film().defer("film__synopsis"), self.viewer, owner=self.member)

    def ordered(self, marks: MarkQuerySet, own: tuple[str, ...]) -> Ordered:
        """By the collection's own order where another is not asked for."""
        if self.sort in (ADDED, WATCHED):
            return Ordered(marks, own)
        if self.sort in BY_STARS:
            marks = marks.filter(rating__isnull=False)
            if is_blind(self.viewer) and self.viewer != self.member:
                marks = marks.filter(film__in=films_rated_by(self.viewer))
            return Ordered(marks, BY_STARS[self.sort])
        seed = self.request.GET.get("seed", "")
        return in_order(marks, self.sort, self.viewer, film="film", seed=seed)

    def bar(self, sorts: Mapping[str, str]) -> Bar:
        typed = self.request.GET.get(PERSON, "")
        is_self = self.viewer == self.member
        fields = fields_of(self.filters, is_member=self.viewer.is_authenticated, typed=typed)
        if isinstance(self.filters, MemberFilters):
            said = [(name, word) for name, word in self.filters.words.items() if name in THEIRS]
            if is_self:
                fields = fields._replace(hidden=[*fields.hidden, *said])
            else:
                fields = fields._replace(theirs=fields_of_owner(self.filters), owner=self.member.name)
        asks = self.sort in SORTS and SORTS[self.sort].tells_average
        tells = asks or self.sort in BY_STARS or not {"average", "rating"}.isdisjoint(self.filters.chosen)
        note = NOTE if tells and is_blind(self.viewer) else ""
        return bar_of(
            self.request,
            self.filters,
            fields,
            sorts=sorts,
            sort=self.sort,
            note=note,
            problem=self.problem,
            save_url=self.save_url if is_self else "",
        )

    @property
    def save_url(self) -> str:
        """Where these words are kept as a smart list, in which they say of its author what they say here of the owner."""
        if isinstance(self.filters, MemberFilters):
            words = self.filters.own_words()
        else:
            words = {name: [said] for name, said in self.filters.words.items()}
            words.setdefault("mine", []).append("watchlist")
        tidy = Filters.read(words).words
        sort = {"highest": MY_RATING}.get(self.sort, self.sort)
        return written(SMART_LIST, tidy | ({"sort": sort} if sort in (MY_RATING, *SORTS) else {}))


def asked_of(
    request: HttpRequest, viewer: Viewer, member: Member, sorts: Mapping[str, str], kind: type[Read]
) -> Asked:
    """Raises Http404 for a word that no filter knows, BadRequest for an order that is none of these."""
    filters, problem = kind.read_form(said_in(request))
    sort = asked_word(request, "sort", sorts_for(viewer, member, sorts), next(iter(sorts)))
    return Asked(request, viewer, member, filters, problem, sort)


def sorts_for(viewer: Viewer, member: Member, sorts: Mapping[str, str]) -> dict[str, str]:
    """In a collection of somebody else one may ask for one's own rating first."""
    rated = {name: sort.label for name, sort in RATED_BY.items()}
    return {**sorts, **(rated if viewer.is_authenticated and viewer != member else {})}


def elsewhere(asked: Asked) -> str:
    """The tidy address of the page, "" when this is it; a shuffle without a seed gets one."""
    seed = asked.request.GET.get("seed", "")
    if asked.sort == SHUFFLE and not (seed.isascii() and seed.isdigit() and len(seed) <= LONGEST_SEED):
        return address(asked.request, asked.filters, seed=str(secrets.randbelow(10**6)))
    return "" if asked.problem else tidy_address(asked.request, asked.filters)


@require_safe
def films(request: HttpRequest, username: str) -> HttpResponse:
    """The films a member watched, each with what they gave it."""
    viewer = viewer_of(request)
    member, relation = member_open_to(viewer, username)
    asked = asked_of(request, viewer, member, FILM_SORTS, MemberFilters)
    if tidy := elsewhere(asked):
        return redirect(tidy)
    marks = asked.among(Mark.objects.of(member).watched())
    page, line = paged(asked, marks, LATEST_WATCHED_FIRST)
    return answer(asked, "reviews/films.html", relation, page, line, FILM_SORTS)


@require_safe
def watchlist(request: HttpRequest, username: str) -> HttpResponse:
    """The films a member wants to watch, with what the viewer did with them and what people they follow thought."""
    viewer = viewer_of(request)
    member, relation = watchlist_owner(viewer, username)
    asked = asked_of(request, viewer, member, WANTED_SORTS, Filters)
    if tidy := elsewhere(asked):
        return redirect(tidy)
    page, line = wanted_in(asked)
    wanted = [mark.film for mark in page.rows]
    shown = [Poster(film, None) for film in wanted] if relation.is_self else posters(wanted, viewer)
    circles = circles_of(viewer, [film.pk for film in wanted], besides=member)
    more = {
        "posters": [(poster, circles.get(poster.film.pk)) for poster in shown],
        "lucky_url": lucky_address(asked) if wanted else "",
        "shuffle_url": address(request, asked.filters, sort=SHUFFLE, seed=""),
    }
    return answer(asked, "reviews/watchlist.html", relation, page, line, WANTED_SORTS, **more)


@require_safe
def watched_from(request: HttpRequest, username: str) -> HttpResponse:
    """The films that stood on a member's watchlist when they watched them."""
    viewer = viewer_of(request)
    member, relation = watchlist_owner(viewer, username)
    asked = asked_of(request, viewer, member, WATCHED_SORTS, Filters)
    if tidy := elsewhere(asked):
        return redirect(tidy)
    page, line = paged(asked, asked.among(watched_from_watchlist(member)), LATEST_WATCHED_FIRST)
    return answer(asked, "reviews/watched_from.html", relation, page, line, WATCHED_SORTS)


@require_safe
@never_cache
def lucky(request: HttpRequest, username: str) -> HttpResponse:
    """One film of the watchlist, or of those that the filters leave, by chance."""
    viewer = viewer_of(request)
    member, _ = watchlist_owner(viewer, username)
    filters = Filters.read(said_in(request))
    marks = filters.among(watchlist_of(member, viewer).with_film(), viewer)
    picked = in_order(marks, SHUFFLE, viewer, film="film", seed=str(secrets.randbelow(10**6)))
    mark = picked.rows.order_by(*picked.order).first()
    if mark is None:
        raise Http404("There is no film to choose from.")
    return redirect(mark.film.url)


def watchlist_owner(viewer: Viewer, username: str) -> tuple[Member, Relation]:
    """Raises Http404 where the watchlist is hidden from this viewer."""
    member, relation = member_open_to(viewer, username)
    if not member.shows_watchlist:
        raise Http404(f"{username} keeps the watchlist to themselves.")
    return member, relation


def lucky_address(asked: Asked) -> str:
    query = address(asked.request, asked.filters, sort="", seed="").partition("?")[2]
    return f"{asked.member.url}watchlist/lucky/{'?' if query else ''}{query}"


def wanted_in(asked: Asked) -> tuple[Page[Mark], str]:
    """The whole watchlist is asked for most, and prepared."""
    member = asked.member
    if asked.filters.are_chosen or asked.problem or asked.sort != ADDED:
        return paged(asked, asked.among(watchlist_of(member, asked.viewer)), LATEST_WANTED_FIRST)
    page: Page[Mark] = page_of(
        lambda: asked.among(Mark.objects.of(member).on_watchlist()),
        asked.request,
        order=LATEST_WANTED_FIRST,
        size=FILMS_A_PAGE,
        first=partial(latest_wanted, member),
    )
    return page, counted(len(keys_of_wanted(member, at_most=MOST_COUNTED + 1)))


def paged(asked: Asked, marks: MarkQuerySet, own: tuple[str, ...]) -> tuple[Page[Mark], str]:
    """One page, and how many there are as far as it is worth counting."""
    rows, order = asked.ordered(marks, own)
    page: Page[Mark] = page_of(rows, asked.request, order=order, size=FILMS_A_PAGE)
    return page, counted(rows.order_by()[: MOST_COUNTED + 1].count())


def counted(number: int) -> str:
    if number > MOST_COUNTED:
        return f"More than {MOST_COUNTED:,} films"
    return f"{number:,} {'film' if number == 1 else 'films'}"


def answer(
    asked: Asked,
    template: str,
    relation: Relation,
    page: Page[Mark],
    line: str,
    sorts: Mapping[str, str],
    **more: Any,
) -> HttpResponse:
    context = {
        "member": asked.member,
        "relation": relation,
        "page": page,
        "marks": without_stars(page.rows, asked.viewer),
        "line": line,
        "bar": asked.bar(sorts_for(asked.viewer, asked.member, sorts)),
        **more,
    }
    return render(asked.request, template, context, status=asked.status)
