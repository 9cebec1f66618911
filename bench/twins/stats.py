"""A member's figures of all time in five statements at most; the charts are drawn by the library that the site has."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from types import SimpleNamespace
from typing import Any

from bench.twins import figures
from bench.twins.cards import FILM as OF_POSTERS
from bench.twins.cards import OF_AUTHOR, WITH_FILM, both, card, reaches
from bench.twins.database import Row, row, rows
from bench.twins.layout import Request, page
from bench.twins.list_page import VISIBLE
from bench.twins.member import head, member_open_to
from bench.twins.parts import SITE_NAME, counted, dated, empty, name_of, poster
from bench.twins.stat_charts import average_of, average_said, charts
from bench.twins.stat_rankings import rankings, section
from web.charts import bar
from web.words import in_words

REVIEW = both(f"""
SELECT {{card}}, {OF_POSTERS} FROM (
    SELECT stats.entry_id FROM reviews_reviewstats AS stats JOIN reviews_entry AS entry ON entry.id = stats.entry_id
    WHERE stats.author_id = %(author)s AND stats.likes_count > 0 AND entry.text <> '' AND {OF_AUTHOR}
    ORDER BY stats.likes_count DESC, stats.entry_id DESC LIMIT 1) AS chosen
JOIN reviews_entry AS entry ON entry.id = chosen.entry_id {{joins}} {WITH_FILM}
""")
LISTS = f"""
SELECT list.id, list.title, list.slug, author.username, author.display_name, stats.films_count,
    (SELECT count(*) FROM lists_item AS item JOIN reviews_mark AS mark ON mark.film_id = item.film_id
        AND mark.member_id = %(author)s AND mark.watched_at IS NOT NULL WHERE item.list_id = list.id) AS seen
FROM lists_list AS list JOIN accounts_member AS author ON author.id = list.author_id
JOIN lists_liststats AS stats ON stats.list_id = list.id
WHERE (list.id = ANY(ARRAY(SELECT id FROM lists_list WHERE author_id = %(author)s AND reach <> 'nobody'
            ORDER BY updated_at DESC, id DESC LIMIT 12))
        OR list.id = ANY(ARRAY(SELECT list_id FROM lists_listlike WHERE member_id = %(author)s
            ORDER BY created_at DESC, id DESC LIMIT 12)))
    AND list.filters IS NULL AND stats.films_count BETWEEN 1 AND 1000 AND {VISIBLE}
"""
MOST_LISTS = 8


def stats_page(request: Request, username: str) -> str | None:
    member = member_open_to(request, username)
    if member is None:
        return None
    is_own, is_member = member.id == request.viewer_id, request.viewer is not None
    readable: dict[str, Any] = {
        "author": member.id,
        "reaches": reaches(is_own=is_own, follows=member.follows),
    }
    diary = figures.diary_of(request, readable)
    title, url = f"{name_of(member)}’s stats", f"/@{member.username}/"
    if not diary.sums.number:
        told = nothing(is_own=is_own)
    else:
        found = figures.catalogue_of(request, readable, diary)
        films = named(request, diary, found)
        review = row(request.connection, REVIEW[is_member], **readable, viewer=request.viewer_id)
        lists = rows(request.connection, LISTS, author=member.id, viewer=request.viewer_id)
        told = f"""{years(request.path, url, diary)}
{numbers(diary, found)}
{charts(diary, url)}
{ends(diary, films)}
{outstanding(diary, found, films)}
{rankings(found, url)}
{beside_average(found, films)}
{most_liked(request, review) if review else ""}
{on_the_way(lists)}
{how(member, diary, found, url, is_own=is_own)}"""
    main = f'{head(request, member, title, "stats/")}\n<div class="figures-page">\n{told}\n</div>'
    words = f"What {name_of(member)}’s diary comes to: films, hours, people, places."
    return page(request, f"{title} · {SITE_NAME}", main, description=words)


def nothing(*, is_own: bool) -> str:
    if is_own:
        words = "Log the films you watch, and your stats grow here: hours, people, decades, how your ratings spread."
        return empty("Nothing to count yet", words, url="/log/", action="Log a film", name="chart")
    return empty(
        "Nothing to count yet", "Once films are logged here, their stats stand here too.", name="chart"
    )


def named(request: Request, diary: SimpleNamespace, found: SimpleNamespace) -> dict[int, Row]:
    keys = {one.key for one in (diary.first, diary.last, *diary.milestones, *diary.often)}
    keys |= {one.key for films in found.films.values() for one in films}
    return {film.id: film for film in rows(request.connection, figures.FILMS, keys=list(keys))}


def years(path: str, url: str, diary: SimpleNamespace) -> str:
    links = "".join([f'<a href="{url}year/{year}/">{year}</a>' for year in reversed(diary.times)])
    return f'<nav class="sorts" aria-label="Years"><a href="{path}" aria-current="page">All time</a>{links}</nav>'


def numbers(diary: SimpleNamespace, found: SimpleNamespace) -> str:
    told = {"Films": diary.sums.third, "Viewings": diary.sums.number, "Rewatches": diary.sums.other}
    if hours := round(found.minutes / 60):
        told["Hours"] = hours
    said = {name: f"{number:,}" for name, number in told.items()}
    if diary.ratings:
        said["Average"] = average_said(average_of(diary))
    places = "".join([f"<div><dt>{name}</dt><dd>{number}</dd></div>" for name, number in said.items()])
    return f'<dl class="figures-head">{places}</dl>'


def shown(films: Iterable[tuple[Row, str, str]]) -> str:
    """Posters with two lines each."""
    places = [
        f'<li>{poster(film, "medium")}<p class="film-figures__said"><b>{said}</b>{more and f"<span>{more}</span>"}</p></li>'
        for film, said, more in films
    ]
    return f'<ul class="film-figures">{"".join(places)}</ul>'


def ends(diary: SimpleNamespace, films: dict[int, Row]) -> str:
    first, last = diary.first, diary.last
    told = [(first, "First"), (last, "Latest")] if diary.sums.number > 1 else [(first, "The only one")]
    facts = ""
    if diary.streak and diary.streak.number > 1:
        days = f"<b>{diary.streak.number} days</b> in a row with a film, from {dated(diary.streak.day)}"
        facts += f"<li>Longest streak: {days}</li>"
    if diary.gap and diary.gap.number > 1:
        days = f"<b>{diary.gap.number} days</b> until the next film, from {dated(diary.gap.day)}"
        facts += f"<li>Longest wait: {days}</li>"
    listed = f'<ul class="facts-line">{facts}</ul>' if facts else ""
    milestones = [(films[one.key], f"Film {one.number:,}", dated(one.day)) for one in diary.milestones]
    return f"""<div class="figures-pair">
