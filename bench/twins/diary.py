"""A diary in two statements: its latest lines, and how many entries each month has."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from html import escape

from bench.twins import browse
from bench.twins.cards import FILM, OF_AUTHOR, reaches
from bench.twins.database import Row, rows
from bench.twins.how import FACTS, FORMATS, PLACES, WITH_FACTS, how
from bench.twins.layout import Request, next_page, page
from bench.twins.member import head, member_open_to
from bench.twins.parts import MONTHS, SITE_NAME, empty, icon, more, name_of, poster, stars
from films import vocabulary
from web.words import in_words

LINES_A_PAGE, YEARS_SHOWN = 50, 8
LINES = f"""
WITH latest AS MATERIALIZED (SELECT entry.id FROM reviews_entry AS entry
    WHERE entry.author_id = %(author)s AND entry.watched_on IS NOT NULL AND {OF_AUTHOR}
    ORDER BY entry.watched_on DESC, entry.id DESC LIMIT {LINES_A_PAGE + 1})
SELECT entry.id, entry.number, entry.watched_on, entry.is_rewatch, entry.rating, entry.reach, entry.audience,
    entry.lead_html <> '' AS is_review, author.username, mark.liked_at IS NOT NULL AS author_liked_film,
    film.id AS film_id, film.state, {FACTS}, {FILM}
FROM latest JOIN reviews_entry AS entry ON entry.id = latest.id JOIN films_film AS film ON film.id = entry.film_id
JOIN accounts_member AS author ON author.id = entry.author_id
{WITH_FACTS}
LEFT JOIN reviews_mark AS mark ON mark.member_id = entry.author_id AND mark.film_id = entry.film_id
ORDER BY entry.watched_on DESC, entry.id DESC
"""
MONTHS_OF_DIARY = f"""
SELECT extract(year FROM watched_on)::int AS year, count(*) AS entries FROM reviews_entry AS entry
WHERE author_id = %(author)s AND watched_on IS NOT NULL AND {OF_AUTHOR}
GROUP BY extract(year FROM watched_on), extract(month FROM watched_on) ORDER BY year DESC
"""
CHOICES: tuple[tuple[str, str, tuple[tuple[str, str], ...]], ...] = (
    ("rating", "Rating", tuple((str(rating), in_words(rating)) for rating in range(10, 0, -1))),
    ("rewatch", "Viewing", (("yes", "Rewatches"), ("no", "First viewings"))),
    ("review", "Review", (("yes", "With a review"), ("no", "Without a review"))),
    ("liked", "Liked", (("yes", "Liked films"), ("no", "Films not liked"))),
    ("place", "Where", tuple(PLACES.items())),
    ("format", "From what", tuple(FORMATS.items())),
    ("genre", "Genre", tuple(vocabulary.GENRES.items())),
)
COLUMNS = ("Month", "Day", "Film", "Released", "Rating", "Like")


def diary_page(request: Request, username: str) -> str | None:
    member = member_open_to(request, username)
    if member is None:
        return None
    is_own = member.id == request.viewer_id
    readable = {"author": member.id, "reaches": reaches(is_own=is_own, follows=member.follows)}
    found = rows(request.connection, LINES, **readable)
    months = rows(request.connection, MONTHS_OF_DIARY, **readable)
    title = f"{name_of(member)}’s diary"
    main = f"""{head(request, member, title, "diary/")}
<div class="section">
{heading(member, months, is_own=is_own)}
{periods(request.path, months)}
{filters(request) if months else ""}
{table(request, title, found[:LINES_A_PAGE], is_own=is_own)}
{more(following(request, found))}
</div>"""
    return page(request, f"{title} · {SITE_NAME}", main, main_class="diary-page")


def heading(member: Row, months: list[Row], *, is_own: bool) -> str:
    number, url = sum(one.entries for one in months), f"/@{member.username}/diary/"
    count = f' <span class="diary__count">{number:,} {"entry" if number == 1 else "entries"}</span>'
    own = ""
    if is_own:
        own = '<a class="section__more" href="/settings/diary/">Calendar and feed</a>'
    elif not member.is_private:
        own = f'<a class="section__more" href="{url}calendar.ics">Calendar</a>'
    return f"""<div class="section__head"><h2>The whole diary{count if number else ""}</h2>
