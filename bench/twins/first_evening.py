"""What a member finds who follows nobody: films to rate and people to follow, a statement each."""

from __future__ import annotations

from html import escape

from bench.twins.cards import FILM
from bench.twins.database import Row, rows
from bench.twins.film_panel import RATINGS
from bench.twins.layout import Request
from bench.twins.parts import HEART, LOCK, avatar, counted, name_of, poster

FILMS_TO_RATE, PEOPLE_TO_FOLLOW = 12, 6
FILMS = f"""
SELECT film.id, {FILM} FROM reviews_filmstats AS stats JOIN films_film AS film ON film.id = stats.film_id
WHERE stats.popularity > 0 AND film.state <> 'retired' AND NOT film.is_adult AND NOT EXISTS (SELECT FROM reviews_mark
    WHERE member_id = %(viewer)s AND reviews_mark.film_id = film.id AND rating IS NOT NULL)
ORDER BY stats.popularity DESC, stats.film_id DESC LIMIT {FILMS_TO_RATE}
"""
MET = """AND member.is_active AND member.id <> %(viewer)s
    AND NOT EXISTS (SELECT FROM social_follow WHERE follower_id = %(viewer)s AND followed_id = member.id)
    AND NOT EXISTS (SELECT FROM social_membermute WHERE member_id = %(viewer)s AND muted_id = member.id)
    AND NOT EXISTS (SELECT FROM social_block WHERE blocker_id = %(viewer)s AND blocked_id = member.id)
    AND NOT EXISTS (SELECT FROM social_block WHERE blocker_id = member.id AND blocked_id = %(viewer)s)"""
NEAR = f"""
SELECT member.id, member.username, member.display_name, member.avatar, near.agreed_count, near.shared_count
FROM activity_neighbour AS near JOIN accounts_member AS member ON member.id = near.other_id
WHERE near.member_id = %(viewer)s AND NOT member.is_private {MET}
ORDER BY near.agreement DESC, near.other_id DESC LIMIT {PEOPLE_TO_FOLLOW // 2}
"""
PEOPLE = f"""
SELECT member.id, member.username, member.display_name, member.avatar, member.is_private, stats.films_count,
    stats.reviews_count, coalesce(liked.number, 0) AS liked
FROM social_followcounts AS counts JOIN accounts_member AS member ON member.id = counts.member_id
    JOIN reviews_memberstats AS stats ON stats.member_id = member.id
    LEFT JOIN (SELECT author_id, count(*) AS number FROM reviews_reviewlike WHERE member_id = %(viewer)s
        GROUP BY author_id) AS liked ON liked.author_id = member.id
WHERE stats.reviews_count > 0 AND (member.id = ANY(ARRAY(SELECT author_id FROM reviews_reviewlike
        WHERE member_id = %(viewer)s ORDER BY created_at DESC LIMIT 60))
    OR member.id = ANY(ARRAY(SELECT member_id FROM social_followcounts ORDER BY followers DESC, member_id LIMIT 60)))
    {MET}
ORDER BY liked DESC, counts.followers DESC, member.id LIMIT {PEOPLE_TO_FOLLOW}
"""


def first_evening(request: Request) -> str:
    films = rows(request.connection, FILMS, viewer=request.viewer_id)
    near = rows(request.connection, NEAR, viewer=request.viewer_id)
    known = rows(request.connection, PEOPLE, viewer=request.viewer_id)
    return "\n".join([to_rate(request, films), to_follow(request, near, known)])


def to_rate(request: Request, films: list[Row]) -> str:
    if not films:
        return ""
    shown = "".join([f"<li>{film_to_rate(request, film)}</li>" for film in films])
    return f"""<section class="section"><div class="section__head"><h2>Have you seen these?</h2><a class="section__more" href="/films/">All films</a></div>
<p class="muted">Many here have. A rating is saved as you choose it, and puts the film among those you watched.</p>
<ul class="films-to-rate">{shown}</ul></section>"""


def film_to_rate(request: Request, film: Row) -> str:
    address, title, name = f"/welcome/{film.slug}/", escape(film.title), f"rate-{film.id}"
    year = f' <span class="year">{film.year}</span>' if film.year else ""
    halves = "".join(
        [
            f'<label class="star-rating__half" title="{label}"><input class="star-rating__radio" type="radio" '
            f'name="rating" id="{name}-{rating}" value="{rating}"><span class="visually-hidden">{label}</span></label>'
            for rating, label in RATINGS
        ]
    )
    return f"""<div class="film-to-rate" id="to-rate-{film.id}">
{poster(film, "small")}
<p class="film-to-rate__title"><a href="/film/{film.slug}/">{title}</a>{year}</p>
<star-rating autosave>
<form class="film-to-rate__form" method="post" action="{address}" data-hx-post="{address}" data-hx-target="#to-rate-{film.id}" data-hx-swap="outerHTML" data-hx-sync="this:replace">
{request.csrf_field}<input type="hidden" name="next" value="{request.full_path}">
<fieldset class="star-rating">
<legend class="visually-hidden">Your rating of {title}</legend>
<div class="star-rating__stars">{halves}</div>
<label class="star-rating__clear"><input class="star-rating__radio" type="radio" name="rating" id="{name}-none" value="" checked>Clear<span class="visually-hidden"> the rating</span></label>
</fieldset>
<button class="button button--small star-rating__save">Save<span class="visually-hidden"> the rating of {title}</span></button>
</form>
</star-rating>
<p class="film-to-rate__state" role="status"></p>
</div>"""


def to_follow(request: Request, near: list[Row], known: list[Row]) -> str:
    taken = {one.id for one in near}
    shown = [member_row(request, one, agreement(one)) for one in near]
    shown += [member_row(request, one, facts(one)) for one in known if one.id not in taken]
    if not shown:
        return ""
    return f"""<section class="section"><div class="section__head"><h2>People to follow</h2><a class="section__more" href="/members/">All members</a></div>
<p class="muted">What they watch and write will stand on your front page. First those near to you in taste, then those whose reviews you liked, then those whom most follow.</p>
<ul class="member-list">
{"".join(shown[:PEOPLE_TO_FOLLOW])}
</ul></section>"""


def agreement(one: Row) -> str:
    return f"<span>you agree on {one.agreed_count} of {counted(one.shared_count, 'film', 'films')}</span>"


def facts(one: Row) -> str:
    if one.liked:
        return f'<span class="nowrap">{HEART} you liked {counted(one.liked, "review", "reviews")}</span>'
    if one.is_private:
        return f'<span class="nowrap">{LOCK} private</span>'
    films, reviews = (
        counted(one.films_count, "film", "films"),
        counted(one.reviews_count, "review", "reviews"),
    )
    return f'<span class="nowrap">{films}</span> · <span class="nowrap">{reviews}</span>'


def member_row(request: Request, one: Row, said: str) -> str:
    name, url = name_of(one), f"/@{one.username}/"
    return f"""<li class="member-row">
{avatar(one, one.id, "medium")}
<div class="member-row__who"><a class="member-row__name" href="{url}">{name}</a>
<p class="member-row__line">{said}</p></div>
<div class="member-row__end"><div id="follow-{one.id}">
<form method="post" action="{url}follow/" data-hx-post="{url}follow/" data-hx-target="#follow-{one.id}" data-hx-swap="outerHTML">{request.csrf_field}<input type="hidden" name="next" value="{request.full_path}">
<button class="button" id="follow-{one.id}-button">Follow<span class="visually-hidden"> {name}</span></button></form>
</div></div>
</li>"""
