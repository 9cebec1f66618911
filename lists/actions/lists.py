"""Making a list, changing what it says of itself, taking it back."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.actions import refuse_suspended
from accounts.models import Member
from films.models import Film
from films.titles import slug_of
from lists.actions.items import add_films
from lists.actions.publishing import publish
from lists.actions.smart import look_for_cover
from lists.models import List
from social.actions.mentions import members_named
from social.locks import keep_from_leaving
from social.models import Audience
from web import text as texts


@dataclass(frozen=True, kw_only=True)
class Said:
    """All that a list says of itself; without `comments_from` its author's own choice holds."""

    title: str
    description: str = ""
    is_ranked: bool = False
    tags: list[str] = field(default_factory=list)
    audience: str = Audience.EVERYONE
    comments_from: str = ""

    @property
    def facts(self) -> dict[str, Any]:
        """The columns of the list that follow from this."""
        named = [member.username for member in members_named(self.description)]
        rendered = texts.render(self.description, named)
        return {
            "title": self.title.strip(),
            "description": self.description.strip(),
            "description_html": rendered.html,
            "lead_html": rendered.lead_html,
            "renderer": texts.VERSION,
            "is_ranked": self.is_ranked,
            "tags": self.tags,
            "audience": self.audience,
            "comments_from": self.comments_from,
        }


@transaction.atomic
def create_list(
    said: Said,
    *,
    by: Member,
    films: Iterable[Film] = (),
    filters: dict[str, str] | None = None,
    order: str = "",
    cloned_from: List | None = None,
    save_key: UUID | None = None,
    at: datetime.datetime | None = None,
) -> List:
    """A new list of these films, or with `filters` a smart one. Saving again with the same key returns the list that
    stands, changed to what is said now. Raises Suspended where others could read it."""
    refuse_for_others(said, by=by)
    at = at or timezone.now()
    keep_from_leaving(by)  # and nobody takes the free address meanwhile
    stands = List.objects.filter(author=by, save_key=save_key).first() if save_key else None
    if stands:
        edit_list(stands, said)
        return stands
    facts = {
        "filters": filters,
        "order": order,
        "cloned_from": cloned_from,
        "save_key": save_key,
        **said.facts,
    }
    made = List.objects.create(
        author=by, slug=free_slug(said.title, by), created_at=at, updated_at=at, **facts
    )
    add_films(made, films, by=by, at=at)
    if filters is not None:
        look_for_cover(made)
    publish(made, at=at)
    return made


@transaction.atomic
def edit_list(list_: List, said: Said) -> None:
    """Changes what a list says of itself; its address stays. Raises Suspended where others could read it."""
    refuse_for_others(said, by=list_.author)
    now = timezone.now()
    for name, value in {**said.facts, "updated_at": now}.items():
        setattr(list_, name, value)
    list_.save(update_fields=[*said.facts, "updated_at"])
    publish(list_, at=now)


def refuse_for_others(said: Said, *, by: Member) -> None:
    """Who is suspended goes on with lists for themselves alone."""
    if said.audience != Audience.ME:
        refuse_suspended(by)


def free_slug(title: str, author: Member) -> str:
    """An address that no other list of this member has, nor one that they deleted lately."""
    wanted = slug_of(title, otherwise="list")
    taken = set(List.objects.filter(author=author, slug__startswith=wanted).values_list("slug", flat=True))
    slug, number = wanted, 1
    while slug in taken:
        number += 1
        slug = f"{wanted}-{number}"
    return slug