<p class="diary__ways"> <a class="section__more" href="{url}on-this-day/">On this day</a> {own}</p></div>"""


def periods(path: str, months: list[Row]) -> str:
    by_year: Counter[int] = Counter()
    for one in months:
        by_year[one.year] += one.entries
    years = [
        f'<li><a href="{path}?year={year}">{year} <span class="periods__count">{count}'
        '<span class="visually-hidden"> entries</span></span></a></li>'
        for year, count in by_year.items()
    ]
    if not years:
        return ""
    earlier = ""
    if len(years) > YEARS_SHOWN:
        rest = "".join(years[YEARS_SHOWN:])
        summary = f"<summary>Earlier {icon('chevron-down')}</summary>"
        earlier = f'<details>{summary}<ul class="periods__list">{rest}</ul></details>'
    latest = "".join(years[:YEARS_SHOWN])
    return f'<nav class="periods" aria-label="Years"><ul class="periods__list">{latest}</ul>\n{earlier}</nav>'


def filters(request: Request) -> str:
    used = browse.words_in_use(request)["country"]
    return f"""<details class="diary-filters"><summary class="button">{icon("filter")} Filter</summary>
<form class="filters" method="get">
{selects(used)}
<div class="filters__field"><label for="filter-tag">Tag</label><input id="filter-tag" name="tag" type="text" maxlength="50" value="" autocapitalize="none"></div>
<button class="button">Show</button>
</form></details>"""


@lru_cache(maxsize=4)
def selects(used: frozenset[str]) -> str:
    countries = tuple((code, label) for code, label in browse.COUNTRIES.items() if code in used)
    decades = tuple(browse.decades().items())
    fields = (*CHOICES, ("decade", "Decade", decades), ("country", "Country", countries))
    return "".join([select(name, label, options) for name, label, options in fields])


def select(name: str, label: str, options: Iterable[tuple[str, str]]) -> str:
    listed = "".join([f'<option value="{word}">{escape(said)}</option>' for word, said in options])
    return (
        f'<div class="filters__field"><label for="filter-{name}">{label}</label><select id="filter-{name}" name="{name}">'
        f'<option value="">Any</option>{listed}</select></div>\n'
    )


def table(request: Request, title: str, entries: list[Row], *, is_own: bool) -> str:
    if not entries and is_own:
        words = "Log the last film you saw: the day, how you liked it, and if you want a few words."
        return empty("Your diary is empty", words, url="/log/", action="Log a film", name="calendar")
    if not entries:
        return empty("Nothing here yet", "Films logged with a date stand here.", name="calendar")
    columns = "".join([f'<th role="columnheader" scope="col">{name}</th>' for name in COLUMNS])
    for name in ("Rewatch, review, audience", *(("Edit",) if is_own else ())):
        columns += f'<th role="columnheader" scope="col"><span class="visually-hidden">{name}</span></th>'
    month, lines = None, []
    for entry in entries:
        of_entry = entry.watched_on.year, entry.watched_on.month
        lines.append(line(request, entry, opens_month=of_entry != month, is_own=is_own))
        month = of_entry
    return f"""<table class="diary" role="table"><caption class="visually-hidden">{title}, newest first</caption>
<thead role="rowgroup"><tr role="row">{columns}</tr></thead>
<tbody role="rowgroup">{"".join(lines)}</tbody></table>"""


def line(request: Request, entry: Row, *, opens_month: bool, is_own: bool) -> str:
    date, film = entry.watched_on, f"/@{entry.username}/film/{entry.slug}/"
    url = film if entry.number == 1 else f"{film}{entry.number}/"
    of_month = f"{request.path}?year={date.year}&amp;month={date.month}"
    month = f'<a href="{of_month}"><b>{MONTHS[date.month]}</b> {date.year}</a>' if opens_month else ""
    facts = f'<p class="diary__facts">{how(entry)}</p>' if entry.place is not None else ""
    year = f'<span class="year">{entry.year}</span>' if entry.year else ""
    if is_own:
        rating, like, edit = rating_form(request, entry), like_form(request, entry), edit_link(entry)
    else:
        rating, edit = stars(entry.rating), ""
        heart = icon("heart", "Liked the film")
        like = f'<span class="liked-mark">{heart}</span>' if entry.author_liked_film else ""
    return f"""<tr role="row" id="entry-{entry.id}">
