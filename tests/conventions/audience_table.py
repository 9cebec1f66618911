"""Every address of the site, and who meets there what alice wrote and did.

A new address is one line: in SHOWS with what to look for and who shall find it, or in SILENT with the reason why it
shows nothing of the kind.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from tests.conventions.audience_world import (
    CAST,
    COMMENT,
    EARLIER,
    FANS,
    FANS_TITLE,
    NOT_PARTED,
    REMARK,
    TAG,
    TITLE,
    WORDS,
    knowers,
    readers,
)

To = Callable[[str], set[str]]
ALICE, FAN = 'href="/@alice/"', 'href="/@fan/"'
HER = 'href="/film/her-2013/"'


class Look(NamedTuple):
    """At `path` (filled in from the world) whoever is in `to(audience)` meets `finds`, and nobody else does.

    `finds` is looked for in the page's main part; "" is found in every answer that is none of the errors.
    """

    path: str
    finds: str = WORDS
    to: To = readers
    viewers: tuple[str, ...] = CAST
    is_fragment: bool = False


def but(to: To, *names: str) -> To:
    return lambda audience: to(audience) - set(names)


def only(to: To, *names: str) -> To:
    return lambda audience: to(audience) & set(names)


def open_to_all(audience: str) -> set[str]:
    """The same for whoever asks, so nothing but what is for everyone."""
    return set(CAST) if audience == "everyone" else set()


def open_to_all_but_the_parted(audience: str) -> set[str]:
    """What gathers everybody's, and only what is for everyone."""
    return NOT_PARTED if audience == "everyone" else set()


def not_parted(audience: str) -> set[str]:
    return NOT_PARTED


def everybody(audience: str) -> set[str]:
    return set(CAST)


A_FEW = ("nobody", "bob")  # where who asks makes no difference

