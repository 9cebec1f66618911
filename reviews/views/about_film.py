"""The reviews of a film: in which order, and which of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from activity.actions.taste import find_neighbours
from activity.queries.taste import NEAREST_FIRST, reviews_near, why_near
from films.models import Film
from films.queries.finding import films_with_counts_at
from films.vocabulary import languages
from reviews.models import Entry, EntryQuerySet, Length
from reviews.queries import reviews as reading
from reviews.queries.blindness import is_hidden, looking
from reviews.queries.cards import cards, with_reasons
from reviews.queries.kinds import languages_of_reviews, of_kind
from reviews.views.finding import address_with, asked_rating, sort_links
from social.models import Viewer
from web.access import to_sign_in
from web.finding import asked_word, first_or_404
from web.paging import page_of
from web.viewer import viewer_of
from web.words import in_words

REVIEWS_A_PAGE = 24
SORTS = {
    "popular": ("Popular", reading.WEIGHTIEST_FIRST),
    "newest": ("Newest", reading.NEWEST_FIRST),
    "oldest": ("Oldest", reading.OLDEST_FIRST),
    "taste": ("Your taste", NEAREST_FIRST),
    "across": ("Across opinions", reading.ACROSS_FIRST),
    "highest": ("Highest rated", reading.HIGHEST_FIRST),
    "lowest": ("Lowest rated", reading.LOWEST_FIRST),
}
WHY: dict[str, Callable[[Entry], str]] = {"taste": why_near, "across": reading.why_across}
LENGTHS = {
    Length.QUIP: "Quips, under 20 words",
    Length.NOTE: "Notes, under 80 words",
    Length.REVIEW: "Reviews, under 400 words",
    Length.ESSAY: "Essays, 400 words and more",
}


# Where the page about orders tells of each; the others are told of under their own names.
TOLD_AT = {"newest": "recent", "oldest": "recent", "highest": "rating", "lowest": "rating"}


class Chosen(NamedTuple):
    """A filter that was chosen, and the address without it."""

    label: str
    url: str


@dataclass(frozen=True)
class Filters:
    """Which reviews are asked for; what is empty leaves nothing out."""

    rating: int | None
    length: str
    language: str
    from_followed: bool

    @property
    def are_chosen(self) -> bool:
        return bool(self.rating or self.length or self.language or self.from_followed)

    def among(self, reviews: EntryQuerySet, film: Film, viewer: Viewer) -> EntryQuerySet:
        kind = {name: word for name in ("length", "language") if (word := getattr(self, name))}
        if kind:
            reviews = of_kind(reviews, film, **kind)
        if self.rating:
            reviews = reviews.filter(rating=self.rating)
        return reviews.by_people_followed_by(viewer) if self.from_followed else reviews

    def chosen(self, request: HttpRequest) -> Iterator[Chosen]:
        if self.rating:
            yield Chosen(in_words(self.rating), address_with(request, rating=None))
        if self.length:
            label = LENGTHS[Length(self.length)].partition(",")[0]
            yield Chosen(label, address_with(request, length=None))
        if self.language:
            yield Chosen(languages()[self.language], address_with(request, language=None))
        if self.from_followed:
            yield Chosen("By people you follow", address_with(request, **{"from": None}))


@require_safe
def about_film(request: HttpRequest, slug: str) -> HttpResponse:
    """The reviews of a film, in the order and of the kind asked for."""
    film, viewer = first_or_404(films_with_counts_at(slug)), looking(viewer_of(request), request)
    is_blind = is_hidden(film, viewer)
    sort, filters = asked_sort(request, is_blind=is_blind), asked_filters(request, is_blind=is_blind)
    if (filters.from_followed or sort == "taste") and not viewer.is_authenticated:
        return to_sign_in(request, request.get_full_path())
    reviews = filters.among(reviews_in(sort, film, viewer), film, viewer).for_cards(viewer)
    page = page_of(reviews, request, order=SORTS[sort][1], size=REVIEWS_A_PAGE)
    shown = cards(page.rows, viewer)
    context = {
        "film": film,
        "is_blind": is_blind,
        "page": page,
        "cards": with_reasons(shown, WHY[sort]) if sort in WHY else shown,
        "sort": sort,
        "order_name": TOLD_AT.get(sort, sort),
        "sorts": sort_links(request, sorts_for(viewer), sort),
        "filters": filters,
        "chosen": list(filters.chosen(request)),
        "lengths": LENGTHS,
        "languages": named(languages_of_reviews(film), filters.language),
    }
    return render(request, "reviews/about_film.html", context)


def asked_sort(request: HttpRequest, *, is_blind: bool) -> str:
    """An order by rating would say what is kept from who shall not see any."""
    asked = asked_word(request, "sort", SORTS, "popular")
    return "popular" if is_blind and SORTS[asked][1] in reading.BY_RATING else asked


def asked_filters(request: HttpRequest, *, is_blind: bool) -> Filters:
    """Which rating is not asked for by who shall not see any."""
    return Filters(
        rating=None if is_blind else asked_rating(request),
        length=asked_word(request, "length", Length.values),
        language=asked_language(request),
        from_followed=asked_word(request, "from", ["following"]) == "following",
    )


def asked_language(request: HttpRequest) -> str:
    """Raises BadRequest for what is no language."""
    asked = request.GET.get("language", "")
    if asked and asked not in languages():
        raise BadRequest("language is a code such as en or fr.")
    return asked


def reviews_in(sort: str, film: Film, viewer: Any) -> EntryQuerySet:
    if sort == "taste":
        find_neighbours(viewer)
        return reviews_near(film, viewer)
    return reading.reviews_of(film, viewer, order=SORTS[sort][1])


def sorts_for(viewer: Viewer) -> dict[str, tuple[str, tuple[str, ...]]]:
    return {name: sort for name, sort in SORTS.items() if name != "taste" or viewer.is_authenticated}


def named(codes: list[str], chosen: str) -> dict[str, str]:
    """Languages by the order of their names; the one that was chosen stays among them."""
    used = {*codes, chosen}
    return {code: name for code, name in languages().items() if code in used}
