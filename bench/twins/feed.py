"""The feed of a member: what the people they follow did, told in runs. Three statements, as many as kinds of facts."""

from __future__ import annotations

import datetime
import html
import re
from html import escape
from typing import NamedTuple

from bench.twins.cards import FILM, JOINS, OF_VIEWER, SHOWN, TO_VIEWER, WITH_FILM, card, url_of
from bench.twins.database import Row, rows
from bench.twins.layout import Request, next_page
from bench.twins.parts import MONTHS, avatar, counted, name_of, poster, stars

EVENTS, RUNS, CARDS, PICTURES = 200, 20, 3, 8
A_DAY, WORDS_SAID = datetime.timedelta(days=1), 160
KINDS = (
    ("", "All"),
    ("reviews", "Reviews"),
    ("diary", "Logged films"),
    ("lists", "Lists"),
    ("likes", "Likes"),
    ("follows", "Follows"),
)
TAG = re.compile(r"<[^>]*>")
PEOPLE = """ARRAY(SELECT followed_id FROM social_follow WHERE follower_id = %(viewer)s AND NOT EXISTS (
    SELECT FROM social_membermute WHERE member_id = %(viewer)s AND muted_id = followed_id))"""
LATELY = f"created_at >= now() - interval '90 days' ORDER BY created_at DESC, id DESC LIMIT {EVENTS}"
# Where there is a follow there is no block, and nobody follows themselves: the database sees to that.
HAPPENED = f"""
SELECT happened.at, happened.rank, happened.id, happened.who, coalesce(given.entry_id, follow.followed_id, happened.id)
        AS subject, entry.text <> '' AS is_review FROM (
    (SELECT created_at AS at, 3 AS rank, id, author_id AS who FROM reviews_entry
        WHERE author_id = ANY({PEOPLE}) AND reach IN ('everyone', 'followers') AND {LATELY})
    UNION ALL (SELECT created_at, 1, id, member_id FROM reviews_reviewlike WHERE member_id = ANY({PEOPLE}) AND {LATELY})
    UNION ALL (SELECT created_at, 2, id, follower_id FROM social_follow WHERE follower_id = ANY({PEOPLE}) AND {LATELY})
    ORDER BY at DESC, rank DESC, id DESC LIMIT {EVENTS}) AS happened
LEFT JOIN reviews_entry AS entry ON happened.rank = 3 AND entry.id = happened.id
LEFT JOIN reviews_reviewlike AS given ON happened.rank = 1 AND given.id = happened.id
LEFT JOIN social_follow AS follow ON happened.rank = 2 AND follow.id = happened.id
ORDER BY happened.at DESC, happened.rank DESC, happened.id DESC
"""
ENTRIES = f"""
SELECT {SHOWN}, {TO_VIEWER}, {FILM} FROM reviews_entry AS entry {JOINS} {OF_VIEWER} {WITH_FILM}
WHERE entry.id = ANY(%(keys)s) AND (entry.author_id = %(viewer)s OR entry.reach = 'everyone' OR entry.reach = 'followers'
        AND EXISTS (SELECT FROM social_follow WHERE follower_id = %(viewer)s AND followed_id = entry.author_id))
    AND NOT EXISTS (SELECT FROM social_block WHERE blocker_id = %(viewer)s AND blocked_id = entry.author_id)
    AND NOT EXISTS (SELECT FROM social_block WHERE blocker_id = entry.author_id AND blocked_id = %(viewer)s)
"""
MEMBERS = """
SELECT id, username, display_name, avatar FROM accounts_member AS member
WHERE id = ANY(%(keys)s) AND is_active
    AND NOT EXISTS (SELECT FROM social_block WHERE blocker_id = %(viewer)s AND blocked_id = member.id)
    AND NOT EXISTS (SELECT FROM social_block WHERE blocker_id = member.id AND blocked_id = %(viewer)s)
"""
PAGES = {"review": "reviews/", "entry": "diary/", "like": "likes/reviews/", "follow": "following/"}


class Feed(NamedTuple):
    """The rows of a page, "" for none, and the address of the next one."""

    rows: str
    next_url: str


def kind_of(event: Row) -> str:
    if event.rank == 3:
        return "review" if event.is_review else "entry"
    return "like" if event.rank == 1 else "follow"


def feed(request: Request) -> Feed:
    events = rows(request.connection, HAPPENED, viewer=request.viewer_id)
    runs: list[tuple[str, list[Row]]] = []
    latest: dict[tuple[str, int], list[Row]] = {}
    last, is_cut = None, len(events) == EVENTS
    for event in events:
        key = kind_of(event), event.who
        run = latest.get(key)
        if run is None or run[0].at - event.at > A_DAY:
            if len(runs) == RUNS:
                is_cut = True
                break
            run = latest[key] = []
            runs.append((key[0], run))
        run.append(event)
        last = event
    following = ""
    if last is not None and is_cut:
        following = next_page(request.path, request.query, last.at.isoformat(), kind_of(last), last.id)
    entries, members = known(request, runs)
    shown = [row(request, kind, run, entries, members) for kind, run in runs]
    return Feed("\n".join(shown), following)


