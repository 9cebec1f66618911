"""Renders anew what an older renderer made, a handful at a time, so that nobody waits for it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from django.db import transaction

from reviews.models import Comment, Entry
from social.actions.mentions import members_named
from social.locks import lock
from social.models import Words
from web import text as texts
from web.models import Model

BATCH = 100

Facts = Callable[[Any, list[str]], dict[str, Any]]


def facts_of_entry(entry: Entry, known: list[str]) -> dict[str, Any]:
    """All that follows from the text of a review; the language only while nobody has chosen it."""
    rendered = texts.render(entry.text, known)
    facts = {
        "text_html": rendered.html,
        "lead_html": rendered.lead_html,
        "is_long": rendered.lead_html != rendered.html,
        "length": texts.length_of(entry.text),
    }
    return facts if entry.language_is_chosen else {**facts, "language": texts.language_of(entry.text)}


def facts_of_words(comment: Words, known: list[str]) -> dict[str, Any]:
    return {"text_html": texts.render(comment.text, known).html}


class Rendering(NamedTuple):
    """Which column holds what was typed, and what follows from it."""

    typed: str
    facts: Facts


RENDERED: dict[type[Model], Rendering] = {
    Entry: Rendering("text", facts_of_entry),
    Comment: Rendering("text", facts_of_words),
}


def render_next(written: type[Model], how: Rendering | None = None, *, after: int = 0) -> tuple[int, int]:
    """Renders the next BATCH of these anew, by key; returns how many and the last key, (0, after) at the end. `how` can
    be left out for what is in RENDERED.

    When they were edited is left alone. What its author saves meanwhile is newer, and stays.
    """
    typed, facts_of = how or RENDERED[written]
    rows: Any = written._default_manager
    old = rows.filter(renderer__lt=texts.VERSION).exclude(**{typed: ""})
    batch = list(old.filter(pk__gt=after).order_by("pk").defer(f"{typed}_html")[:BATCH])
    if not batch:
        return 0, after
    facts = {
        row.pk: facts_of(row, [member.username for member in members_named(getattr(row, typed))])
        for row in batch
    }
    with transaction.atomic():
        lock(rows.filter(pk__in=facts))
        for key, follows in facts.items():
            old.filter(pk=key).update(renderer=texts.VERSION, **follows)
    return len(batch), batch[-1].pk
