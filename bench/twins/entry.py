"""The entry page in three statements, five for a member; one more where the author logged the film again."""

from __future__ import annotations

import re
from html import escape
from urllib.parse import quote

from bench.twins import comments
from bench.twins.cards import (
    FILM,
    OF_AUTHOR,
    WITH_FILM,
    both,
    card,
    like_button,
    reaches,
    standing,
    url_of,
    viewing,
)
from bench.twins.database import Row, row, rows
from bench.twins.how import FACTS, WITH_FACTS, how
from bench.twins.layout import Request, page
from bench.twins.parts import (
    LIKED_MARK,
    MONTHS,
    SITE_NAME,
    WARNING,
    avatar,
    dated,
    day,
    icon,
    name_of,
    poster,
    stars,
)

LIKED_SHOWN, ALSO_SHOWN, ALSO_READ = 4, 4, 16
ENTRIES = both(f"""
SELECT {{card}}, {FILM}, film.id AS film_id, film.state, entry.text_html, entry.tags, entry.edited_at, entry.pinned_at,
    entry.has_spoilers, {comments.THREAD}, {FACTS},
    mark.last_entry_number, EXISTS (SELECT FROM social_follow
        WHERE follower_id = %(viewer)s AND followed_id = entry.author_id) AS follows
FROM reviews_entry AS entry {{joins}} {WITH_FILM} {WITH_FACTS}
WHERE film.slug = %(slug)s AND entry.number = %(number)s
    AND upper(author.username) = upper(%(username)s) AND author.username = %(username)s AND {{visible}}
""")
LIKED = both(f"""
SELECT {{card}} FROM (
    SELECT given.id AS like_id, given.created_at, given.entry_id
    FROM reviews_reviewlike AS given JOIN reviews_entry AS entry ON entry.id = given.entry_id
    WHERE given.member_id = %(author)s AND given.film_id = %(film)s AND entry.text <> '' AND {{visible}}
        AND NOT EXISTS (SELECT FROM social_block WHERE blocker_id = %(author)s AND blocked_id = entry.author_id)
        AND NOT EXISTS (SELECT FROM social_block WHERE blocker_id = entry.author_id AND blocked_id = %(author)s)
    ORDER BY given.created_at DESC, given.id DESC LIMIT {LIKED_SHOWN + 1}) AS chosen
JOIN reviews_entry AS entry ON entry.id = chosen.entry_id {{joins}}
ORDER BY chosen.created_at DESC, chosen.like_id DESC
""")
OTHERS = f"""
SELECT entry.id, entry.number, entry.watched_on, entry.is_rewatch, entry.created_at, entry.rating,
    entry.lead_html <> '' AS is_review
FROM reviews_entry AS entry
WHERE entry.author_id = %(author)s AND entry.film_id = %(film)s AND entry.id <> %(entry)s AND {OF_AUTHOR}
ORDER BY entry.number
"""
ALSO = f"""
SELECT entry.number, entry.film_id, {FILM} FROM reviews_entry AS entry JOIN films_film AS film ON film.id = entry.film_id
WHERE entry.author_id = %(author)s AND entry.film_id <> %(film)s AND {OF_AUTHOR}
ORDER BY entry.created_at DESC, entry.id DESC LIMIT {ALSO_READ}
"""
# Where there is a follow there is no block: the database sees to that.
LIKED_BY = """
SELECT member.id, member.username, member.display_name, member.avatar
FROM social_follow AS follow
JOIN reviews_reviewlike AS given ON given.member_id = follow.followed_id AND given.entry_id = %(entry)s
JOIN accounts_member AS member ON member.id = follow.followed_id
WHERE follow.follower_id = %(viewer)s ORDER BY given.created_at DESC, given.id DESC LIMIT 8
"""
TAG = re.compile("<[^>]*>")
LONGEST_DESCRIPTION = 180


def entry_page(request: Request, username: str, slug: str, number: str | None) -> str | None:
    connection, is_member = request.connection, request.viewer is not None
    wanted = {"username": username, "slug": slug, "number": int(number or 1), "viewer": request.viewer_id}
    entry = row(connection, ENTRIES[is_member], **wanted)
    if entry is None:
        return None
    is_own = entry.author_id == request.viewer_id
    about = {"author": entry.author_id, "film": entry.film_id}
    readable = reaches(is_own=is_own, follows=entry.follows)
    liked = rows(connection, LIKED[is_member], **about, viewer=request.viewer_id)
    has_others = (entry.last_entry_number or 2) > 1
    others = rows(connection, OTHERS, **about, reaches=readable, entry=entry.id) if has_others else []
    also = rows(connection, ALSO, **about, reaches=readable)
    faces = []
    if is_member and entry.likes_count:
        faces = rows(connection, LIKED_BY, entry=entry.id, viewer=request.viewer_id)
    url = url_of(entry, slug)
    main = f"""<div class="entry">
<article class="entry__main">
{drafts(entry) if is_own else ""}
{head(request, entry)}
{text_of(entry)}
{tags(entry)}
{foot(request, entry, url, is_own=is_own)}
{liked_by(faces)}
{at_other_times(entry, others, slug)}
{liked_reviews(request, entry, liked, url)}
{comments.thread(request, entry, url, is_covered=entry.is_covered) if entry.lead_html else ""}
</article>
{aside(request, entry, also, is_own=is_own)}
</div>"""
    return page(request, title_of(entry), main, description=description(entry), canonical=url)