SHOWS: dict[str, list[Look]] = {
    "accounts:profile": [Look("/@alice/"), Look("/@alice/", "{chosen.url}")],
    "films:detail": [
        Look("/film/her-2013/"),
        Look("/film/her-2013/?reviews=recent"),
        Look("/film/her-2013/", "{chosen.url}", open_to_all_but_the_parted),
        Look("/film/her-2013/", ALICE, lambda audience: readers(audience) | only(knowers, "bob")(audience)),
        Look("/film/her-2013/?reviews=following", WORDS, only(readers, "bob")),
    ],
    "films:search": [
        Look("/search/?q=every+frame"),
        Look("/search/?q=every+frame&kind=reviews"),
        Look("/search/?q=alice", ALICE, not_parted),
        Look("/search/?q=karmesin", TITLE),
    ],
    "activity:home": [Look("/", to=but(readers, "alice"))],
    "activity:activity": [
        Look("/activity/", to=only(readers, "bob")),
        Look("/activity/?kind=likes", "{fans.url}", only(knowers, "bob")),
        Look("/activity/?kind=follows", FAN, only(knowers, "bob")),
        Look("/activity/?kind=lists", TITLE, only(readers, "bob")),
        Look("/activity/?kind=likes", "{fans_list.url}", only(knowers, "bob")),
    ],
    "activity:incoming": [Look("/activity/incoming/", ALICE, only(not_parted, "bob", "carol"))],
    "activity:notifications": [Look("/notifications/", ALICE, only(not_parted, "bob", "carol"))],
    "activity:welcome": [Look("/welcome/", ALICE, only(open_to_all, "carol"))],
    "activity:you": [
        Look("/activity/you/", to=only(readers, "alice")),
        Look("/activity/you/?kind=lists", TITLE, only(readers, "alice")),
    ],
    "activity:stats": [Look("/@alice/stats/", HER)],
    "activity:year": [
        Look("/@alice/year/{entry.watched_on.year}/"),
        Look("/@alice/year/{entry.watched_on.year}/", HER),
    ],
    "activity:year_picture": [
        Look("/@alice/year/{entry.watched_on.year}/share.png", "", open_to_all, ("nobody",))
    ],
    "activity:side_by_side": [Look("/@alice/with/fan/", HER, knowers)],
    "reviews:popular": [
        Look("/reviews/"),
        Look("/reviews/?sort=newest"),
        Look("/reviews/?period=month"),
        Look("/reviews/?period=all"),
    ],
    "films:popular": [
        Look("/films/popular/?among=following", HER, only(knowers, "bob"), ("bob", "carol")),
    ],
    "social:popular": [
        Look("/members/popular/", ALICE, knowers),
        Look("/members/popular/?among=following", FAN, only(knowers, "bob"), ("bob", "carol")),
    ],
    "reviews:about_film": [
        Look("/film/her-2013/reviews/"),
        Look("/film/her-2013/reviews/?sort=oldest&rating=9"),
        Look("/film/her-2013/reviews/?length=quip"),
    ],
    "reviews:members": [Look("/film/her-2013/members/", ALICE, knowers)],
    "reviews:ratings": [Look("/film/her-2013/ratings/", ALICE, only(knowers, "bob"))],
    "reviews:rated": [Look("/film/her-2013/ratings/9/", ALICE, knowers)],
    "reviews:film_likes": [Look("/film/her-2013/likes/", ALICE, knowers)],
    "reviews:entry": [
        Look("{entry.url}"),
        Look("{fans.url}", WORDS, readers),  # the fan liked it, and it answers the fan's
        Look("{fans.url}", COMMENT, but(everybody, "mallory")),  # folded for dave, who blocked her
    ],
    "reviews:companions": [Look("/with-you/", 'href="{entry.url}"', only(readers, "bob"))],
    "reviews:text": [Look("/entries/{entry.pk}/text/", is_fragment=True)],
    "reviews:history": [Look("{entry.url}history/", EARLIER)],
    "reviews:answers": [Look("{fans.url}answers/")],
    "reviews:likes": [Look("{entry.url}likes/", FAN), Look("{fans.url}likes/", ALICE, knowers)],
    "reviews:liked_reviews": [
        Look("/@fan/film/her-2013/likes/reviews/"),
        Look("/@alice/film/her-2013/likes/reviews/", FANS, knowers),
    ],
    "reviews:all_liked_reviews": [
        Look("/@fan/likes/reviews/"),
        Look("/@alice/likes/reviews/", FANS, knowers),
    ],
    "reviews:liked_people": [
        Look("/@alice/likes/people/", FAN, knowers),
        Look("/@fan/likes/people/", ALICE, knowers),
    ],
    "reviews:films": [Look("/@alice/films/", HER, knowers)],
    "reviews:diary": [
        Look("/@alice/diary/", 'href="{entry.url}"'),
        Look("/@alice/diary/?tag={tag}", 'href="{entry.url}"'),
        Look("/@alice/diary/?year={entry.watched_on.year}", 'href="{entry.url}"'),
    ],
    "reviews:on_this_day": [Look("/@alice/diary/on-this-day/", 'href="{entry.url}"')],
    "reviews:year_book": [Look("/@alice/year-book/{entry.watched_on.year}/")],
    "reviews:calendar": [Look("/@alice/diary/calendar.ics", to=open_to_all, viewers=A_FEW)],
    "reviews:written": [Look("/@alice/reviews/"), Look("/@alice/reviews/?sort=popular")],
    "reviews:watchlist": [Look("/@alice/watchlist/", "/film/wanted-1990/", knowers)],
    "reviews:watched_from": [Look("/@alice/watchlist/watched/", "", knowers)],
    "reviews:liked_films": [Look("/@alice/likes/films/", "/film/liked-1990/", knowers)],
    "moderation:report": [
        Look("/report/entry/{entry.pk}/", "", but(readers, "nobody")),
        Look("/report/comment/{comment.pk}/", "", but(everybody, "mallory", "nobody")),
        Look("/report/list/{chosen.pk}/", "", but(readers, "nobody")),
        Look("/report/list-comment/{remark.pk}/", "", but(everybody, "mallory", "nobody")),
        Look("/report/member/alice/", "", but(everybody, "mallory", "nobody")),
    ],
    "reviews:edit": [Look("/entries/{entry.pk}/edit/", to=only(readers, "alice"))],
    "reviews:delete": [Look("/entries/{entry.pk}/delete/", "", only(readers, "alice"))],
    "lists:hub": [
        Look("/lists/", TITLE, open_to_all_but_the_parted),
        Look("/lists/?order=liked", TITLE, open_to_all_but_the_parted),
        Look("/lists/?order=newest", TITLE, open_to_all_but_the_parted),
        Look("/lists/?order=following", TITLE, only(readers, "bob"), ("bob", "carol")),
    ],
    "lists:detail": [
        Look("{chosen.url}", TITLE),
        Look("{chosen.url}?view=detail&sort=name", HER),
        Look("{fans_list.url}", REMARK, but(everybody, "mallory")),
    ],
    "lists:shared": [
        Look(
            "/lists/shared/{chosen.secret}/",
            TITLE,
            lambda audience: set() if audience in {"removed", "deleted"} else NOT_PARTED,
        )
    ],
    "lists:likes": [Look("{chosen.url}likes/", FAN), Look("{fans_list.url}likes/", ALICE, knowers)],
    "lists:clones": [Look("{chosen.url}clones/", TITLE)],
    "lists:lists_of": [Look("/@alice/lists/", TITLE), Look("/@alice/lists/?order=popular", TITLE)],
    "lists:liked_lists": [
        Look("/@fan/likes/lists/", TITLE),
        Look("/@alice/likes/lists/", FANS_TITLE, knowers),
    ],
    "lists:about_film": [
        Look("/film/her-2013/lists/", TITLE, open_to_all_but_the_parted),
        Look("/film/her-2013/lists/?order=newest", TITLE, open_to_all_but_the_parted),
        Look("/film/her-2013/lists/?order=following", TITLE, only(readers, "bob"), ("bob", "carol")),
    ],
    "lists:rss": [Look("{chosen.url}rss/", TITLE, open_to_all, A_FEW)],
    "lists:member_rss": [Look("/@alice/lists/rss/", TITLE, open_to_all, A_FEW)],
    "lists:export": [Look("{chosen.url}export.csv", TITLE)],
    "lists:edit": [Look("{chosen.url}edit/", TITLE, only(readers, "alice"))],
    "lists:delete": [Look("{chosen.url}delete/", TITLE, only(readers, "alice"))],
    "lists:add_film": [Look("{chosen.url}films/add/", TITLE, only(readers, "alice"))],
    "lists:remove_film": [Look("{chosen.url}films/her-2013/remove/", TITLE, only(readers, "alice"))],
    "lists:note": [Look("{chosen.url}films/her-2013/note/", TITLE, only(readers, "alice"))],
    "lists:people": [Look("{chosen.url}people/", TITLE, only(readers, "alice"))],
    "lists:add_all": [Look("/lists/{chosen.pk}/add-all/", TITLE, but(readers, "nobody"))],
    "lists:comment": [Look("/lists/{chosen.pk}/comment/", TITLE, but(readers, "nobody"))],
    "reviews:comment": [Look("/entries/{entry.pk}/comment/", "Zinnober", lambda audience: set())],
    "reviews:rss": [Look("/@alice/rss/", to=open_to_all, viewers=A_FEW)],
    "reviews:tag_rss": [Look("/@alice/tag/{tag}/rss/", to=open_to_all, viewers=A_FEW)],
    "reviews:tags_of": [Look("/@alice/tags/", TAG)],
    "reviews:tagged_by": [Look("/@alice/tag/{tag}/")],
    "reviews:tagged": [
        Look("/tag/{tag}/", to=open_to_all_but_the_parted),
        Look("/tag/{tag}/?sort=popular", to=open_to_all_but_the_parted),
    ],
    "reviews:rename_tag": [Look("/@alice/tag/{tag}/rename/", TAG, only(readers, "alice"))],
    "reviews:delete_tag": [Look("/@alice/tag/{tag}/delete/", TAG, only(readers, "alice"))],
    "reviews:film_rss": [Look("/film/her-2013/rss/", to=open_to_all, viewers=A_FEW)],
    "reviews:oembed": [Look("/oembed/?url=http://testserver{entry.url}", "", open_to_all, A_FEW)],
    "reviews:share": [Look("{entry.url}share/", "", open_to_all, A_FEW)],
    "reviews:entry_picture": [Look("{entry.url}share.png", "", open_to_all, ("nobody",))],
    "reviews:member_picture": [
        Look(
            "/@alice/share.png",
            "",
            lambda audience: everybody(audience) if audience != "private" else set(),
            ("nobody",),
        )
    ],
    "social:directory": [Look("/members/", ALICE, not_parted)],
    "social:followers": [
        Look("/@fan/followers/", ALICE, knowers),
        Look("/@alice/followers/", FAN, knowers),
    ],
    "social:following": [
        Look("/@fan/following/", ALICE, not_parted),  # whom the fan follows is the fan's to show
        Look("/@alice/following/", FAN, knowers),
    ],
    "sitemap": [
        Look("/sitemap-lists.xml", "{chosen.url}", open_to_all, A_FEW),
        Look("/sitemap-reviews.xml", "{entry.url}", open_to_all, A_FEW),
    ],
}

