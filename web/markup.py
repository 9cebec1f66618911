"""The smallest parts of pages as functions: a page has up to a hundred of them, and a template each would cost more than
all else on it. Both template languages say them by these names (web/templatetags/parts.py, web/parts.py)."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from django.templatetags.static import static
from django.utils import timezone
from django.utils.dates import MONTHS, MONTHS_3
from django.utils.safestring import SafeString
from markupsafe import escape

from web.words import in_stars

SIZES = {
    "tiny": "40px",
    "small": "74px",
    "large": "(min-width: 68rem) 232px, (min-width: 48rem) 256px, 104px",
}
OTHER_SIZES = "(min-width: 36rem) 150px, 31vw"
ENDS_OF_SCRIPTS = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


def filled(form: str, *facts: Any) -> SafeString:
    """The form with these facts in its places, escaped unless they are markup; as Django's `format_html`, but quicker."""
    return SafeString(form.format(*map(escape, facts)))


def joined(markup: Iterable[SafeString], between: str = "") -> SafeString:
    return SafeString(between.join(markup))


def drawing(shape: object) -> SafeString:
    """A chart of web/charts, the only one to call this: every word in it is escaped there."""
    return SafeString(str(shape))


def linked_data(facts: dict[str, Any]) -> SafeString:
    """Facts for programs, as JSON-LD: a block that browsers do not run, whatever is said in it (HTML, 4.12.1)."""
    said = json.dumps(facts, ensure_ascii=False, separators=(",", ":")).translate(ENDS_OF_SCRIPTS)
    return SafeString(f'<script type="application/ld+json">{said}</script>')


@lru_cache(maxsize=2_000)
def icon(name: str, label: str = "") -> SafeString:
    """An icon of the sprite: decorative, or with a label for those who do not see it."""
    said = filled('role="img" aria-label="{}"', label) if label else SafeString('aria-hidden="true"')
    sprite = static("icons.svg")
    return filled('<svg class="icon" {}><use href="{}#{}"/></svg>', said, sprite, name)


@lru_cache(maxsize=2_000)
def stars(rating: int, size: str = "", whose: str = "") -> SafeString:
    """A rating in half-stars; `size` is small, large or huge, `whose` a name said to those who do not see it."""
    look = f" stars--{size}" if size else ""
    said = f"{whose}: " if whose else ""
    return filled(
        '<span class="stars stars--{}{}" role="img" aria-label="{}{} out of 5 stars"></span>',
        rating,
        look,
        said,
        in_stars(rating),
    )


def day(date: datetime.date, form: str = "") -> SafeString:
    """A date as people write it, and as machines do: 14 Nov 2026, `brief` 14 Nov, `long` 14 November 2026; of a moment,
    the date where the viewer is."""
    return written(timezone.localdate(date) if isinstance(date, datetime.datetime) else date, form)


@lru_cache(maxsize=20_000)
def written(date: datetime.date, form: str) -> SafeString:
    look = SafeString(' class="nowrap"') if form == "brief" else ""
    month = MONTHS[date.month] if form == "long" else str(MONTHS_3[date.month]).title()
    words = f"{date.day} {month}" if form == "brief" else f"{date.day} {month} {date.year}"
    return filled('<time{} datetime="{}">{}</time>', look, date.isoformat(), words)


def moment(when: datetime.datetime) -> SafeString:
    """A time where the viewer is: 14 Nov 2026, 21:04."""
    local = timezone.localtime(when)
    words = f"{local.day} {str(MONTHS_3[local.month]).title()} {local.year}, {local:%H:%M}"
    return filled('<time datetime="{}">{}</time>', local.isoformat(timespec="minutes"), words)


def links(things: Iterable[Any]) -> SafeString:
    """Links to all of them, with commas between: people, or what else has a url and a name."""
    return joined([filled('<a href="{}">{}</a>', thing.url, thing.name) for thing in things], ", ")


def cast(credited: Iterable[Any]) -> SafeString:
    """Who played, each with the character's name."""
    lines = []
    for credit in credited:
        person = credit.person
        link = filled('<a href="{}">{}</a>', person.url, person.name)
        character = credit.character
        lines.append(filled('{} <span class="muted">as {}</span>', link, character) if character else link)
    return joined(lines, ", ")


def avatar(member: Any, size: str, *, named: bool = False, plain: bool = False) -> SafeString:
    """The picture or initial of a member: a link, unless plain; `named` where no name stands beside it."""
    look = f"avatar avatar--{size} avatar--tone-{member.tone}"
    picture = member.avatar_src
    face = (
        filled('<img src="{}" width="96" height="96" alt="" loading="lazy" decoding="async">', picture)
        if picture
        else member.initial
    )
    if plain:
        return filled('<span class="{}" aria-hidden="true">{}</span>', look, face)
    if named:
        said = filled('title="{0}" aria-label="{0}"', member.name)
    else:
        said = SafeString('aria-hidden="true" tabindex="-1"')
    return filled('<a class="{}" href="{}" {}>{}</a>', look, member.url, said, face)


def poster(film: Any, size: str, mark: Any = None, *, dialog_url: str = "") -> SafeString:
    """The poster of a film, tiny, small, medium or large, with what the viewer did with the film.

    It leads to the film, or to `dialog_url` in a dialog; a large one stands on the page of its film and leads nowhere.
    """
    states = filled('<p class="poster__states">{}</p>', states_of(mark)) if mark else ""
    picture = picture_of(film, size)
    if size == "large":
        frame = filled('<span class="poster__frame">{}</span>', picture)
    elif dialog_url:
        frame = filled('<a class="poster__frame" href="{}" data-dialog>{}</a>', dialog_url, picture)
    else:
        frame = filled('<a class="poster__frame" href="{}">{}</a>', film.url, picture)
    return filled('<div class="poster poster--{}">{}{}</div>', size, frame, states)


def picture_of(film: Any, size: str) -> SafeString:
    haste = 'fetchpriority="high"' if size == "large" else 'loading="lazy" decoding="async"'
    year = f" ({film.year})" if film.year else ""
    image = filled(
        '<img class="poster__picture" src="{}" width="200" height="300" alt="{}{}" {}>',
        film.poster_src,
        film.title,
        year,
        SafeString(haste),
    )
    widths = film.poster_srcset
    if not widths:
        return image
    return filled(
        '<picture><source type="image/webp" srcset="{}" sizes="{}">{}</picture>',
        widths,
        SIZES.get(size, OTHER_SIZES),
        image,
    )


def states_of(mark: Any) -> SafeString:
    said = []
    if mark.rating:
        said.append(stars(mark.rating, whose="You"))
    elif mark.is_watched:
        said.append(state("eye", "Watched", "poster__state--watched"))
    if mark.is_liked:
        said.append(state("heart", "Liked", "poster__state--liked"))
    if mark.is_on_watchlist:
        said.append(state("bookmark", "On your watchlist", ""))
    return joined(said)


@lru_cache
def state(name: str, words: str, look: str) -> SafeString:
    look = filled(' class="{}"', look) if look else ""
    return filled('<span{}>{}<span class="visually-hidden">{}</span></span>', look, icon(name), words)
