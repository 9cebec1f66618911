"""The words by which films are chosen: those of the catalogue, what members think of a film, and what one of them did.

Words about a member (`mine=-watched liked`, `my-rating=8-`, `not-seen-for=5`) mean the viewer, and in a smart list its
author: `whose`. Then a reader meets nothing that they could not read elsewhere: only entries they may read count, and
a watchlist that is hidden from them is as good as empty.

Any page that lists films, or rows with a film each, understands the same words:

    filters, problem = Filters.read_form(said_in(request))  # UnknownWord answers 404 by itself
    if not problem and (elsewhere := tidy_address(request, filters)):
        return redirect(elsewhere)
    sort = asked_word(request, "sort", labels, "rank")  # labels: {"rank": "Rank"} | {name: sort.label of SORTS}
    items = filters.among(Item.objects.of(films).select_related("film"), viewer)  # nothing deferred that SORTS need
    rows, order = (items, ("place",)) if sort == "rank" else in_order(items, sort, viewer, film="film")
    page = page_of(rows, request, order=order, size=FILMS_A_PAGE)
    fields = fields_of(filters, is_member=viewer.is_authenticated, typed=request.GET.get(PERSON, ""))
    bar = bar_of(request, filters, fields, sorts=labels, sort=sort, problem=problem)

and its template says `{% part "films/filters" bar=bar %}`.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import reduce
from operator import or_
from typing import Any, ClassVar, NamedTuple

from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet
from django.utils import timezone

from films.models import Film, FilmQuerySet
from films.models.films import FIRST_YEAR, LAST_YEAR
from films.queries.filter_kinds import SLUG, Bounds, FieldRange, Kind, Range, Who, Word, plain
from films.queries.filters import CATALOGUE, CatalogueFilters, by_name
from reviews.actions.similar import find_similar
from reviews.models import Entry, EntryQuerySet, Mark, MarkQuerySet
from reviews.models.marks import HIGHEST_RATING, LOWEST_RATING
from reviews.queries.blindness import films_rated_by, is_blind
from reviews.queries.similar import keys_of_similar
from reviews.queries.watchlists import shows_watchlist
from web.words import in_words

HALF_STARS = 2
LONGEST_AGO = 100  # years
MOST_TIMES = 1_000
MOST_POPULAR = 99_999_999


class Average(Range):
    """The average in stars. In blind mode it is only known of films that the viewer has rated."""

    def said(self, end: Decimal | None) -> str:
        return f"{plain(end)} {'star' if end <= 1 else 'stars'}" if end is not None else ""

    def narrow(self, films: FilmQuerySet, words: Sequence[Word], who: Who) -> FilmQuerySet:
        films = films.filter(self.condition("stats__average", words[0].key, HALF_STARS))
        return films.filter(pk__in=films_rated_by(who.viewer)) if is_blind(who.viewer) else films


def marks_of(who: Who) -> MarkQuerySet:
    return Mark.objects.of(who.whose) if who.whose.is_authenticated else Mark.objects.none()


def logged(who: Who) -> EntryQuerySet:
    return entries_of(who).in_diary()


def entries_of(who: Who) -> EntryQuerySet:
    """The entries of the member, as far as the viewer may read them."""
    if not who.whose.is_authenticated:
        return Entry.objects.none()
    if who.whose == who.viewer:
        return Entry.objects.standing().by(who.whose)
    return Entry.objects.by_visible_to(who.whose, who.viewer)


class State(NamedTuple):
    """What somebody did with a film, and did not do; said of their mark, else of their entries."""

    done: str
    undone: str
    of_mark: str = ""
    of_entries: Q = Q()


STATES = {
    "watched": State("Watched", "Not watched", "watched_at"),
    "liked": State("Liked", "Not liked", "liked_at"),
    "rated": State("Rated", "Not rated", "rating"),
    "watchlist": State("On the watchlist", "Not on the watchlist", "watchlisted_at"),
    "logged": State("In the diary", "Not in the diary", of_entries=Q(watched_on__isnull=False)),
    "rewatched": State("Rewatched", "Not rewatched", of_entries=Q(is_rewatch=True)),
    "reviewed": State("Reviewed", "Not reviewed", of_entries=~Q(text="")),
}


class States(Kind):
    """What the member did with the film; with a "-" what they did not."""

    several = True
    is_personal = True

    def word(self, asked: str) -> Word:
        state = STATES.get(asked.removeprefix("-"))
        if state is None:
            self.unknown(asked)
        is_undone = asked[0] == "-"
        return Word(asked, state.undone if is_undone else state.done, (state, is_undone))

    def narrow(self, films: FilmQuerySet, words: Sequence[Word], who: Who) -> FilmQuerySet:
        done = [state for state, is_undone in (one.key for one in words) if not is_undone]
        undone = [state for state, is_undone in (one.key for one in words) if is_undone]
        for rows in (*having_all(done, who), *(having_any([one], who)[0] for one in done if not one.of_mark)):
            films = films.filter(pk__in=rows.values("film"))
        for rows in having_any(undone, who):
            # No `Holds`: PostgreSQL would take it for a cost of every film, and go through all pairs of films and order.
            films = films.filter(~Exists(rows.filter(film=OuterRef("pk"))))
        return films


def having_all(states: Sequence[State], who: Who) -> list[MarkQuerySet]:
    """Marks that have all of these of marks, if there are any."""
    columns = [state.of_mark for state in states if state.of_mark]
    if not columns:
        return []
    marks = marks_of(who).filter(*(Q(**{f"{column}__isnull": False}) for column in columns))
    return [
        marks if "watchlisted_at" not in columns or shows_watchlist(who.whose, who.viewer) else marks.none()
    ]


def having_any(states: Sequence[State], who: Who) -> list[QuerySet[Any]]:
    """Marks and entries that have one of these: few conditions, because PostgreSQL takes each for a cost of every film."""
    columns = {state.of_mark for state in states if state.of_mark}
    if "watchlisted_at" in columns and not shows_watchlist(who.whose, who.viewer):
        columns.remove("watchlisted_at")
    of_entries = [state.of_entries for state in states if not state.of_mark]
    rows: list[QuerySet[Any]] = []
    if columns:
        marked = [Q(**{f"{column}__isnull": False}) for column in sorted(columns)]
        rows.append(marks_of(who).filter(reduce(or_, marked)))
    if of_entries:
        rows.append(entries_of(who).filter(reduce(or_, of_entries)))
    return rows


class Like(Kind):
    """Films that are like this one (`reviews.actions.similar`), which are looked for at most once a week."""

    def word(self, asked: str) -> Word:
        film = Film.objects.filter(slug=asked).first() if SLUG.fullmatch(asked) else None
        if film is None:
            self.unknown(asked)
        find_similar(film)
        return Word(asked, f"Like {film.title}", film)

    def narrow(self, films: FilmQuerySet, words: Sequence[Word], who: Who) -> FilmQuerySet:
        return films.filter(pk__in=keys_of_similar(words[0].key))


class OwnRating(Range):
    """What the member gave, in half-stars as ratings stand in all addresses."""

    is_personal = True

    def said(self, end: Decimal | None) -> str:
        return "" if end is None else in_words(int(end))

    def narrow(self, films: FilmQuerySet, words: Sequence[Word], who: Who) -> FilmQuerySet:
        given = marks_of(who).filter(self.condition("rating", words[0].key))
        if is_blind(who.viewer) and who.whose != who.viewer:
            given = given.filter(film__in=films_rated_by(who.viewer))
        return films.filter(pk__in=given.values("film"))


class SeenIn(Range):
    """In which years the member watched the film."""

    is_personal = True

    def narrow(self, films: FilmQuerySet, words: Sequence[Word], who: Who) -> FilmQuerySet:
        return films.filter(pk__in=logged(who).filter(years_of(words[0].key)).values("film"))


def years_of(bounds: Bounds) -> Q:
    """That the day of watching lies in these years, so that an index of days can answer."""
    least, most = bounds
    first = Q(watched_on__gte=f"{int(least):04}-01-01") if least is not None else Q()
    return first & Q(watched_on__lte=f"{int(most):04}-12-31") if most is not None else first


class TimesSeen(Range):
    """How often the member watched the film, by their diary."""

    is_personal = True

    def said(self, end: Decimal | None) -> str:
        return {"": "", "1": "once", "2": "twice"}.get(plain(end), f"{plain(end)} times")

    def narrow(self, films: FilmQuerySet, words: Sequence[Word], who: Who) -> FilmQuerySet:
        often = logged(who).order_by().values("film").annotate(times=Count("pk"))
        return films.filter(pk__in=often.filter(self.condition("times", words[0].key)).values("film"))


class NotSeenFor(Kind):
    """Seen, but not in so many years until today."""

    is_personal = True

    def word(self, asked: str) -> Word:
        if not (asked.isascii() and asked.isdigit() and len(asked) <= 3 and 1 <= int(asked) <= LONGEST_AGO):
            self.unknown(asked)
        years = int(asked)
        return Word(str(years), f"Not seen for {years} {'year' if years == 1 else 'years'}", years)

    def narrow(self, films: FilmQuerySet, words: Sequence[Word], who: Who) -> FilmQuerySet:
        last = logged(who).order_by().values("film").annotate(last_on=Max("watched_on"))
        return films.filter(pk__in=last.filter(last_on__lte=years_ago(words[0].key)).values("film"))


def years_ago(years: int) -> datetime.date:
    """The same day so many years ago; the day before for what is no day of that year."""
    today = timezone.localdate()
    day = 28 if (today.month, today.day) == (2, 29) else today.day
    return today.replace(year=today.year - years, day=day)


STARS = ("{}", "{} or more", "{} or less", "{} to {}")
AVERAGE = Average(
    "average",
    lowest=0.5,
    highest=5,
    decimals=True,
    texts=("{} on average", "{} or more on average", "{} or less on average", "{} to {} on average"),
)
POPULARITY = FieldRange(
    "popularity",
    "stats__popularity",
    lowest=0,
    highest=MOST_POPULAR,
    texts=("Popularity {}", "Popularity {} or more", "Popularity {} or less", "Popularity {} to {}"),
)
OPINIONS = by_name(AVERAGE, POPULARITY, Like("like"))
MY_RATING = OwnRating("my-rating", lowest=LOWEST_RATING, highest=HIGHEST_RATING, texts=STARS)
SEEN_IN = SeenIn(
    "seen-in",
    lowest=FIRST_YEAR,
    highest=LAST_YEAR,
    texts=("Seen in {}", "Seen since {}", "Seen up to {}", "Seen {} to {}"),
)
TIMES = TimesSeen(
    "times-seen",
    lowest=1,
    highest=MOST_TIMES,
    texts=("Seen {}", "Seen {} or more", "Seen {} or less", "Seen {} to {}"),
)
STATES_OF_MINE = States("mine")
OWN = by_name(STATES_OF_MINE, MY_RATING, SEEN_IN, TIMES, NotSeenFor("not-seen-for"))


class Filters(CatalogueFilters):
    """The one grammar: what `/films/`, members' films, watchlists, lists and smart lists understand."""

    KINDS: ClassVar[Mapping[str, Kind]] = CATALOGUE | OPINIONS | OWN