def title_of(entry: Row) -> str:
    year = f" ({entry.year})" if entry.year else ""
    kind = "a review" if entry.lead_html else "seen"
    return f"{escape(entry.title)}{year}, {kind} by {name_of(entry)} · {SITE_NAME}"


def description(entry: Row) -> str:
    if not entry.lead_html or entry.audience != "everyone" or entry.has_spoilers:
        return f"{name_of(entry)} on {escape(entry.title)}."
    words = TAG.sub("", entry.lead_html)
    is_long = len(words) > LONGEST_DESCRIPTION
    return escape(f"{words[: LONGEST_DESCRIPTION - 1]}…" if is_long else words)


def drafts(entry: Row) -> str:
    author = entry.author_id
    new = f'<draft-saved key="m{author}-film-{entry.film_id}-new"></draft-saved>'
    return f'{new}<draft-saved key="m{author}-entry-{entry.id}"></draft-saved>'


def head(request: Request, entry: Row) -> str:
    removed = ""
    if entry.removed_at:
        words = "The moderators have removed this entry. Only you and they can see it; it counts nowhere."
        why = f'<a href="/entries/{entry.id}/decision/">Why, and what you can do</a>'
        removed = f'<p class="message message--warning">{WARNING}<span>{words} {why}</span></p>'
    kind = "Review" if entry.lead_html else "Diary entry"
    year = f' <span class="year">{entry.year}</span>' if entry.year else ""
    return f"""{removed}
<p class="entry__author">{avatar(entry, entry.author_id, "medium")} <span>{kind} by <a href="/@{entry.username}/">{name_of(entry)}</a></span></p>
<h1 class="entry__title"><a href="/film/{entry.slug}/">{escape(entry.title)}</a>{year}</h1>
<p class="entry__facts">
{stars(entry.rating, "large")}
{LIKED_MARK if entry.author_liked_film else ""}
{dates(request, entry)}
{standing(entry)}
</p>
{watched_how(entry)}"""


def watched_how(entry: Row) -> str:
    if entry.place is None:
        return ""
    return f'<p class="entry__how">{icon("ticket")} <span><bdi>{how(entry)}</bdi></span></p>'


def dates(request: Request, entry: Row) -> str:
    watched = entry.watched_on
    if watched:
        diary = f"/@{entry.username}/diary/?year={watched.year}"
        month = f"{diary}&amp;month={watched.month}"
        said = (
            f'Watched <time datetime="{watched:%Y-%m-%d}"><a class="link" href="{month}&amp;day={watched.day}">{watched.day}</a> '
            f'<a class="link" href="{month}">{MONTHS[watched.month]}</a> <a class="link" href="{diary}">{watched.year}</a></time>'
            f" · {'rewatch' if entry.is_rewatch else 'first viewing'}"
        )
    else:
        added = local(request, entry.created_at)
        again = " · rewatch" if entry.is_rewatch else ""
        said = f"Added {dated(added)}{again}"
    edited = f"edited {day(local(request, entry.edited_at))}" if entry.edited_at else ""
    if edited and entry.author_id == request.viewer_id:
        edited = f'<a class="link" href="{url_of(entry, entry.slug)}history/">{edited}</a>'
    return f"<span>{said} · {edited}</span>" if edited else f"<span>{said}</span>"


def local(request: Request, moment: Row) -> Row:
    return moment.astimezone(request.viewer.zone) if request.viewer else moment


def text_of(entry: Row) -> str:
    if not entry.lead_html:
        return ""
    text = f'<div class="entry__text prose prose--lead" dir="auto">{entry.text_html}</div>'
    if entry.is_covered:
        text = (
            '<details class="spoiler"><summary>This review gives things away, and you have not marked the film as '
            f"watched. <b>Read it anyway</b></summary>{text}</details>"
        )
    return f'<h2 class="visually-hidden">The review</h2>\n{text}'


def tags(entry: Row) -> str:
    if not entry.tags:
        return ""
    tagged = f"/@{entry.username}/tag/"
    links = [
        f'<a href="{tagged}{quote(tag.replace(" ", "+"), safe="+")}/"><bdi>{escape(tag)}</bdi></a>'
        for tag in entry.tags
    ]
    words = "".join([f"<li>{link}</li>" for link in links])
    return f'<ul class="tags" aria-label="Tags">{words}</ul>'


