"""What stands on every kind of page: words, icons, faces, stars and posters."""

from __future__ import annotations

import datetime
import os
from html import escape

from bench.twins.database import Row
from films.posters import drawn_poster_digest

SITE_NAME = os.environ.get("SITE_NAME") or "Houselights"
MEDIA = os.environ.get("MEDIA_URL") or "/media/"
AVATAR_TONES = 12
MONTHS = ("", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
SIZES = {
    "tiny": "40px",
    "small": "74px",
    "medium": "(min-width: 36rem) 150px, 31vw",
    "large": "(min-width: 68rem) 232px, (min-width: 48rem) 256px, 104px",
}


def short_count(number: int) -> str:
    if number < 10_000:
        return f"{number:,}"
    return f"{number // 1000}k" if number < 1_000_000 else f"{number / 1_000_000:.1f}M"


def counted(number: int, singular: str, plural: str) -> str:
    return f"{short_count(number)} {singular if number == 1 else plural}"


def in_words(rating: int) -> str:
    return f"{rating / 2:g} {'star' if rating <= 2 else 'stars'}"


def day(date: datetime.date) -> str:
    return f"{date.day} {MONTHS[date.month]} {date.year}"


def dated(date: datetime.date) -> str:
    """A date for people and for machines."""
    return f'<time datetime="{date:%Y-%m-%d}">{day(date)}</time>'


def icon(name: str, label: str = "") -> str:
    said = f'role="img" aria-label="{escape(label)}"' if label else 'aria-hidden="true"'
    return f'<svg class="icon" {said}><use href="/static/icons.svg#{name}"/></svg>'


HEART, HEART_LINE, LOCK, WARNING = icon("heart"), icon("heart-line"), icon("lock"), icon("warning")
TALK = icon("talk")
LIKED_MARK = f'<span class="liked-mark">{icon("heart", "Liked the film")}</span>'


def stars(rating: int | None, size: str = "", whose: str = "") -> str:
    if not rating:
        return ""
    variant = f" stars--{size}" if size else ""
    label = f"{whose}{rating / 2:g} out of 5 stars"
    return f'<span class="stars stars--{rating}{variant}" role="img" aria-label="{label}"></span>'


def name_of(member: Row) -> str:
    """The name people read, escaped."""
    return escape(member.display_name or member.username)


def avatar(member: Row, member_id: int, size: str, *, is_named: bool = False, is_plain: bool = False) -> str:
    """A face that leads to its member's profile; `is_plain` leads nowhere, `is_named` says whose it is."""
    face = f'class="avatar avatar--{size} avatar--tone-{member_id % AVATAR_TONES}"'
    if member.avatar:
        source = f"{MEDIA}avatars/{member.avatar}-192.webp"
        inner = f'<img src="{source}" width="96" height="96" alt="" loading="lazy" decoding="async">'
    else:
        inner = escape((member.display_name or member.username)[0].upper())
    if is_plain:
        return f'<span {face} aria-hidden="true">{inner}</span>'
    if is_named:
        name = name_of(member)
        said = f' title="{name}" aria-label="{name}"'
    else:
        said = ' aria-hidden="true" tabindex="-1"'
    return f'<a {face} href="/@{member.username}/"{said}>{inner}</a>'


def poster_source(film: Row) -> str:
    if film.poster:
        return f"{MEDIA}posters/{film.poster}-300.jpg"
    return f"/film/{film.slug}/poster-{drawn_poster_digest(film.title, film.directed_by, film.year)}.svg"


def poster(film: Row, size: str, *, url: str = "", states: str = "") -> str:
    """A film's poster that leads to the film, or to `url`; `states` is what the viewer did with it."""
    year = f" ({film.year})" if film.year else ""
    alt = f"{escape(film.title)}{year}"
    loading = 'fetchpriority="high"' if size == "large" else 'loading="lazy" decoding="async"'
    picture = f'<img class="poster__picture" src="{poster_source(film)}" width="200" height="300" alt="{alt}" {loading}>'
    if film.poster:
        widths = ", ".join(f"{MEDIA}posters/{film.poster}-{width}.webp {width}w" for width in (150, 300, 600))
        source = f'<source type="image/webp" srcset="{widths}" sizes="{SIZES[size]}">'
        picture = f"<picture>{source}{picture}</picture>"
    if size == "large":
        frame = f'<span class="poster__frame">{picture}</span>'
    else:
        frame = f'<a class="poster__frame" href="{url or f"/film/{film.slug}/"}">{picture}</a>'
    return f'<div class="poster poster--{size}">\n{frame}\n{states}\n</div>'


def poster_strip(films: list[Row], variant: str = "") -> str:
    posters = "".join([f"<li>{poster(film, 'medium')}</li>" for film in films])
    return f'<ul class="poster-strip{variant}">{posters}</ul>'


def histogram(stats: Row, address: str, words: tuple[str, str], *, end: str = "") -> str:
    """Ten bars, each leading to `address` followed by its rating and the `end`; "" without ratings."""
    if not stats.ratings_count:
        return ""
    counts = stats.rated
    tallest = max(counts)
    bars = []
    for rating, count in enumerate(counts, start=1):
        said = f"{in_words(rating)}: {counted(count, *words)}"
        level = -(-count * 20 // tallest)
        height = f" bar--{level}" if level else ""
        bars.append(
            f'<li><a class="histogram__bar" href="{address}{rating}{end}" title="{said}"><span class="bar{height}"></span>'
            f'<span class="visually-hidden">{said}</span></a></li>\n'
        )
    return (
        f'<ol class="histogram__bars">\n{"".join(bars)}</ol>\n'
        '<p class="histogram__scale" aria-hidden="true"><span>½</span><span>5</span></p>'
    )


def empty(title: str, text: str, *, url: str = "", action: str = "", name: str = "lamp") -> str:
    way_on = f'<a class="button" href="{url}">{action}</a>' if url else ""
    return (
        f'<div class="empty">\n<p class="empty__icon">{icon(name)}</p>\n<h2>{title}</h2>\n'
        f'<p class="empty__text">{text}</p>\n{way_on}\n</div>'
    )


def more(url: str) -> str:
    """The way to the next page, where there is one."""
    if not url:
        return ""
    arrow = icon("chevron-right")
    link = f'<a class="button" rel="next" href="{escape(url)}">More {arrow}</a>'
    return f'<nav class="paging" aria-label="Pages">\n\n\n{link}\n</nav>'