def known(request: Request, runs: list[tuple[str, list[Row]]]) -> tuple[dict[int, Row], dict[int, Row]]:
    entries: list[int] = []
    members: list[int] = []
    for kind, run in runs:
        shown = [event.subject for event in run[: CARDS + PICTURES if kind == "review" else PICTURES]]
        (members if kind == "follow" else entries).extend(shown)
        if kind in {"like", "follow"}:
            members.append(run[0].who)
    asked = {"viewer": request.viewer_id}
    found = rows(request.connection, ENTRIES, keys=entries, **asked) if entries else []
    people = rows(request.connection, MEMBERS, keys=members, **asked) if members else []
    return {one.id: one for one in found}, {one.id: one for one in people}


def row(request: Request, kind: str, run: list[Row], entries: dict[int, Row], members: dict[int, Row]) -> str:
    shown = run[: CARDS + PICTURES if kind == "review" else PICTURES]
    if kind == "follow":
        people = [
            members[one.subject]
            for one in shown
            if one.subject in members and one.subject != request.viewer_id
        ]
        who = members.get(run[0].who)
        return followed(request, who, run, people, len(run) - len(shown)) if who and people else ""
    told = [entries[one.subject] for one in shown if one.subject in entries]
    if kind == "like":
        told = [one for one in told if one.author_id != request.viewer_id]
    if not told:
        return ""
    number = len(run) - len(shown) + len(told)
    if kind == "like":
        who = members.get(run[0].who)
        if who is None:
            return ""
        return (
            liked(request, who, run[0], told[0])
            if number == 1
            else strip(request, who, who.id, kind, run, told, number, number)
        )
    whole = CARDS if kind == "review" else int(len(run) == 1)
    cards = "\n".join([card(request, one, one.slug, "poster", request.full_path) for one in told[:whole]])
    rest = told[whole:]
    return cards + (
        strip(request, told[0], told[0].author_id, kind, run, rest, number, number - whole) if rest else ""
    )


def line(request: Request, who: Row, who_id: int, words: str, at: datetime.datetime) -> str:
    local = at.astimezone(request.viewer.zone) if request.viewer else at
    name = f'<a class="happening__who" href="/@{who.username}/">{name_of(who)}</a>'
    return f'<p class="happening__line">{avatar(who, who_id, "small")}<span>{name} {words} {brief(local)}</span></p>'


def brief(at: datetime.datetime) -> str:
    return f'<time class="nowrap" datetime="{at:%Y-%m-%d}">{at.day} {MONTHS[at.month]}</time>'


def more_of(who: Row, kind: str, more: int) -> str:
    return f'<a class="link" href="/@{who.username}/{PAGES[kind]}">and {more} more</a>' if more > 0 else ""


def followed(request: Request, who: Row, run: list[Row], people: list[Row], more: int) -> str:
    names = [f'<a class="happening__who" href="/@{one.username}/">{name_of(one)}</a>' for one in people]
    said = ", ".join(names) if more > 0 or len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
    words = f"followed {said} {more_of(who, 'follow', more)}"
    return f'<article class="happening">\n{line(request, who, who.id, words, run[0].at)}\n</article>'


def liked(request: Request, who: Row, event: Row, review: Row) -> str:
    url = url_of(review, review.slug)
    words = f'liked <a href="{url}">{name_of(review)}’s review of <i>{escape(review.title)}</i></a>'
    said = "" if review.is_covered else excerpt(review.lead_html)
    quote = f'<blockquote class="happening__said" dir="auto">{escape(said)}</blockquote>' if said else ""
    return f"""<article class="happening happening--single">
{poster(review, "tiny", url=url)}
<div class="happening__main">
{line(request, who, who.id, words, event.at)}
{quote}
</div>
</article>"""


def excerpt(lead: str, length: int = WORDS_SAID) -> str:
    text = " ".join(html.unescape(TAG.sub("", lead)).split())
    if len(text) <= length:
        return text
    cut = text[: length - 1]
    return cut[: cut.rfind(" ")].rstrip(" ,;:–—-") + "…"


def strip(
    request: Request,
    who: Row,
    who_id: int,
    kind: str,
    run: list[Row],
    shown: list[Row],
    number: int,
    counts: int,
) -> str:
    words = {
        "like": f"liked {counted(number, 'review', 'reviews')}",
        "entry": f"logged {counted(number, 'film', 'films')}",
        "review": f"also wrote {counted(counts, 'review', 'reviews')}",
    }[kind]
    pictures = []
    for one in shown:
        whose = f'<span class="happening__whose">{name_of(one)}</span>'
        rating = whose if kind == "like" else stars(one.rating, "small")
        pictures.append(f"<li>{poster(one, 'small', url=url_of(one, one.slug))}{rating}</li>")
    more = more_of(who, kind, counts - len(shown))
    rest = f'<p class="happening__more">{more}</p>' if more else ""
    return f"""<article class="happening">
{line(request, who, who_id, words, run[0].at)}
<ul class="happening__pictures">{"".join(pictures)}</ul>
{rest}
</article>"""


def kinds(path: str) -> str:
    links = []
    for kind, name in KINDS:
        url = f"{path}?kind={kind}" if kind else path
        links.append(
            f'<a href="{url}"{"" if kind else " aria-current=" + chr(34) + "true" + chr(34)}>{name}</a> '
        )
    return f'<nav class="sorts" aria-label="Kind">{"".join(links)}</nav>'
