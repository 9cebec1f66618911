"""Plain makers of what tests need; everything not said is ordinary."""

from __future__ import annotations

import datetime
import itertools
from typing import Any

from accounts.models import Member
from films.actions.films import add_film, settle_film
from films.models import Credit, Film, Person, Role
from films.titles import folded, slug_of
from lists.actions import comments as under_lists
from lists.actions.lists import Said, create_list
from lists.models import List, ListComment
from reviews.actions.comments import comment
from reviews.actions.entries import Viewing, log_film
from reviews.models import Comment, Entry

PASSWORD = "correct horse battery"
numbers = itertools.count(1)


def a_member(username: str = "", **facts: Any) -> Member:
    return Member.objects.create_user(username or f"member_{next(numbers)}", PASSWORD, **facts)


def a_film(title: str = "", year: int = 1960, *, directed_by: str = "", **facts: Any) -> Film:
    film = add_film(title=title or f"Film number {next(numbers)}", year=year, **facts)
    if directed_by:
        a_credit(film, a_person(directed_by), role=Role.DIRECTOR)
        settle_film(film)
    return film


def a_person(name: str = "") -> Person:
    name = name or f"Person {next(numbers)}"
    return Person.objects.create(name=name, slug=slug_of(name), name_key=folded(name))


def a_credit(
    film: Film, person: Person, *, role: Role = Role.ACTOR, character: str = "", billing: int = 1
) -> Credit:
    return Credit.objects.create(film=film, person=person, role=role, character=character, billing=billing)


def an_entry(author: Member, film: Film, **said: Any) -> Entry:
    """A dated viewing unless the words say otherwise."""
    said.setdefault("watched_on", datetime.date(2026, 11, 14))
    return log_film(film, Viewing(**said), by=author)


def a_review(
    author: Member, film: Film, text: str = "The train window is the best frame in it.", **said: Any
) -> Entry:
    return an_entry(author, film, text=text, **said)


def a_comment(author: Member, review: Entry, text: str = "That window again.", **said: Any) -> Comment:
    return comment(review, text, by=author, **said)


def a_list(author: Member, *films: Film, title: str = "", **said: Any) -> List:
    """A list of these films in this order, for everyone unless the words say otherwise."""
    return create_list(Said(title=title or f"List number {next(numbers)}", **said), by=author, films=films)


def a_list_comment(author: Member, list_: List, text: str = "And the fourth?", **said: Any) -> ListComment:
    return under_lists.comment(list_, text, by=author, **said)
