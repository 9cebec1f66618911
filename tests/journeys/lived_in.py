"""The site after some evenings, so that every page has what it can have on it, and the addresses of those pages."""

from __future__ import annotations

from dataclasses import replace

from accounts.models import Member
from films.models import Film
from moderation.models import Decision
from reviews.actions.comments import delete_comment
from reviews.actions.deleting import delete_entry
from reviews.actions.drafts import save_draft
from reviews.actions.entries import Viewing, edit_entry, log_film
from reviews.actions.likes import like_review
from reviews.actions.pins import pin
from reviews.models import Draft, Entry
from social import actions as social
from tests.factories import a_comment, a_member, a_review
from tests.moderation.desk import removed, staff

LONG_WORD = "Donaudampfschifffahrtsgesellschaftskapitänsmütze" * 2
VISITORS_PAGES = [
    "/",
    "/film/her-2013/",
    "/film/her-2013/reviews/",
    "/film/her-2013/reviews/?sort=across&length=note",
    "/film/her-2013/ratings/",
    "/film/her-2013/members/",
    "/film/nosferatu-1922/",
    "/@lindqvist/film/her-2013/",
    "/@lindqvist/film/her-2013/share/",
    "/@lindqvist/",
    "/@lindqvist/diary/",
    "/@lindqvist/films/",
    "/@lindqvist/followers/",
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
    "/films/popular/",
    "/person/spike-jonze/",
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
    "/film/her-2013/log/",
    "/film/nosferatu-1922/log/",
    "/@lindqvist/film/her-2013/",
    "/@mira/film/her-2013/",
    "/log/",
    "/drafts/",
    "/films/",
    "/@lindqvist/",
    "/@private/",
    "/@mira/",
    "/@mira/?as=stranger",
    "/@mira/diary/",
    "/@mira/watchlist/",
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
        f"/entries/{entry.pk}/edit/",
        f"/entries/{entry.pk}/delete/",
        f"/drafts/{Draft.objects.get().pk}/discard/",
        f"/report/entry/{lindqvists.pk}/",
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
    put_away(mira, nosferatu, godfather)
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