<section class="section"><h2>First and latest</h2>
{shown([(films[one.key], said, dated(one.day)) for one, said in told])}
{listed}
</section>
{section("Milestones", shown(milestones)) if milestones else ""}
</div>"""


def outstanding(diary: SimpleNamespace, found: SimpleNamespace, films: dict[int, Row]) -> str:
    highest = [(films[one.key], in_words(one.number), "") for one in found.films["highest"]]
    often = [(films[one.key], f"{one.number} times", "") for one in diary.often]
    return (section("Highest rated", shown(highest)) if highest else "") + (
        section("Seen most often", shown(often)) if often else ""
    )


def beside_average(found: SimpleNamespace, films: dict[int, Row]) -> str:
    told = ""
    for which, words in (("above", "higher"), ("below", "lower")):
        apart = [
            (films[one.key], in_words(one.number), f"average {average_said(one.average)}")
            for one in found.films[which]
        ]
        told += f'<h3 class="eyebrow">Rated {words} than by others</h3>{shown(apart)}' if apart else ""
    return section("Against the average", told) if told else ""


def most_liked(request: Request, review: Row) -> str:
    return section("Most liked review", card(request, review, review.slug, "poster"))


def on_the_way(lists: list[Row]) -> str:
    begun = [one for one in lists if one.seen]
    begun.sort(key=lambda one: (-min(one.seen, one.films_count) / one.films_count, -one.films_count, one.id))
    if not begun:
        return ""
    places = "".join(
        [
            f'<tr><th scope="row"><a href="/@{one.username}/list/{one.slug}/">{escape(one.title)}</a> '
            f'<span class="muted small">by {name_of(one)}</span>{bar(one.seen, one.films_count)}</th>'
            f"<td><b>{one.seen}</b></td><td>{one.films_count}</td></tr>\n"
            for one in begun[:MOST_LISTS]
        ]
    )
    return f"""<section class="section"><h2>Lists on the way</h2>
<p class="muted">Of the latest lists made or liked, those nearest the end.</p>
<table class="figures figures--ranking lists-seen"><caption class="visually-hidden">Lists made or liked, by how much of them is seen</caption>
<thead><tr><th scope="col">List</th><th scope="col">Seen</th><th scope="col">Films</th></tr></thead>
<tbody>{places}</tbody></table></section>"""


def how(member: Row, diary: SimpleNamespace, found: SimpleNamespace, url: str, *, is_own: bool) -> str:
    name, marked = name_of(member), counted(diary.marked.number, "film", "films")
    unknown = ""
    if found.unknown:
        unknown = f" Of {counted(found.unknown, 'viewing', 'viewings')} we do not know the length."
    whose = "Only entries that you may read are counted."
    if is_own:
        link = '<a class="link" href="?as=stranger" rel="nofollow">as a stranger sees it</a>'
        whose = f"You see all of your entries here. Others see stats of the entries they may read: {link}."
    return f"""<details class="section how-figures"><summary><h2>How this is counted</h2></summary>
<ul class="prose">
<li>A <b>viewing</b> is an entry with a date. A viewing that was stopped counts nowhere.</li>
<li>A <b>film</b> counts once, however often it was seen. A <b>rewatch</b> is a viewing that {name} logged as one.</li>
<li>In all {name} has marked <a class="link" href="{url}films/">{marked}</a> as watched. Those without a dated entry are not in these stats.</li>
<li><b>Hours</b> are the lengths of the films, every viewing added up.{unknown}</li>
<li>In the charts every viewing counts with the rating it got; elsewhere a film counts with the latest of its ratings.</li>
<li><b>Cast</b> are the first 10 names of the credits, so who passes by for a moment is not among them. <b>Crew</b> are writing, photography, music and all else behind the camera. Nobody stands there for a single film.</li>
<li>What <b>others</b> gave is the average that stands on the page of the film. It includes this rating too.</li>
<li>{whose}</li>
<li>Of more than {figures.ALWAYS_ANEW:,} films, what the catalogue knows of them is worked out at most once in 10 minutes, or when the diary changes.</li>
</ul></details>"""
