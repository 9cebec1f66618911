"""A small world of writing, and everything that may change on its pages."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass

from django.utils import timezone
from PIL import Image

from accounts.actions import change_username, set_avatar
from accounts.models import Member
from films.actions.films import retire_film, set_poster, settle_film, settle_person
from films.models import Credit, Film, Person, Role
from lists.actions.cloning import clone_list
from lists.actions.comments import edit_comment as edit_list_comment
from lists.actions.items import add_films
from lists.actions.likes import like_list
from lists.actions.ordering import move_to
from lists.models import Collaborator, Item, List
from reviews.actions.comments import delete_comment, edit_comment, restore_comment
from reviews.actions.companions import confirm, decline
from reviews.actions.entries import Viewing, delete_entry, edit_entry, log_film
from reviews.actions.favourites import set_favourites
from reviews.actions.likes import like_review, unlike_review
from reviews.actions.marks import add_to_watchlist, like_film, rate, unrate
from reviews.actions.members import delete_account
from reviews.actions.pins import pin
from reviews.actions.removal import remove_entry
from reviews.actions.similar import find_similar
from reviews.actions.viewings import How
from reviews.models import Comment, Companion, Entry
from social.actions import follow, go_private, unfollow
from social.models import Audience
from tests.factories import a_comment, a_credit, a_film, a_list, a_list_comment, a_person, a_review, an_entry

A_DAY = datetime.date(2026, 11, 3)


@dataclass
class World:
    """Alice wrote of Her, has it in a list, and likes what carol and dave wrote of it; bob follows alice."""

    alice: Member
    bob: Member
    carol: Member
    dave: Member
    her: Film
    jonze: Person
    review: Entry
    other: Entry
    liked: Entry
    chosen: List

    @property
    def addresses(self) -> list[str]:
        return [
            "/film/her-2013/",
            "/film/her-2013/?reviews=recent",
            "/@alice/film/her-2013/",
            "/@alice/",
            f"{self.chosen.url}?view=detail",
            "/",
        ]


def edited(entry: Entry, **changes: object) -> None:
    said = {"watched_on": entry.watched_on, "text": entry.text, "rating": entry.rating}
    edit_entry(Entry.objects.get(pk=entry.pk), Viewing(**{**said, **changes}))  # type: ignore[arg-type]


def changed(thing: Film | Person, **facts: object) -> None:
    for name, fact in facts.items():
        setattr(thing, name, fact)
    thing.save()
    if isinstance(thing, Film):
        settle_film(thing)
    else:
        settle_person(thing)


def named(member: Member, name: str) -> None:
    member.display_name = name
    member.save()


def another_film_by(director: Person) -> None:
    film = a_film("Where the Wild Things Are", 2009)
    a_credit(film, director, role=Role.DIRECTOR)
    settle_film(film)


def a_quiet_exchange(world: World) -> None:
    """The numbers are as before, the people behind them are not."""
    unlike_review(world.other, by=world.alice)
    like_review(world.other, by=world.bob)


def a_second_thought(world: World) -> None:
    """One comment comes back while another goes: as many as before."""
    stub = a_comment(world.carol, world.review, "The lift, too.")
    delete_comment(stub, by=world.carol)
    delete_comment(Comment.objects.get(author=world.bob), by=world.bob)
    restore_comment(stub, by=world.carol)


def together(world: World) -> Companion:
    """bob is named beside the review in the world, which no visitor sees."""
    edited(world.review, how=How(companions=(world.bob,)))
    return Companion.objects.get()


def a_name_taken_off(world: World) -> None:
    asked = together(world)
    confirm(asked, by=world.bob)
    decline(asked, by=world.bob)


def answer_to(review: Entry, *, by: Member) -> Entry:
    return log_film(review.film, Viewing(text="I saw it otherwise."), by=by, answers=review.pk)


def answered(review: Entry, other: Entry) -> None:
    """The review in the world answers the other one from now on."""
    Entry.objects.filter(pk=review.pk).update(answers=other)


def noted(chosen: List) -> None:
    Item.objects.filter(list=chosen).update(note_html="<p>Twice.</p>")


def kept_together(chosen: List, *, by: Member) -> None:
    Collaborator.objects.create(list=chosen, member=by, accepted_at=timezone.now())


def copied_for_all(chosen: List, *, by: Member) -> None:
    List.objects.filter(pk=clone_list(chosen, by=by).pk).update(audience=Audience.EVERYONE)


def taken_out(world: World) -> None:
    Item.objects.filter(list=world.chosen, film=world.her).delete()


ACTS: dict[str, Callable[[World], object]] = {
    "a list": lambda world: a_list(world.alice, world.her),
    "a film put into a list": lambda world: add_films(world.chosen, [a_film("Ran", 1985)], by=world.alice),
    "a film taken out of a list": taken_out,
    "another order of a list": lambda world: move_to(Item.objects.get(film=world.her), 1, by=world.alice),
    "a note in a list": lambda world: noted(world.chosen),
    "a like of a list": lambda world: like_list(world.chosen.pk, by=world.bob),
    "a comment on a list": lambda world: a_list_comment(world.bob, world.chosen),
    "another text of a comment on a list": lambda world: edit_list_comment(
        a_list_comment(world.bob, world.chosen), "And the lift.", by=world.bob
    ),
    "a list for its author alone": lambda world: List.objects.update(audience=Audience.ME),
    "somebody who keeps a list together": lambda world: kept_together(world.chosen, by=world.bob),
    "a copy of a list": lambda world: copied_for_all(world.chosen, by=world.bob),
    "another title of a list": lambda world: List.objects.update(title="Windows"),
    "a like": lambda world: like_review(world.review, by=world.carol),
    "a like that is taken back": lambda world: unlike_review(world.review, by=world.bob),
    "a like of its author": lambda world: like_review(
        a_review(world.bob, world.her, "Warm."), by=world.alice
    ),
    "a like taken back by the author": lambda world: unlike_review(world.liked, by=world.alice),
    "a like that moves from one member to another": a_quiet_exchange,
    "a comment": lambda world: a_comment(world.carol, world.review, "The lift, too."),
    "a comment on a review that is liked": lambda world: a_comment(world.bob, world.other, "Ha."),
    "another text of a comment": lambda world: edit_comment(
        Comment.objects.get(), "And the lift.", by=world.bob
    ),
    "a deleted comment": lambda world: delete_comment(Comment.objects.get(), by=world.alice),
    "a comment taken back and had again": a_second_thought,
    "another name of who commented": lambda world: named(world.bob, "Robert"),
    "an account of who commented that is deleted": lambda world: delete_account(world.bob),
    "a review": lambda world: a_review(world.bob, world.her, "Lonely in a crowd.", rating=7),
    "a diary entry": lambda world: an_entry(world.alice, a_film("Adaptation", 2002), watched_on=A_DAY),
    "another text": lambda world: edited(world.review, text="Every colour in it is a memory."),
    "another text of a liked review": lambda world: edited(world.liked, text="The city listens."),
    "another rating": lambda world: edited(world.review, rating=10),
    "spoilers": lambda world: edited(world.review, has_spoilers=True),
    "tags": lambda world: edited(world.review, tags=["cinema"]),
    "where it was seen": lambda world: edited(world.review, how=How(place="cinema")),
    "a companion who says yes": lambda world: confirm(together(world), by=world.bob),
    "a companion who takes the name off": a_name_taken_off,
    "an audience of followers": lambda world: edited(world.review, audience=Audience.FOLLOWERS),
    "a liked review for its author alone": lambda world: edited(world.liked, audience=Audience.ME),
    "a watchlist kept to oneself": lambda world: Member.objects.filter(pk=world.alice.pk).update(
        watchlist_audience=Audience.ME
    ),
    "an author who goes private": lambda world: go_private(world.alice),
    "a liked author who goes private": lambda world: go_private(world.dave),
    "a removal": lambda world: remove_entry(world.liked),
    "a deletion": lambda world: delete_entry(world.other),
    "a viewing that was stopped": lambda world: edited(world.review, rating=None, is_stopped=True),
    "another viewer who stopped": lambda world: an_entry(world.bob, world.her, is_stopped=True),
    "a pin": lambda world: pin(world.review),
    "an answer": lambda world: answer_to(world.review, by=world.carol),
    "a review that answers": lambda world: answered(world.review, world.liked),
    "a history that is shown": lambda world: edited(world.review, shows_history=True),
    "another language": lambda world: edited(world.review, language="pt"),
    "a rating without words": lambda world: rate(world.her, rating=2, by=world.bob),
    "a rating taken back": lambda world: unrate(world.her, by=world.carol),
    "a film liked by its reviewer": lambda world: like_film(world.her, by=world.alice),
    "a watchlist": lambda world: add_to_watchlist(world.her, by=world.bob),
    "a follow": lambda world: follow(world.alice, by=world.carol),
    "an unfollow": lambda world: unfollow(world.alice, by=world.bob),
    "another favourite": lambda world: set_favourites(world.alice, [a_film("Lost in Translation", 2003)]),
    "no favourites": lambda world: set_favourites(world.alice, []),
    "another name": lambda world: named(world.alice, "Alice B."),
    "another name of a liked author": lambda world: named(world.dave, "Dave Bowman"),
    "another address of a liked author": lambda world: change_username(world.dave, username="bowman"),
    "a picture": lambda world: set_avatar(world.alice, Image.new("RGB", (200, 200), "red")),
    "an account that is deleted": lambda world: delete_account(world.dave),
    "another title": lambda world: changed(world.her, title="Her, again"),
    "a synopsis": lambda world: changed(world.her, synopsis="A man and his computer."),
    "a poster": lambda world: set_poster(world.her, Image.new("RGB", (400, 600), "red")),
    "another title elsewhere": lambda world: world.her.alternative_titles.create(title="Ella"),
    "one more actor": lambda world: a_credit(world.her, a_person("Amy Adams"), character="Amy"),
    "one actor less": lambda world: Credit.objects.filter(character="Theodore").delete(),
    "another character": lambda world: Credit.objects.filter(character="Theodore").update(character="Theo"),
    "another name of a person": lambda world: changed(world.jonze, name="Adam Spiegel"),
    "another film of the director": lambda world: another_film_by(world.jonze),
    "a retired film": lambda world: retire_film(world.her),
    "films that are found to be like it": lambda world: find_similar(world.her),
    "another title of a film beside it": lambda world: changed(
        Film.objects.get(year=1999), title="Malkovich"
    ),
}
