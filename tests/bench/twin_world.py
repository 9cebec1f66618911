"""A world small enough to read, in which every part of the measured pages has something to show."""

from __future__ import annotations

import datetime
from types import SimpleNamespace

from django.utils import timezone

from accounts.models import Member
from films.actions.films import settle_film
from films.models import AlternativeTitle, Film, Person, Role
from lists.actions.comments import comment as comment_on_list
from lists.actions.likes import like_list
from lists.actions.lists import Said, create_list
from reviews.actions import comments, likes, marks
from reviews.actions.favourites import set_favourites
from reviews.actions.similar import find_similar
from reviews.actions.threads import unsubscribe
from reviews.models import Companion, Entry, ViewingFacts
from social import actions as social
from social.models import Audience, CommentsFrom
from tests.factories import a_comment, a_credit, a_film, a_member, a_person, a_review, an_entry


def a_small_world() -> SimpleNamespace:
    """alice wrote, bob follows her, carol is a stranger, mallory is blocked by alice; a film with all its facts."""
    alice = a_member(
        "alice", display_name="Alice & Co", location="Lyon", website="https://alice.example/", pronouns="she"
    )
    bob, carol, mallory, dora = a_member("bob"), a_member("carol"), a_member("mallory"), a_member("dora")
    Member.objects.filter(pk=bob.pk).update(time_zone="Pacific/Kiritimati")
    social.follow(alice, by=bob)
    social.follow(dora, by=bob)
    social.block(mallory, by=alice)
    film = a_whole_film()
    others = [another_film(number) for number in range(7)]
    writings = [
        a_review(alice, film, rating=9, text="What a *film*. " * 90, tags=["train", "<snow>"], liked=True),
        a_review(bob, film, rating=6, text="Its end gives it away.", has_spoilers=True),
        a_review(carol, film, rating=2, text="Not for me.", is_rewatch=True, watched_on=None),
        a_review(dora, film, text="For those who follow me.", audience=Audience.FOLLOWERS),
        a_review(mallory, film, text="From behind the wall."),
    ]
    for author, seen in ((alice, others[:6]), (bob, others[:2]), (carol, others[1:3])):
        for number, other in enumerate(seen):
            write = a_review if number % 2 else an_entry
            write(author, other, rating=number + 3, watched_on=datetime.date(2026, 3, 1 + number))
    Entry.objects.filter(pk=writings[1].pk).update(edited_at=timezone.now())
    again = an_entry(alice, film, rating=10, watched_on=datetime.date(2026, 11, 20))
    set_favourites(alice, others[:4])
    marks.add_to_watchlist(others[5], by=bob)
    world = SimpleNamespace(
        alice=alice, bob=bob, carol=carol, mallory=mallory, dora=dora, film=film, again=again, others=others,
        of_alice=writings[0], of_bob=writings[1], of_carol=writings[2],
    )  # fmt: skip
    for entry, givers in (
        (writings[0], (bob, carol, dora)),
        (writings[1], (alice, carol)),
        (writings[2], (alice, bob)),
    ):
        for giver in givers:
            likes.like_review(entry, by=giver)
    add_comments(world)
    add_lists(world)
    add_viewing_facts(world)
    find_similar(film)
    return world


def add_viewing_facts(world: SimpleNamespace) -> None:
    """Where the diary's first and last lines were seen, somebody who says alice was there, and what bob and dora want."""
    ViewingFacts.objects.create(entry=world.again, place="cinema", venue="Trams & <trains>", format="35mm")
    ViewingFacts.objects.create(entry=world.of_alice, place="home", language="zxx", subtitles="fr")
    together = Entry.objects.get(author=world.bob, film=world.others[1])
    Companion.objects.create(entry=together, member=world.alice, asked_by=world.bob)
    for member in (world.bob, world.dora):
        marks.add_to_watchlist(world.others[6], by=member)


def add_lists(world: SimpleNamespace) -> None:
    """One that many see, one for followers, an empty one for its author alone, and one across a block."""
    film, others, long_ago = world.film, world.others, timezone.now() - datetime.timedelta(days=200)
    trains = create_list(
        Said(
            title="Trains & <trams>", description="For *long* ways.", tags=["train", "<snow>"], is_ranked=True
        ),
        by=world.alice,
        films=[others[0], film, *others[1:6]],
        at=long_ago,
    )
    like_list(trains.pk, by=world.bob)
    comment_on_list(trains, "And a *tram*?", by=world.carol)
    for author, title, films, audience in (
        (world.alice, "For later", [], Audience.ME),
        (world.bob, "Short and good", [film], Audience.FOLLOWERS),
        (world.mallory, "Behind the wall", [film, others[2]], Audience.EVERYONE),
    ):
        create_list(Said(title=title, audience=audience), by=author, films=films, at=long_ago)


def add_comments(world: SimpleNamespace) -> None:
    """What may stand under a review: words, changed and deleted ones, some covered, some across a block."""
    deleted = a_comment(world.dora, world.of_alice, "Gone.")
    for author, words in ((world.bob, "The train, and the *coat*."), (world.carol, "@bob the end.")):
        a_comment(author, world.of_alice, words)
    a_comment(world.alice, world.of_alice, "Thank you both.", at=timezone.now() - datetime.timedelta(days=2))
    changed = a_comment(world.carol, world.of_alice, "And teh snow.")
    comments.edit_comment(changed, "And the snow.", by=world.carol)
    comments.delete_comment(deleted, by=world.alice)
    for author in (world.alice, world.mallory):
        a_comment(author, world.of_bob, f"{author.username} was here.")
    Entry.objects.filter(pk=world.of_carol.pk).update(comments_from=CommentsFrom.FOLLOWED)
    unsubscribe(world.of_carol, by=world.bob)


def another_film(number: int) -> Film:
    """By the first director of the whole film."""
    film = a_film(f"Other <{number}>", 1980 + number)
    a_credit(film, Person.objects.get(slug="spike-jonze"), role=Role.DIRECTOR)
    settle_film(film)
    return film


def a_whole_film() -> Film:
    film = a_film(
        "Her", 2013, original_title="Elle & lui", runtime=126, tagline="A love story", synopsis="Words. " * 40,
        genres=["drama", "romance"], countries=["US"], languages=["en", "zxx"], imdb_id="tt1798709", tmdb_id="152601",
        wikidata_id="Q788822", letterboxd_id="her", released_on=datetime.date(2013, 12, 18),
    )  # fmt: skip
    director = a_person("Spike Jonze")
    a_credit(film, director, role=Role.DIRECTOR)
    a_credit(film, a_person("Ann O'Second"), role=Role.DIRECTOR, billing=2)
    a_credit(film, director, role=Role.WRITER)
    a_credit(film, a_person("Hoyte van Hoytema"), role=Role.PHOTOGRAPHY)
    for number in range(6):
        a_credit(
            film,
            a_person(f"Actor {number}"),
            character=f"Part {number}" if number % 2 else "",
            billing=number,
        )
    for number in range(5):
        AlternativeTitle.objects.create(film=film, title=f"Title {number}")
    settle_film(film)
    return film