<td role="cell" class="diary__month">{month}</td>
<td role="cell" class="diary__day"><a href="{of_month}&amp;day={date.day}"><time datetime="{date.isoformat()}">{date.day}</time></a></td>
<td role="cell" class="diary__film">{poster(entry, "tiny")} <div class="diary__words"><h3 class="diary__title"><a href="{url}">{escape(entry.title)}</a></h3>{facts}</div></td>
<td role="cell" class="diary__year">{year}</td>
<td role="cell" class="diary__rating">{rating}</td>
<td role="cell" class="diary__like">{like}</td>
<td role="cell" class="diary__marks">{marks(entry, url)}</td>
{edit}
</tr>
"""


def marks(entry: Row, url: str) -> str:
    said = ""
    if entry.is_rewatch:
        said += f'<span title="Rewatch">{icon("repeat", "Rewatch")}</span>'
    if entry.is_review:
        said += f'<a href="{url}" title="Review">{icon("talk", f"Read the review of {entry.title}")}</a>'
    if entry.reach != "everyone":
        who = "Only you" if entry.audience == "me" else "Followers only"
        said += f'<span title="{who}">{icon("lock", who)}</span>'
    return said


def rating_form(request: Request, entry: Row) -> str:
    key, address = f"rating-of-{entry.id}", f"/entries/{entry.id}/rate/"
    drawn = stars(entry.rating) or '<span class="stars"></span>'
    words = "Change the rating" if entry.rating else "Rate this viewing"
    options = "".join(
        [
            f'<option value="{rating}"{" selected" if rating == entry.rating else ""}>{in_words(rating)}</option>'
            for rating in range(10, 0, -1)
        ]
    )
    title = escape(entry.title)
    return f"""<form class="line-rating" id="{key}" method="post" action="{address}" data-hx-post="{address}" data-hx-swap="outerHTML" data-hx-trigger="change delay:400ms, submit" data-hx-sync="this:replace">
{request.csrf_field}{back(request, entry)}
<span class="line-rating__choice"><span class="line-rating__stars" aria-hidden="true">{drawn}</span><select id="{key}-choice" name="rating" aria-label="Your rating of {title}" title="{words}"><option value="">No rating</option>{options}</select></span>
<button class="button button--small line-rating__save">Save<span class="visually-hidden"> the rating of {title}</span></button>
</form>"""


def like_form(request: Request, entry: Row) -> str:
    liked, title = entry.author_liked_film, escape(entry.title)
    address, key = f"/entries/{entry.id}/{'unlike' if liked else 'like'}-film/", f"like-in-{entry.id}"
    button = ""
    if liked or entry.state != "retired":
        look, word = (" line-like__button--on", "Liked") if liked else ("", "Like")
        rest = f"Liked: {title}. Take the like back" if liked else f"Like {title}"
        sign = f'{icon("heart" if liked else "heart-line")}<span class="visually-hidden">{rest}</span>'
        button = f'<button class="line-like__button{look}" id="{key}-button" title="{word}">{sign}</button>'
    return f"""<input type="hidden" name="line" value="{entry.id}" data-film="{entry.film_id}"><form class="line-like" id="{key}" method="post" action="{address}" data-hx-post="{address}" data-hx-swap="outerHTML" data-hx-include="[data-film='{entry.film_id}']">
{request.csrf_field}{back(request, entry)}
{button}
</form>"""


def back(request: Request, entry: Row) -> str:
    return f'<input type="hidden" name="next" value="{escape(request.full_path)}#entry-{entry.id}">'


def edit_link(entry: Row) -> str:
    sign = icon("pencil", f"Edit the entry on {entry.title}")
    return f'<td role="cell" class="diary__edit"><a class="button button--quiet button--icon" href="/entries/{entry.id}/edit/">{sign}</a></td>'


def following(request: Request, found: list[Row]) -> str:
    if len(found) <= LINES_A_PAGE:
        return ""
    last = found[LINES_A_PAGE - 1]
    at = datetime.datetime.combine(last.watched_on, datetime.time(), datetime.UTC)
    return next_page(request.path, request.query, {"at": at.isoformat()}, last.id)
