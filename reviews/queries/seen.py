"""Which spoilers inside texts stand open: those of films that the viewer has seen, and all of their own."""

from __future__ import annotations

from collections.abc import Iterable

from reviews.models import Mark
from social.models import Viewer
from web import text as texts


def films_seen(rendered: Iterable[str], viewer: Viewer) -> set[str]:
    """The slugs of films that spoilers in these texts name and that this viewer has watched: a query only where any is
    named, which is rare."""
    named = set().union(*map(texts.films_named, rendered))
    if not named or not viewer.is_authenticated:
        return set()
    watched = Mark.objects.of(viewer).watched().filter(film__slug__in=named)
    return set(watched.values_list("film__slug", flat=True))


def opened(rendered: str, about: str, seen: set[str], *, has_watched: bool, is_own: bool) -> str:
    """The text as its reader gets it: `about` is the slug of the film it is about, `has_watched` that film."""
    if is_own:
        return texts.uncovered(rendered, texts.films_named(rendered) | {about}, about)
    return texts.uncovered(rendered, seen | {about} if has_watched else seen, about)
