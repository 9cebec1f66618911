"""The site after some evenings, so that every page has what it can have on it, and the addresses of those pages."""

from __future__ import annotations

import datetime
from dataclasses import replace

from accounts.models import Member
from films.models import Film
from lists.actions.cloning import clone_list
from lists.actions.deleting import delete_list
from lists.actions.items import add_films, note_film
from lists.actions.likes import like_list
from lists.actions.people import accept, invite
from lists.actions.sharing import share_list
from lists.models import Item, ListComment
from moderation.models import Decision
from reviews.actions.comments import delete_comment
from reviews.actions.companions import confirm
from reviews.actions.deleting import delete_entry
from reviews.actions.drafts import save_draft
from reviews.actions.entries import Viewing, edit_entry, log_film
from reviews.actions.likes import like_review
from reviews.actions.pins import pin
from reviews.actions.viewings import How
from reviews.models import Companion, Draft, Entry
from social import actions as social
from tests.factories import a_comment, a_list, a_list_comment, a_member, a_review
from tests.moderation.desk import removed, staff

LONG_WORD = "Donaudampfschifffahrtsgesellschaftskapitänsmütze" * 2
VISITORS_PAGES = [
    "/",
    "/film/her-2013/",
    "/film/her-2013/reviews/",
    "/film/her-2013/reviews/?sort=across&length=note",
    "/film/her-2013/ratings/",
    "/film/her-2013/ratings/9/",
    "/film/her-2013/similar/",
    "/film/her-2013/members/",
    "/film/nosferatu-1922/",
    "/@lindqvist/film/her-2013/",
    "/@lindqvist/film/her-2013/share/",
    "/@lindqvist/",
    "/@lindqvist/diary/",
    "/@lindqvist/diary/?genre=drama&rating=9-",
    "/@lindqvist/diary/on-this-day/",
    "/@lindqvist/films/",
    "/@lindqvist/followers/",
    "/@lindqvist/stats/",
    "/@lindqvist/year/2026/",
    "/@lindqvist/with/mira/",
    "/@mira/film/her-2013/",
    "/@mira/film/her-2013/history/",
    "/@mira/film/her-2013/answers/",
    "/@mira/film/her-2013/likes/reviews/",
    "/@mira/likes/reviews/",
    "/@mira/likes/people/",
    "/@mira/tags/",
    "/@mira/tag/home/",
    "/tag/home/",
    "/@private/",
    "/films/",
    "/films/?genre=drama+-horror&decade=2010s",
    "/films/popular/",
    "/person/spike-jonze/",
    "/lists/",
    "/@mira/list/trains/",
    "/@mira/lists/",
    "/@lindqvist/likes/lists/",
    "/film/her-2013/lists/",
    "/reviews/",
    "/reviews/?period=year",
    "/members/",
    "/members/popular/",
    "/about/orders/",
    "/search/?q=her",
    "/keyboard/",
    "/accounts/signup/",
    "/accounts/login/",
]
MEMBERS_PAGES = [
    "/",
    "/film/her-2013/",
    "/film/her-2013/reviews/?sort=taste",
    "/film/her-2013/mute/",
    "/film/her-2013/forget/",
    "/film/her-2013/ratings/",
    "/person/spike-jonze/?fade=seen",
    "/film/her-2013/log/",
    "/film/nosferatu-1922/log/",
    "/@lindqvist/film/her-2013/",
    "/@mira/film/her-2013/",
    "/log/",
    "/drafts/",
    "/with-you/",
    "/@lindqvist/film/her-2013/3/",
    "/films/",
    "/@lindqvist/",
    "/@private/",
    "/@mira/",
    "/@mira/?as=stranger",
    "/@mira/diary/",
    "/@mira/stats/",
    "/@mira/with/lindqvist/",
    "/@mira/with/lindqvist/?show=common",
    "/@mira/watchlist/",
    "/@mira/watchlist/watched/",
    "/@lindqvist/films/?rating=5-&mine=-liked",
    "/lists/?order=following",
    "/@mira/list/trains/?view=detail&fade=seen",
    "/@mira/list/trains/?filter=open&link=open",
    "/@mira/list/trains/likes/",
    "/@mira/list/trains/clones/",
    "/@lindqvist/lists/?kind=together",
    "/list/new/?film=her-2013",
    "/@mira/list/trains/edit/",
    "/@mira/list/trains/delete/",
    "/@mira/list/trains/people/",
    "/@mira/list/trains/films/add/?q=her",
    "/@mira/list/trains/films/her-2013/note/",
    "/@mira/list/trains/films/her-2013/remove/",
    "/film/her-2013/add-to-lists/",
    "/list/smart/?genre=drama&mine=watched",
    "/@mira/tags/",
    "/@mira/tag/home/",
    "/@mira/tag/home/rename/",
    "/@mira/tag/home/delete/",
    "/activity/",
    "/activity/you/",
    "/activity/incoming/",
    "/notifications/",
    "/welcome/",
    "/report/film/her-2013/",
    "/report/member/lindqvist/",
    "/decisions/",
    "/settings/",
    "/settings/privacy/",
    "/settings/requests/",
    "/settings/muted/",
    "/settings/muted/?kind=films",
    "/settings/muted/?kind=words",
    "/settings/blocked/",
    "/settings/notifications/",
    "/settings/deleted/",
    "/settings/diary/",
    "/settings/favourites/",
    "/settings/username/",
    "/settings/delete/",
    "/accounts/password/change/",
]


