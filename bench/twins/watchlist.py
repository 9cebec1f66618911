"""A watchlist in two statements, three for a member: what people they follow have to do with its films."""

from __future__ import annotations

from collections.abc import Iterable

from bench.twins import browse
from bench.twins.cards import FILM
from bench.twins.database import Row, rows
from bench.twins.layout import Request, next_page, page
from bench.twins.member import head, member_open_to, shows_watchlist
from bench.twins.parts import LOCK, SITE_NAME, avatar, empty, icon, more, name_of, poster, stars

FILMS_A_PAGE, MOST_COUNTED, SHOWN_OF_CIRCLE = 72, 1_000, 3
FILMS = f"""
WITH wanted AS MATERIALIZED (SELECT id, film_id, watchlisted_at FROM reviews_mark
    WHERE member_id = %(member)s AND watchlisted_at IS NOT NULL
    ORDER BY watchlisted_at DESC, id DESC LIMIT {FILMS_A_PAGE + 1})
SELECT {FILM}, film.id AS film_id, wanted.id, wanted.watchlisted_at AS wanted_at, mark.rating, mark.watched_at,
    mark.liked_at, mark.watchlisted_at, (SELECT count(*) FROM (SELECT FROM reviews_mark
        WHERE member_id = %(member)s AND watchlisted_at IS NOT NULL LIMIT {MOST_COUNTED + 1}) AS every) AS number
FROM wanted JOIN films_film AS film ON film.id = wanted.film_id
LEFT JOIN reviews_mark AS mark ON mark.film_id = wanted.film_id AND mark.member_id = %(viewer)s
ORDER BY wanted.watchlisted_at DESC, wanted.id DESC
"""
CIRCLES = """
SELECT mark.film_id, mark.rating, mark.watchlisted_at IS NOT NULL AND member.watchlist_audience <> 'me' AS wants,
    member.id, member.username, member.display_name, member.avatar
FROM reviews_mark AS mark JOIN accounts_member AS member ON member.id = mark.member_id
WHERE mark.member_id = ANY(ARRAY(SELECT followed_id FROM social_follow WHERE follower_id = %(viewer)s
        AND followed_id <> ALL(ARRAY(SELECT muted_id FROM social_membermute WHERE member_id = %(viewer)s))
        ORDER BY created_at DESC, id DESC LIMIT 200))
    AND mark.film_id = ANY(%(films)s) AND (mark.rating IS NOT NULL OR mark.watchlisted_at IS NOT NULL)
ORDER BY mark.rating DESC, mark.watchlisted_at DESC, mark.id DESC
"""
ORDERS = {
    "added": "Added lately",
    "shuffle": "Shuffle",
    **{name: sort.label for name, sort in browse.SORTS.items()},
}


def watchlist_page(request: Request, username: str) -> str | None:
    member = member_open_to(request, username)
    if member is None or not shows_watchlist(member, request.viewer_id):
        return None
    is_own = member.id == request.viewer_id
    found = rows(request.connection, FILMS, member=member.id, viewer=request.viewer_id)
    films, circles = found[:FILMS_A_PAGE], {}
    if films and request.viewer:
        circles = circles_of(request, [film.film_id for film in films], besides=member.id)
    title = f"{name_of(member)}’s watchlist"
    main = f"""{head(request, member, title, "watchlist/")}
<div class="section">
{line(member, found, is_own=is_own)}
{browse.form(request, {}, {}, "popular") + orders(request, is_own=is_own) if films else ""}
{grid(films, circles, is_own=is_own)}
{more(following(request, found))}
</div>"""
    return page(request, f"{title} · {SITE_NAME}", main)


def circles_of(request: Request, films: list[int], *, besides: int) -> dict[int, list[Row]]:
    found: dict[int, list[Row]] = {}
    for mark in rows(request.connection, CIRCLES, viewer=request.viewer_id, films=films):
        if mark.id != besides:
            found.setdefault(mark.film_id, []).append(mark)
    return found


def line(member: Row, found: list[Row], *, is_own: bool) -> str:
    number, url = found[0].number if found else 0, f"/@{member.username}/watchlist/"
    said = f"{number:,} {'film' if number == 1 else 'films'}"
    if number > MOST_COUNTED:
        said = f"More than {MOST_COUNTED:,} films"
    audience = lucky = ""
    if is_own and member.watchlist_audience != "everyone":
        who = "only you see it" if member.watchlist_audience == "me" else "for those who follow you"
        audience = f' · <span class="tag-word">{LOCK} {who}</span>'
    if found:
        lucky = f'<a class="button button--small" href="{url}lucky/" rel="nofollow">{icon("dice")} Pick one for me</a>'
    return f"""<div class="collection__line"><p>{said}{audience}</p>
{lucky}
<a class="collection__other link" href="{url}watched/">Watched from the watchlist</a></div>"""


def orders(request: Request, *, is_own: bool) -> str:
    labels = dict(ORDERS)
    if request.viewer and not is_own:
        labels["my-rating"] = "Your rating"
    links = [
        f'<a href="{request.path}{"" if name == "added" else f"?sort={name}"}"'
        f"{browse.CURRENT if name == 'added' else ''}>{label}</a>"
        for name, label in labels.items()
    ]
    return f'<nav class="sorts" aria-label="Order">{"".join(links)}</nav>'


def grid(films: list[Row], circles: dict[int, list[Row]], *, is_own: bool) -> str:
    if films:
        places = [
            f"<li>{poster(film, 'medium', states='' if is_own else browse.states(film))}"
            f"{circle(circles.get(film.film_id, ()))}</li>\n"
            for film in films
        ]
        return f'<ul class="poster-grid">{"".join(places)}</ul>'
    if is_own:
        words = "Put films here that you want to see; they leave by themselves once you have watched them."
        return empty(
            "Nothing on your watchlist", words, url="/films/", action="Look for films", name="bookmark-line"
        )
    return empty("Nothing on the watchlist", "Films they want to see will stand here.", name="bookmark-line")


def circle(marks: Iterable[Row]) -> str:
    """What people the viewer follows gave the film, and who wants to see it."""
    rated, wanting = [mark for mark in marks if mark.rating], [mark for mark in marks if mark.wants]
    if not (rated or wanting):
        return ""
    ratings = want = ""
    if rated:
        faces = [
            f"<li>{avatar(mark, mark.id, 'tiny', is_named=True)}{stars(mark.rating, 'small', f'{name_of(mark)}: ')}</li>"
            for mark in rated[:SHOWN_OF_CIRCLE]
        ]
        if len(rated) > SHOWN_OF_CIRCLE:
            faces.append(f"<li>and {len(rated) - SHOWN_OF_CIRCLE} more</li>")
        ratings = f'<ul class="circle__ratings" aria-label="People you follow">{"".join(faces)}</ul>'
    if wanting:
        names = ", ".join([f'<a href="/@{mark.username}/">{name_of(mark)}</a>' for mark in wanting[:2]])
        others = f" and {len(wanting) - 2} more" if len(wanting) > 2 else ""
        sign = icon("bookmark", "Also on the watchlist of")
        want = f'<p class="circle__wanting">{sign} {names}{others}</p>'
    return f'<div class="circle">\n{ratings}\n{want}\n</div>'


def following(request: Request, found: list[Row]) -> str:
    if len(found) <= FILMS_A_PAGE:
        return ""
    last = found[FILMS_A_PAGE - 1]
    return next_page(request.path, request.query, {"at": last.wanted_at.isoformat()}, last.id)
