"""What curators do with films."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import models, transaction
from PIL import Image

from films.actions.titles import index_titles
from films.models import Credit, Film, FilmState, FormerSlug, Person, Role
from films.titles import folded, slug_of, sort_key
from web import pictures


class FilmIsInUse(Exception):
    """Members have recorded something for this film: it can be retired, not deleted."""


@transaction.atomic
def add_film(*, title: str, year: int | None = None, **facts: object) -> Film:
    """Adds a film to the catalogue under an address of its own, ready to be found."""
    film = Film(title=title, year=year, sort_title=sort_key(title), **facts)
    film.slug = free_slug(slug_of(title, year))
    film.full_clean(validate_constraints=False)
    film.save(force_insert=True)
    index_titles([film])
    return film


@transaction.atomic
def settle_film(film: Film, *, former_slug: str = "") -> None:
    """After any edit: what is derived from the film's facts is derived anew, and its old address leads on."""
    film.sort_title = sort_key(film.title)
    film.directed_by = ", ".join(directors_of([film]).get(film.pk, []))[:300]
    film.save(update_fields=["sort_title", "directed_by"])
    if former_slug and former_slug != film.slug:
        FormerSlug.objects.get_or_create(slug=former_slug, defaults={"film": film})
    FormerSlug.objects.filter(slug=film.slug).delete()
    index_titles([film])


def directors_of(films: Sequence[Film]) -> dict[int, list[str]]:
    """The directors' names in billing order, by the film's id."""
    names: dict[int, list[str]] = {}
    directing = Credit.objects.filter(film__in=[film.pk for film in films], role=Role.DIRECTOR)
    for film_id, name in directing.billed_first().values_list("film", "person__name"):
        names.setdefault(film_id, []).append(name)
    return names


def retire_film(film: Film) -> None:
    """The film is no longer offered; its page and all that was written about it stay."""
    film.state = FilmState.RETIRED
    film.save(update_fields=["state"])


def publish_film(film: Film) -> None:
    film.state = FilmState.PUBLISHED
    film.save(update_fields=["state"])


def delete_film(film: Film) -> None:
    """Deletes a film nobody has recorded anything for. Raises FilmIsInUse otherwise."""
    try:
        with transaction.atomic():
            film.delete()
    except models.ProtectedError as problem:
        raise FilmIsInUse from problem


def set_poster(film: Film, picture: Image.Image) -> None:
    film.poster = pictures.keep_picture(picture, pictures.POSTER)
    film.save(update_fields=["poster"])


def set_backdrop(film: Film, picture: Image.Image) -> None:
    film.backdrop = pictures.keep_picture(picture, pictures.BACKDROP)
    film.save(update_fields=["backdrop"])


def remove_pictures(film: Film, *, kinds: Sequence[str]) -> None:
    """Takes the poster or the backdrop off the film. The files stay: their names are of their content, others may share them."""
    for kind in kinds:
        setattr(film, kind, "")
    film.save(update_fields=list(kinds))


def settle_person(person: Person) -> None:
    """After any edit of a person: their key, and the bylines of the films they directed."""
    person.name_key = folded(person.name)
    person.save(update_fields=["name_key"])
    directed = list(Film.objects.filter(credits__person=person, credits__role=Role.DIRECTOR).distinct())
    names = directors_of(directed)
    for film in directed:
        film.directed_by = ", ".join(names[film.pk])[:300]
    Film.objects.bulk_update(directed, ["directed_by"])


def free_slug(wanted: str) -> str:
    """The wanted address, or with the first number behind it that no film has or had."""
    slug, number = wanted, 1
    while Film.objects.filter(slug=slug).exists() or FormerSlug.objects.filter(slug=slug).exists():
        number += 1
        slug = f"{wanted}-{number}"
    return slug


def free_person_slug(wanted: str) -> str:
    slug, number = wanted, 1
    while Person.objects.filter(slug=slug).exists():
        number += 1
        slug = f"{wanted}-{number}"
    return slug
