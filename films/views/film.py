"""One film: its page and its drawn poster."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from activity.actions.taste import find_neighbours
from activity.queries.taste import first_reviews_near, why_near
from films import posters, vocabulary
from films.models import AlternativeTitle, Credit, Film, Person
from films.queries.credits import also_by_the_directors, credits_of
from films.views.metadata import link_card_of, movie_of
from lists.queries.film import films_with_lists_at, in_lists, parts_of_in_lists
from reviews.models import Entry, FilmStats, Mark
from reviews.queries import reviews as reading
from reviews.queries.blindness import is_hidden, looking, without_stars
from reviews.queries.cards import Card, cards, with_reasons
from reviews.queries.liked import LikedReview, reviews_liked_by_people_followed
from reviews.queries.panel import panel_of
from reviews.queries.parts import parts_of_cards
from reviews.queries.ratings import histogram_of_film
from reviews.queries.similar import first_films_like
from social.models import Viewer
from web.finding import first_or_404
from web.kept import Part, kept_for_visitors, listing, resting_on, rows
from web.viewer import NOBODY, viewer_of

REVIEWS_SHOWN = 6
WATCHERS_SHOWN = 24
LIKED_SHOWN = 4
ALSO_SHOWN = 5
SIMILAR_SHOWN = 5
FOCUS_STEP = 5
FOR_GOOD = "public, max-age=31536000, immutable"


class Link(NamedTuple):
    name: str
    url: str


@dataclass(frozen=True)
class Facts:
    """What a film is made of, each word leading to the films that share it."""

    year: Link | None
    genres: list[Link]
    countries: list[Link]
    languages: list[Link]
    is_wordless: bool
    other_titles: list[str]
    elsewhere: list[Link]


class Tab(NamedTuple):
    name: str
    label: str
    query: str  # of the page with all of them


POPULAR = Tab("popular", "Popular", "?sort=popular")
RECENT = Tab("recent", "Recent", "?sort=newest")
FOLLOWING = Tab("following", "From people you follow", "?from=following&sort=newest")
TASTE = Tab("taste", "Your taste", "?sort=taste")
ACROSS = Tab("across", "Across opinions", "?sort=across")
TABS, MEMBERS_TABS = (POPULAR, RECENT, ACROSS), (POPULAR, RECENT, FOLLOWING, TASTE, ACROSS)
ORDERS = {POPULAR: reading.WEIGHTIEST_FIRST, RECENT: reading.NEWEST_FIRST, ACROSS: reading.ACROSS_FIRST}
WHY = {TASTE: why_near, ACROSS: reading.why_across}


@require_safe
@kept_for_visitors("reviews")
def detail(request: HttpRequest, slug: str) -> HttpResponse:
    """The film with who made it, what the viewer did with it, what all think of it, and the first reviews."""
    viewer = looking(viewer_of(request), request)
    film = first_or_404(films_with_lists_at(slug, viewer))
    tabs = MEMBERS_TABS if viewer.is_authenticated else TABS
    tab = asked_tab(request, tabs)
    makers = credits_of(film)
    context = {
        "film": film,
        "facts": facts_of(film),
        "credits": makers,
        "also": also_by_the_directors(film, at_most=ALSO_SHOWN) if makers.directors else [],
        "similar": first_films_like(film, at_most=SIMILAR_SHOWN),
        "focus": round(film.backdrop_focus / FOCUS_STEP),
        "panel": panel_of(film, viewer),
        "histogram": histogram_of_film(film, film.stats, is_blind=is_hidden(film, viewer)),
        "tabs": tabs,
        "tab": tab,
        "cards": cards_in(tab, film, viewer),
        "liked_by_followed": liked_by_followed(film, viewer),
        "watchers": watchers_of(film, viewer),
        "in_lists": in_lists(film, viewer),
    }
    if not viewer.is_authenticated:
        context["link_card"] = link_card_of(film, request.build_absolute_uri)
        context["linked_data"] = movie_of(context, request.build_absolute_uri)
    return resting_on(render(request, "films/detail.html", context), parts_of, context)


def parts_of(context: Mapping[str, Any]) -> list[Part]:
    """All that the page shows a visitor."""
    film, order = context["film"], ORDERS[context["tab"]]
    return [
        rows(Film, [film, *context["also"], *(one.other_id for one in context["similar"])]),
        rows(FilmStats, [film]),
        rows(AlternativeTitle, [film], by="film"),
        rows(Credit, [film], by="film"),
        rows(Person, context["credits"].people),
        listing(also_by_the_directors, film, at_most=ALSO_SHOWN),
        listing(first_films_like, film, at_most=SIMILAR_SHOWN),
        listing(reading.first_reviews_of, film, NOBODY, order=order, at_most=REVIEWS_SHOWN),
        *parts_of_cards(context["cards"]),
        *parts_of_in_lists(film, context["in_lists"]),
    ]


def asked_tab(request: HttpRequest, tabs: Iterable[Tab]) -> Tab:
    asked = request.GET.get("reviews") or POPULAR.name
    found = next((tab for tab in tabs if tab.name == asked), None)
    if found is None:
        raise Http404(f"There are no reviews called {asked}.")
    return found


def reviews_in(tab: Tab, film: Film, viewer: Any) -> list[Entry]:
    if tab is TASTE:
        find_neighbours(viewer)
        return first_reviews_near(film, viewer, at_most=REVIEWS_SHOWN)
    if tab is FOLLOWING:
        return reading.first_reviews_from_people_followed(film, viewer, at_most=REVIEWS_SHOWN)
    return reading.first_reviews_of(film, viewer, order=ORDERS[tab], at_most=REVIEWS_SHOWN)


def cards_in(tab: Tab, film: Film, viewer: Viewer) -> list[Card]:
    shown = cards(reviews_in(tab, film, viewer), viewer)
    return with_reasons(shown, WHY[tab]) if tab in WHY else shown


def liked_by_followed(film: Film, viewer: Viewer) -> list[LikedReview]:
    if not viewer.is_authenticated:
        return []
    found = reviews_liked_by_people_followed(film, viewer, at_most=LIKED_SHOWN)
    without_stars([liked.review for liked in found], viewer)
    return found


def watchers_of(film: Film, viewer: Viewer) -> list[Mark]:
    """The people this viewer follows who watched the film, each by their mark."""
    if not viewer.is_authenticated:
        return []
    return without_stars(reading.watched_by_people_followed(film, viewer, at_most=WATCHERS_SHOWN), viewer)


def facts_of(film: Film) -> Facts:
    spoken = [code for code in film.languages if code != vocabulary.NO_SPOKEN_LANGUAGE]
    return Facts(
        year=Link(str(film.year), browse_url("year", str(film.year))) if film.year else None,
        genres=links("genre", film.genres, vocabulary.GENRES),
        countries=links("country", film.countries, vocabulary.countries()),
        languages=links("language", spoken, vocabulary.languages()),
        is_wordless=vocabulary.NO_SPOKEN_LANGUAGE in film.languages,
        other_titles=film.other_titles,  # type: ignore[attr-defined]
        elsewhere=elsewhere(film),
    )


def links(name: str, codes: Iterable[str], labels: Mapping[str, str]) -> list[Link]:
    return [Link(labels[code], browse_url(name, code)) for code in codes if code in labels]


@cache
def browse_url(name: str, word: str) -> str:
    return f"{reverse('films:browse')}?{urlencode({name: word})}"


def elsewhere(film: Film) -> list[Link]:
    """The film's pages on other sites, where its identifiers there are known."""
    known = [
        Link("IMDb", f"https://www.imdb.com/title/{film.imdb_id}/" if film.imdb_id else ""),
        Link("TMDB", f"https://www.themoviedb.org/movie/{film.tmdb_id}" if film.tmdb_id else ""),
        Link("Wikidata", f"https://www.wikidata.org/wiki/{film.wikidata_id}" if film.wikidata_id else ""),
        Link(
            "Letterboxd", f"https://letterboxd.com/film/{film.letterboxd_id}/" if film.letterboxd_id else ""
        ),
    ]
    return [link for link in known if link.url]


@require_safe
def drawn_poster(request: HttpRequest, slug: str, digest: str) -> HttpResponse:
    """The poster as it is drawn now; an address of an earlier one leads to it."""
    shown = Film.objects.only("slug", "title", "directed_by", "year")
    film = get_object_or_404(shown, slug=slug)
    present = posters.drawn_poster_digest(film.title, film.directed_by, film.year)
    if digest != present:
        response = redirect("films:drawn_poster", slug, present, permanent=True)
        # An earlier poster may come back: browsers that remembered both ways would go round in a circle.
        response["Cache-Control"] = "no-cache"
        return response
    return HttpResponse(
        posters.drawn_poster(film.title, film.directed_by, film.year),
        content_type="image/svg+xml",
        headers={"Cache-Control": FOR_GOOD, "Content-Security-Policy": "sandbox; default-src 'none'"},
    )
