"""Fills the catalogue with the films of `films/starter/`, whose format its own files show."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.db import transaction

from films.actions.titles import index_titles
from films.models import AlternativeTitle, Credit, Film, Person, Role
from films.titles import folded, slug_of, sort_key

FOLDER = Path(__file__).parent.parent / "starter"
ROLES = {
    "directors": Role.DIRECTOR,
    "writers": Role.WRITER,
    "producers": Role.PRODUCER,
    "photography": Role.PHOTOGRAPHY,
    "editing": Role.EDITING,
    "music": Role.MUSIC,
    "production_design": Role.PRODUCTION_DESIGN,
    "costume": Role.COSTUME,
    "sound": Role.SOUND,
    "animation": Role.ANIMATION,
}
NAME_AND_NOTE = re.compile(r"(?P<name>.+?)(?: \((?P<note>[^)]+)\))?\Z")
SAME_FACTS = (
    "title",
    "original_title",
    "year",
    "runtime",
    "tagline",
    "synopsis",
    "genres",
    "countries",
    "languages",
    "imdb_id",
)


def read_starter(folder: Path = FOLDER) -> list[dict[str, Any]]:
    """Every film of the starter catalogue, oldest first."""
    return [
        film for path in sorted(folder.glob("*.toml")) for film in tomllib.loads(path.read_text())["film"]
    ]


@transaction.atomic
def load_starter(folder: Path = FOLDER) -> int:
    """Adds the films that are not in the catalogue yet; returns how many. Running it again adds nothing."""
    present = set(Film.objects.values_list("slug", flat=True))
    written = [(facts, slug) for facts, slug in with_slugs(read_starter(folder)) if slug not in present]
    films = Film.objects.bulk_create([film_of(facts, slug) for facts, slug in written])
    people = add_people({name for facts, _ in written for _, name, _, _ in credits_of(facts)})
    Credit.objects.bulk_create(
        [
            Credit(film=film, person=people[name], role=role, character=character, billing=billing)
            for film, (facts, _) in zip(films, written, strict=True)
            for role, name, character, billing in credits_of(facts)
        ]
    )
    AlternativeTitle.objects.bulk_create(
        [
            AlternativeTitle(film=film, title=title)
            for film, (facts, _) in zip(films, written, strict=True)
            for title in dict.fromkeys(facts.get("alternative_titles", []))
        ]
    )
    index_titles(films)
    return len(films)


def with_slugs(written: list[dict[str, Any]]) -> Iterator[tuple[dict[str, Any], str]]:
    """Each film with its address; the second of two alike gets a number."""
    given: dict[str, int] = {}
    for facts in written:
        slug = slug_of(facts["title"], facts["year"])
        given[slug] = given.get(slug, 0) + 1
        yield facts, slug if given[slug] == 1 else f"{slug}-{given[slug]}"


def film_of(facts: dict[str, Any], slug: str) -> Film:
    directors = [split_name(name)[0] for name in facts.get("directors", [])]
    return Film(
        slug=slug,
        sort_title=sort_key(facts["title"]),
        released_on=facts.get("released"),
        tmdb_id=str(facts.get("tmdb_id", "")),
        directed_by=", ".join(directors)[:300],
        **{name: facts[name] for name in SAME_FACTS if name in facts},
    )


def credits_of(facts: dict[str, Any]) -> Iterator[tuple[Role, str, str, int]]:
    """Each credit once: role, name as written, character, billing."""
    for key, role in ROLES.items():
        for billing, name in enumerate(dict.fromkeys(facts.get(key, [])), start=1):
            yield role, name, "", billing
    for billing, line in enumerate(dict.fromkeys(facts.get("cast", [])), start=1):
        name, _, character = line.partition(": ")
        yield Role.ACTOR, name, character, billing


def split_name(written: str) -> tuple[str, str]:
    """ "Steve McQueen (born 1969)" is a name and the note that tells two people apart."""
    match = NAME_AND_NOTE.match(written)
    return (match["name"], match["note"] or "") if match else (written, "")


def add_people(names: set[str]) -> dict[str, Person]:
    """The people of these names, added where they are missing."""
    taken = set(Person.objects.values_list("slug", flat=True))
    known = {(person.name, person.note): person for person in Person.objects.all()}
    added = []
    for written in sorted(names):
        name, note = split_name(written)
        if (name, note) in known:
            continue
        slug, number = slug_of(name, note), 1
        while slug in taken:
            number += 1
            slug = f"{slug_of(name, note)}-{number}"
        taken.add(slug)
        known[(name, note)] = Person(slug=slug, name=name, note=note, name_key=folded(name))
        added.append(known[(name, note)])
    Person.objects.bulk_create(added, batch_size=2_000)
    return {written: known[split_name(written)] for written in names}