ACT = "changes something and answers with a button or the way back"
OWN = "shows the viewer what is theirs alone"
FILMS = "shows films, people who made them, or numbers"
NOTHING = "shows nothing that members wrote or did"
SILENT: dict[str, str] = {
    **dict.fromkeys(
        (
            "reviews:preview", "reviews:watch", "reviews:unwatch", "reviews:like_film", "reviews:unlike_film",
            "reviews:add_to_watchlist", "reviews:remove_from_watchlist", "reviews:rate", "reviews:unrate",
            "reviews:like", "reviews:unlike", "reviews:save_draft", "reviews:discard_draft", "reviews:restore",
            "reviews:rate_entry", "reviews:like_film_of", "reviews:unlike_film_of", "reviews:make_diary_key",
            "reviews:revoke_diary_key", "reviews:pin", "reviews:unpin", "reviews:confirm_companion", "reviews:decline_companion", "reviews:subscribe", "reviews:unsubscribe", "reviews:edit_comment",
            "reviews:delete_comment", "reviews:restore_comment",
            "lists:like", "lists:unlike", "lists:share", "lists:unshare", "lists:clone", "lists:want_all",
            "lists:restore", "lists:move_film", "lists:put_film_back", "lists:order_anew", "lists:give_back_order",
            "lists:invite", "lists:accept_invitation", "lists:leave", "lists:part_from",
            "lists:subscribe", "lists:unsubscribe", "lists:edit_comment", "lists:delete_comment", "lists:restore_comment",
            "social:follow", "social:unfollow", "social:accept", "social:refuse", "social:remove_follower",
            "social:block", "social:unblock", "social:mute", "social:unmute", "social:mute_words",
            "social:unmute_words", "social:unmute_film", "activity:rate_film", "activity:mark_as_seen",
        ),
        ACT,
    ),
    **dict.fromkeys(
        (
            "lists:new", "lists:add_to_lists", "lists:new_smart", "lists:edit_smart", "reviews:diary_key", "reviews:own_calendar", "reviews:own_rss", "reviews:log_film", "reviews:forget", "reviews:tags", "reviews:drafts", "reviews:deleted", "reviews:companion_names",
            "social:requests", "social:blocked", "social:muted", "accounts:profile_settings", "accounts:privacy",
            "accounts:favourites", "accounts:change_username", "accounts:delete_account", "accounts:mail",
            "moderation:decisions", "moderation:decision", "moderation:entry_decision", "moderation:list_decision",
            "activity:notification_settings", "activity:stop_digest",
        ),
        OWN,
    ),
    **dict.fromkeys(
        (
            "films:browse", "films:drawn_poster", "films:person", "reviews:log", "reviews:similar",
            "reviews:film_picture", "reviews:lucky", "social:mute_film",
        ),
        FILMS,
    ),
    **dict.fromkeys(
        (
            "reviews:orders", "accounts:sign_up", "accounts:reset_password", "web:keyboard", "web:healthz", "web:readyz", "web:favicon",
            "web:robots", "web:picture", "index",
        ),
        NOTHING,
    ),
    "lists:comment_at": "leads to the comment's list for whoever may read that, which is looked at itself",
    "reviews:comment_at": "leads to the comment's review for whoever may read that, which is looked at itself",
}  # fmt: skip
