"""What curators look at: posters, backdrops, pages elsewhere."""

from __future__ import annotations

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from films.models import Film
from films.posters import drawn_poster_digest
from web import pictures

ELSEWHERE = (
    ("imdb_id", "IMDb", "https://www.imdb.com/title/{}/"),
    ("tmdb_id", "TMDB", "https://www.themoviedb.org/movie/{}"),
    ("wikidata_id", "Wikidata", "https://www.wikidata.org/wiki/{}"),
    ("letterboxd_id", "Letterboxd", "https://letterboxd.com/film/{}/"),
)


def thumbnail(film: Film) -> SafeString:
    src = pictures.POSTER.url(film.poster, 150, "jpg") if film.poster else drawn_poster_src(film)
    return format_html('<img src="{}" width="40" height="60" alt="" loading="lazy">', src)


def posters(film: Film) -> SafeString:
    """The uploaded poster where there is one, and the drawn one."""
    shown = [(drawn_poster_src(film), "Drawn")]
    if film.poster:
        shown.insert(0, (pictures.POSTER.url(film.poster, 300, "jpg"), "Uploaded, shown on the site"))
    figure = '<figure class="curated"><img src="{}" width="120" height="180" alt=""><figcaption>{}</figcaption></figure>'
    return format_html_join("", figure, shown)


def backdrop(film: Film) -> SafeString | str:
    if not film.backdrop:
        return "None"
    return format_html('<img src="{}" width="400" alt="">', pictures.BACKDROP.url(film.backdrop, 800, "jpg"))


def drawn_poster_src(film: Film) -> str:
    return f"/film/{film.slug}/poster-{drawn_poster_digest(film.title, film.directed_by, film.year)}.svg"


def links_elsewhere(film: Film) -> SafeString | str:
    links = [
        (address.format(getattr(film, field)), name)
        for field, name, address in ELSEWHERE
        if getattr(film, field)
    ]
    return format_html_join(" · ", '<a href="{}" rel="noreferrer noopener">{}</a>', links) or "None known"