def foot(request: Request, entry: Row, url: str, *, is_own: bool) -> str:
    like = like_button(request, entry, url, name_of(entry)) if entry.lead_html else ""
    own = share = ""
    if entry.audience == "everyone" and not entry.removed_at:
        share = f'<share-link><a href="{url}share/">{icon("share")} Share</a></share-link>'
    if is_own:
        address = f"/entries/{entry.id}/"
        own = f'<a href="{address}edit/">{icon("pencil")} Edit</a> <a href="{address}delete/">{icon("trash")} Delete</a>'
        if entry.lead_html:
            verb, words = ("unpin", "Unpin") if entry.pinned_at else ("pin", "Pin to profile")
            button = f"<button>{icon('pin')} {words}</button>"
            own += f'<form method="post" action="{address}{verb}/">{request.csrf_field}{button}</form>'
    elif entry.lead_html and request.viewer and entry.state != "retired":
        answer = f"/film/{entry.slug}/log/?answers={entry.id}"
        own = f'<a href="{answer}" data-dialog>{icon("talk")} <span>Answer <span class="entry__foot-rest">with a review</span></span></a>'
    if not is_own:
        own += f' <a href="/report/entry/{entry.id}/" rel="nofollow">{icon("flag")} Report</a>'
    if entry.lead_html:
        like += comments.link(entry)
    return f'<footer class="entry__foot">\n{like}\n{share}\n{own}\n</footer>'


def liked_by(members: list[Row]) -> str:
    if not members:
        return ""
    faces = "".join([f"<li>{avatar(one, one.id, 'medium', is_named=True)}</li>" for one in members])
    heading = '<h2 class="eyebrow">Liked by people you follow</h2>'
    return f'<section class="section">{heading}<ul class="avatar-row">{faces}</ul></section>'


def at_other_times(entry: Row, others: list[Row], slug: str) -> str:
    if not others:
        return ""
    lines = []
    for other in others:
        address = f"/@{entry.username}/film/{slug}/" + ("" if other.number == 1 else f"{other.number}/")
        date = day(other.watched_on or other.created_at)
        link = f'<a class="link" href="{address}">{viewing(other).capitalize()} {date}</a>'
        review = f' <span class="tag-word">{icon("talk")} review</span>' if other.is_review else ""
        lines.append(f'<li class="cluster">{link} {stars(other.rating)}{review}</li>')
    heading = f'<h2 class="eyebrow">{name_of(entry)} on this film at other times</h2>'
    return f'<section class="section">{heading}\n<ul class="stack">{"".join(lines)}</ul></section>'


def liked_reviews(request: Request, entry: Row, liked: list[Row], url: str) -> str:
    if not liked:
        return ""
    title, name = escape(entry.title), name_of(entry)
    cards = "\n".join(
        [card(request, review, entry.slug, "compact", here=url) for review in liked[:LIKED_SHOWN]]
    )
    rest = ""
    if len(liked) > LIKED_SHOWN:
        address = f"/@{entry.username}/film/{entry.slug}/likes/reviews/"
        words = f"All the reviews of <i>{title}</i> that {name} liked"
        rest = f'<p class="liked-reviews__all"><a class="link" href="{address}">{words}</a></p>'
    return f"""<section class="liked-reviews" aria-labelledby="liked-reviews"><h2 id="liked-reviews">{name} liked these reviews</h2>
<p class="liked-reviews__line">Other people’s words on <i>{title}</i> that stayed with them.</p>
{cards}
{rest}
</section>"""


def aside(request: Request, entry: Row, also: list[Row], *, is_own: bool) -> str:
    log = strip = ""
    if request.viewer and entry.state != "retired":
        words = "Log it again" if is_own else "Log this film"
        log = f'<a class="button button--wide" href="/film/{entry.slug}/log/" data-dialog>{words}</a>'
    latest: dict[int, Row] = {}
    for other in also:
        latest.setdefault(other.film_id, other)
    if latest:
        posters = "".join(
            [
                f"<li>{poster(one, 'medium', url=seen_at(entry, one))}</li>"
                for one in list(latest.values())[:ALSO_SHOWN]
            ]
        )
        heading = f'<h2 class="eyebrow">Also by {name_of(entry)}</h2>'
        strip = f'{heading}\n<ul class="poster-strip poster-strip--two">{posters}</ul>'
    return f'<aside class="entry__aside">\n{poster(entry, "medium")}\n{log}\n{strip}\n</aside>'


def seen_at(entry: Row, other: Row) -> str:
    address = f"/@{entry.username}/film/{other.slug}/"
    return address if other.number == 1 else f"{address}{other.number}/"
