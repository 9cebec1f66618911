"""Putting a film into several lists at once, and all films of one list into others."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db import transaction

from accounts.actions import Suspended
from accounts.models import Member
from films.models import Film
from lists.actions.holding import NotTheirs, hold_all
from lists.actions.items import ListIsFull, add_keys, remove_film
from lists.models import Item, List


@dataclass
class Done:
    """What came of it: to which lists how many films were added, from which one was taken out, in which a note keeps
    it, which are full, and which did not let this member."""

    added: list[tuple[List, int]] = field(default_factory=list)
    removed: list[List] = field(default_factory=list)
    noted: list[List] = field(default_factory=list)
    full: list[List] = field(default_factory=list)
    refused: list[List] = field(default_factory=list)


@transaction.atomic
def put_into(lists: Iterable[List], films: Sequence[int], *, by: Member) -> Done:
    """Adds the films, by key and in this order, to each of the lists. A list that refuses keeps the others from nothing."""
    done, chosen = Done(), sorted(lists, key=lambda one: one.pk)
    hold_all(chosen, by=by)
    for list_ in chosen:
        put_in(films, list_, by=by, done=done)
    return done


@transaction.atomic
def choose_lists(film: Film, *, into: Iterable[List], out_of: Iterable[List], by: Member) -> Done:
    """Puts the film into some lists and takes it out of others, but where a note stands on it: words are not thrown
    away by a tick."""
    done = Done()
    acts = {list_.pk: (list_, True) for list_ in into} | {list_.pk: (list_, False) for list_ in out_of}
    hold_all((list_ for list_, _ in acts.values()), by=by)
    for _, (list_, is_put) in sorted(acts.items()):
        if is_put:
            put_in([film.pk], list_, by=by, done=done)
        else:
            take_out(film, list_, by=by, done=done)
    return done


def put_in(films: Sequence[int], list_: List, *, by: Member, done: Done) -> None:
    try:
        with transaction.atomic():
            done.added.append((list_, add_keys(list_, films, by=by)))
    except ListIsFull:
        done.full.append(list_)
    except (NotTheirs, Suspended):
        done.refused.append(list_)


def take_out(film: Film, list_: List, *, by: Member, done: Done) -> None:
    item = Item.objects.of(list_).filter(film=film).select_related("list").first()
    if item is None:
        return
    if item.note:
        done.noted.append(list_)
        return
    try:
        with transaction.atomic():
            remove_film(item, by=by)
    except (NotTheirs, Suspended):
        done.refused.append(list_)
    else:
        done.removed.append(list_)