def pages_with_keys(mira: Member) -> list[str]:
    """The addresses of hers that only the database knows."""
    entry = Entry.objects.get(author=mira, has_spoilers=True)
    lindqvists = Entry.objects.filter(author__username="lindqvist").earliest("pk")
    return [
        f"/@mira/diary/?year={mira.today().year}",
        f"/@mira/year-book/{mira.today().year}/",
        f"/entries/{entry.pk}/edit/",
        f"/entries/{entry.pk}/delete/",
        f"/drafts/{Draft.objects.get().pk}/discard/",
        f"/report/entry/{lindqvists.pk}/",
        f"/list-comments/{ListComment.objects.get(author=mira).pk}/edit/",
        f"/decisions/{Decision.objects.get().pk}/",
        f"/film/her-2013/log/?answers={lindqvists.pk}",
    ]


def live_in() -> Member:
    """Mira reviewed, follows, likes, comments, mutes, blocks, began and deleted things, and was met by the others."""
    films = Film.objects.in_bulk(["her-2013", "nosferatu-1922", "the-godfather-1972"], field_name="slug")
    her, nosferatu, godfather = films["her-2013"], films["nosferatu-1922"], films["the-godfather-1972"]
    lindqvists = Entry.objects.get()
    mira, lindqvist = a_member("mira", display_name="Mira"), lindqvists.author
    words = "## The ending\n\nAsk me about it.\n\n> A quiet one."
    said = Viewing(text=words, rating=7, has_spoilers=True, tags=["home"], shows_history=True, note="Rain.")
    hers = log_film(her, said, by=mira)
    edit_entry(hers, replace(said, text=f"{words}\n\nStill.", watched_on=mira.today()))
    pin(hers)
    social.follow(lindqvist, by=mira)
    social.follow(mira, by=lindqvist)
    like_review(lindqvists, by=mira)
    like_review(hers, by=lindqvist)
    talk(mira, lindqvists, hers)
    go_together(mira, lindqvist, her)
    put_away(mira, nosferatu, godfather)
    collect(mira, lindqvist, [her, nosferatu])
    avoid(mira, godfather)
    social.go_private(a_member("private"))
    return Member.objects.get(pk=mira.pk)


def talk(mira: Member, lindqvists: Entry, hers: Entry) -> None:
    lindqvist = lindqvists.author
    a_comment(lindqvist, lindqvists, f"So it is, @mira. ||{LONG_WORD}||")
    a_comment(mira, lindqvists, f"Just so. {LONG_WORD}")
    a_comment(lindqvist, hers, "> A quiet one.\n\nIndeed.")
    delete_comment(a_comment(mira, lindqvists, "Not so."), by=mira)
    log_film(hers.film, Viewing(text="To this I say: ||she leaves||."), by=lindqvist, answers=hers.pk)


def go_together(mira: Member, lindqvist: Member, film: Film) -> None:
    """He names her twice; once she has said yes."""
    how = How(place="festival", venue=LONG_WORD, format="70mm", language="it", companions=(mira,))
    for day in (1, 2):
        log_film(film, Viewing(watched_on=datetime.date(2026, 11, day), rating=9, how=how), by=lindqvist)
    confirm(Companion.objects.earliest("pk"), by=mira)


def collect(mira: Member, lindqvist: Member, films: list[Film]) -> None:
    """A list that she keeps together with him, where one film has a note; and one that she deleted."""
    trains = a_list(mira, title="Trains", is_ranked=True, tags=["home"], description=f"On {LONG_WORD}")
    invite(trains, lindqvist, by=mira)
    accept(trains, by=lindqvist)
    add_films(trains, films, by=lindqvist)
    note_film(
        Item.objects.select_related("list").get(list=trains, film=films[0]), f"||{LONG_WORD}||", by=mira
    )
    like_list(trains.pk, by=lindqvist)
    a_list_comment(lindqvist, trains, f"And the fourth, @mira? ||{LONG_WORD}||")
    a_list_comment(mira, trains, f"Just so. {LONG_WORD}")
    clone_list(trains, by=mira)
    share_list(trains)
    delete_list(a_list(mira, *films, title=LONG_WORD))


def put_away(mira: Member, nosferatu: Film, godfather: Film) -> None:
    """A draft, an entry that is deleted, and one that the moderators removed."""
    save_draft(nosferatu, {"text": f"On {LONG_WORD}"}, by=mira)
    delete_entry(a_review(mira, godfather, "Oranges."))
    removed(a_review(mira, godfather, "Lemons."), a_member("reporter"), staff("moderator"))


def avoid(mira: Member, film: Film) -> None:
    social.mute_member(a_member("loud"), by=mira)
    social.mute_film(film, by=mira)
    social.mute_words(LONG_WORD[:40], by=mira)
    social.block(a_member("mallory"), by=mira)


def close_her_door(mira: Member) -> None:
    """She is private from now on, somebody waits to be let in, and she waits herself."""
    social.go_private(mira)
    social.follow(mira, by=a_member("waiting"))
    social.follow(Member.objects.get(username="private"), by=mira)
