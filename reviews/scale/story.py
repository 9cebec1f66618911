"""Fills an empty database with a world: all of it or nothing."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import transaction

from reviews.scale import counts, tables
from reviews.scale.copying import Rows
from reviews.scale.crowd import Crowd
from reviews.scale.diaries import Diaries
from reviews.scale.diarist import Diarist
from reviews.scale.films import Catalogue
from reviews.scale.lists import Lists
from reviews.scale.members import Members
from reviews.scale.times import Clock
from reviews.scale.world import World

Say = Callable[[str], object]


class NotEmpty(Exception):
    """The database has members, films or people already; the message names the table of the first ones."""


def tell(world: World, password: str, *, say: Say) -> None:
    """Writes the world; `password` is the hash that all members share. `say` is told each step. Raises NotEmpty."""
    with transaction.atomic():
        if filled := tables.first_filled():
            raise NotEmpty(filled)
        counts.make_room_for_title_keys()
        with tables.set_aside():
            write_rows(world, password, say)
            with timed("Counts of films, members, reviews and follows", say):
                counts.count_everything()
            say("Keys, indexes and foreign keys are being built …")
            started = time.monotonic()
        tables.continue_numbering()
        say(f"Keys, indexes and foreign keys: {time.monotonic() - started:.0f} s.")
    with timed("Statistics for the planner", say):
        tables.tidy()


def write_rows(world: World, password: str, say: Say) -> None:
    clock, crowd = Clock(world), Crowd(world)
    catalogue, members = Catalogue(world, clock), Members(world, crowd, clock, password)
    with Rows({**tables.COLUMNS, counts.NEW_TITLE_KEYS: "id, film_id, key, is_main"}) as rows:
        with timed(f"{world.films:,} films with their people and titles", say):
            catalogue.people.write(rows)
            catalogue.write(rows)
        with timed(f"{world.reviews:,} reviews, and marks, viewings and likes", say):
            diaries = Diaries(world, crowd, catalogue, members, clock, rows)
            diaries.write()
            Diarist(world, diaries, members.diarist).write()
        with timed("Lists and their films", say):
            Lists(world, crowd, catalogue, members, clock, rows).write()
        with timed(f"{members.count:,} members and whom they follow", say):
            members.write(rows)
    say("Rows: " + ", ".join(f"{count:,} {table}" for table, count in rows.counts.items()) + ".")


@contextmanager
def timed(what: str, say: Say) -> Iterator[None]:
    started = time.monotonic()
    yield
    say(f"{what}: {time.monotonic() - started:.0f} s.")
