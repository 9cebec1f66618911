"""Ratings as ten bars."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from accounts.models import Member
from films.models import Film
from reviews.models import FilmStats, MemberStats
from reviews.models.stats import RATINGS
from web.words import counted, in_words

STEPS = 20


@dataclass(frozen=True, slots=True)
class Bar:
    """One of the ten: the rating in half-stars, how many gave it, its height in twentieths of the tallest, its address."""

    rating: int
    count: int
    level: int
    url: str
    said: str


def bars(stats: FilmStats | MemberStats, address: str, counted_as: str) -> list[Bar]:
    """The histogram, each bar with the address of those behind it (`address` with the rating in it)."""
    histogram = stats.histogram
    tallest = max(histogram) or 1
    return [
        Bar(
            rating,
            count,
            level=-(-count * STEPS // tallest),
            url=address.format(rating=rating),
            said=f"{in_words(rating)}: {counted(count, counted_as)}",
        )
        for rating, count in zip(RATINGS, histogram, strict=True)
    ]


class Histogram(NamedTuple):
    """Ten bars, with the published average where there are ratings enough: `average` as people say it, `stars` rounded;
    `rating` where the page is about one of the bars. `is_blind`: all of that is kept from this viewer, and `open_url` where they may ask for it."""

    bars: list[Bar]
    ratings_count: int
    url: str = ""
    average: str = ""
    stars: int = 0
    reviews_count: int = 0
    stopped_count: int = 0
    is_blind: bool = False
    open_url: str = ""
    rating: int = 0


def histogram_of_film(film: Film, stats: FilmStats, *, is_blind: bool = False, rating: int = 0) -> Histogram:
    """Each bar leads to the members who gave that rating, the average to how it is made."""
    if is_blind:
        return Histogram([], 0, reviews_count=stats.reviews_count, is_blind=True, open_url=film.url)
    average = stats.average
    return Histogram(
        bars(stats, f"{film.url}ratings/{{rating}}/", "member,members"),
        stats.ratings_count,
        url=f"{film.url}ratings/",
        average="" if average is None else f"{average / 2:.1f}",
        stars=0 if average is None else round(average),
        reviews_count=stats.reviews_count,
        stopped_count=stats.stopped_count,
        rating=rating,
    )


def histogram_of_member(member: Member, stats: MemberStats) -> Histogram:
    """Each bar leads to the member's films with that rating."""
    return Histogram(bars(stats, f"{member.url}films/?rating={{rating}}", "film,films"), stats.ratings_count)
