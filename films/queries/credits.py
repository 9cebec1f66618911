"""Who made a film, as its page says it, and the films that somebody made."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import Count, Exists, OuterRef, Value
from django.db.models.functions import Coalesce

from films.models import Credit, CreditQuerySet, Film, FilmQuerySet, Person, Role
from web.models import all_but
from web.prepared import prepared

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

    @property
    def people(self) -> list[Person]:
        crew = [person for department in self.crew for person in department.people]
        return [*self.directors, *crew, *(credit.person for credit in self.cast)]


class RoleCount(NamedTuple):
    role: Role
    films: int


def credits_of(film: Film) -> Credits:
    """Everybody who made the film, in billing order: one query."""
    by_role: dict[str, list[Credit]] = {}
    for credit in all_credits_of(film):
        by_role.setdefault(credit.role, []).append(credit)
    people = {role: [credit.person for credit in by_role.get(role, [])] for role in Role}
    crew = [Department(word, people[role]) for role, word in WORK.items() if people[role]]
    return Credits(people[Role.DIRECTOR], by_role.get(Role.ACTOR, []), crew)


@prepared
def all_credits_of(film: Film) -> CreditQuerySet:
    return (
        Credit.objects.filter(film=film)
        .with_person()
        .billed_first()
        .defer(*all_but(Person, ("slug", "name"), "person"))
    )


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
    return with_time_of_work(Film.objects.offered().filter(Exists(credited)))


def with_time_of_work(films: FilmQuerySet) -> FilmQuerySet:
    """Adds `when`: the year, one to come where it is not known yet."""
    return films.annotate(when=Coalesce("year", Value(YEAR_TO_COME))).defer("synopsis")


@prepared
def also_by_the_directors(film: Film, *, at_most: int) -> FilmQuerySet:
    """A few other films of the people who directed this one."""
    directed = Credit.objects.filter(role=Role.DIRECTOR)
    directors = directed.filter(film=film).values("person")
    shared = directed.filter(person__in=directors).values("film")
    films = Film.objects.offered().filter(pk__in=shared).exclude(pk=film.pk)
    return with_time_of_work(films).order_by(*NEWEST_WORK_FIRST)[:at_most]
