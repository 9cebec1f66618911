"""Films like another, each with the reasons."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import NamedTuple

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from films import vocabulary
from films.models import Credit, Film, FilmState, Person, Role
from reviews.models import Likeness, Mark, SimilarFilm
from reviews.queries.blindness import hidden_films
from reviews.queries.posters import posters
from social.models import Viewer
from web.models import all_but
from web.prepared import prepared

MOST_SIMILAR_FIRST = ("-points", "-other_id")
KEPT_FOR = datetime.timedelta(days=7)
LEADS = 6  # who plays so far up in both films counts
# How each reason begins, the strongest first.
WORK = {
    Role.DIRECTOR: "Also directed by",
    Role.WRITER: "Also written by",
    Role.ACTOR: "Also with",
    Role.PHOTOGRAPHY: "Also photographed by",
    Role.MUSIC: "Music also by",
    Role.EDITING: "Also edited by",
    Role.ANIMATION: "Also animated by",
    Role.PRODUCTION_DESIGN: "Also designed by",
}
MOST_NAMES, MOST_WORK = 3, 2


class Similar(NamedTuple):
    """A film that is like another, what the viewer did with it, and why it stands here."""

    film: Film
    mark: Mark | None
    reasons: list[str]


def films_like(film: Film) -> QuerySet[SimilarFilm]:
    """All that are known to be like this film and still on offer, each with the film (`other`); order by
    MOST_SIMILAR_FIRST. `reviews.actions.similar.find_similar` comes first."""
    like = SimilarFilm.objects.filter(film=film, other__is_adult=False).exclude(
        other__state=FilmState.RETIRED
    )
    shown = {"slug", "title", "year", "directed_by", "poster", "genres"}
    return like.select_related("other").defer(*all_but(Film, shown, "other"))


@prepared
def first_films_like(film: Film, *, at_most: int) -> QuerySet[SimilarFilm]:
    return films_like(film).order_by(*MOST_SIMILAR_FIRST)[:at_most]


def keys_of_similar(film: Film) -> QuerySet[SimilarFilm, int]:
    """The keys of the films like this one, for a filter: `films.filter(pk__in=keys_of_similar(film))`. Whoever asks
    calls `reviews.actions.similar.find_similar(film)` before, which looks for them at most once a week."""
    return SimilarFilm.objects.filter(film=film).values_list("other", flat=True)


def are_similar_known(film: Film) -> bool:
    """Whether the films like this one were looked for within a week."""
    return any(made_at > timezone.now() - KEPT_FOR for made_at in when_looked_for(film))


@prepared
def when_looked_for(film: Film) -> QuerySet[Likeness, datetime.datetime]:
    return Likeness.objects.filter(film=film).values_list("made_at", flat=True)


def with_reasons(film: Film, rows: list[SimilarFilm], viewer: Viewer) -> list[Similar]:
    """The rows as posters, each with why it is there. Two queries, for a visitor one. In blind mode nobody is told how
    many love a film that the viewer has not rated."""
    others = [row.other for row in rows]
    hidden = hidden_films(viewer, [film.pk, *(other.pk for other in others)])
    shared = work_shared(film, others)
    return [
        Similar(
            poster.film,
            poster.mark,
            [
                *taste_reason(film, row, is_hidden=bool(hidden & {film.pk, row.other_id})),
                *shared.get(row.other_id, []),
                *genre_reason(film, row.other),
            ],
        )
        for row, poster in zip(rows, posters(others, viewer), strict=True)
    ]


def taste_reason(film: Film, row: SimilarFilm, *, is_hidden: bool) -> list[str]:
    if not row.shared_count:
        return []
    if is_hidden:
        return [f"Some who love {film.title} love it too"]
    return [f"{row.shared_count} of {row.asked_count} who love {film.title} love it too"]


def genre_reason(film: Film, other: Film) -> list[str]:
    shared = [vocabulary.GENRES[code] for code in film.genres if code in other.genres]
    if not shared:
        return []
    return [f"Same {'genre' if len(shared) == 1 else 'genres'}: {', '.join(map(str.lower, shared))}"]


def work_shared(film: Film, others: Iterable[Film]) -> dict[int, list[str]]:
    """Who made both, by the key of the other film, in the words of the page: one query."""
    names: dict[int, dict[str, list[str]]] = {}
    for credit in credits_shared(film, [other.pk for other in others]):
        found = names.setdefault(credit.film_id, {}).setdefault(credit.role, [])
        if credit.person.name not in found:
            found.append(credit.person.name)
    return {
        key: [f"{words} {listed(by_role[role])}" for role, words in WORK.items() if role in by_role][
            :MOST_WORK
        ]
        for key, by_role in names.items()
    }


@prepared
def credits_shared(film: Film, others: list[int]) -> QuerySet[Credit]:
    """The credits of these other films whose people did the same on this one, in billing order."""
    telling = Credit.objects.filter(~Q(role=Role.ACTOR) | Q(billing__range=(1, LEADS)), role__in=list(WORK))
    own = telling.filter(film=film, person=OuterRef("person"), role=OuterRef("role"))
    shared = telling.filter(Exists(own), film__is_any_of=others).with_person()
    return shared.defer(*all_but(Person, ("name",), "person")).billed_first()


def listed(names: list[str]) -> str:
    """As people say it: "Ana, Ben and Cem"; who is one too many is counted."""
    shown = names[:MOST_NAMES]
    if len(names) > MOST_NAMES:
        shown = [*names[: MOST_NAMES - 1], f"{len(names) - MOST_NAMES + 1} more"]
    return " and ".join(filter(None, (", ".join(shown[:-1]), shown[-1])))
