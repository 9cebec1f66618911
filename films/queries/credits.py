"""Who made a film, as its page says it, and the films that somebody made."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import Count, Exists, OuterRef, Value
from django.db.models.functions import Coalesce

from films.models import Credit, Film, FilmQuerySet, Person, Role

# What the crew did, in the order of pages.
WORK = {role: role.label.lower() for role in Role if role not in {Role.DIRECTOR, Role.ACTOR}}
WORK |= {Role.WRITER: "writing", Role.PRODUCER: "production"}
YEAR_TO_COME = 9999


class Department(NamedTuple):
    """One role on a film as its work is called, and everybody who had it."""

    word: str
    people: list[Person]


@dataclass(frozen=True)
class Credits:
    directors: list[Person]
    cast: list[Credit]
    crew: list[Department]


class RoleCount(NamedTuple):
    role: Role
    films: int


def credits_of(film: Film) -> Credits:
    """Everybody who made the film, in billing order: one query."""
    by_role: dict[str, list[Credit]] = {}
    for credit in film.credits.with_person().billed_first():
        by_role.setdefault(credit.role, []).append(credit)
    people = {role: [credit.person for credit in by_role.get(role, [])] for role in Role}
    crew = [Department(word, people[role]) for role, word in WORK.items() if people[role]]
    return Credits(people[Role.DIRECTOR], by_role.get(Role.ACTOR, []), crew)


def roles_of(person: Person) -> list[RoleCount]:
    """What somebody did on the films on offer, on most of them first."""
    counted = (
        Credit.objects.filter(person=person, film__in=Film.objects.offered())
        .values_list("role")
        .annotate(films=Count("film", distinct=True))
    )
    order = list(Role)
    found = [RoleCount(Role(role), films) for role, films in counted]
    return sorted(found, key=lambda one: (-one.films, order.index(one.role)))


NEWEST_WORK_FIRST = ("-when", "sort_title", "pk")


def films_with(people: Iterable[Person], role: Role) -> FilmQuerySet:
    """The films on offer on which any of these people had this role; order by NEWEST_WORK_FIRST."""
    credited = Credit.objects.filter(film=OuterRef("pk"), person__in=people, role=role)
    return (
        Film.objects.offered()
        .filter(Exists(credited))
        .annotate(when=Coalesce("year", Value(YEAR_TO_COME)))
        .defer("synopsis")
    )
