"""Sixteen at once on what everybody wants: the counts are those of the rows, and nobody waits in a circle."""

from __future__ import annotations

import datetime
import os
import random
from collections import Counter
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.core.management import call_command
from django.db import IntegrityError

from accounts.models import Member
from films.models import Film
from reviews.actions import entries, likes, marks
from reviews.actions.entries import Viewing
from reviews.actions.favourites import set_favourites
from reviews.actions.members import delete_account
from reviews.actions.removal import remove_entry, restore_entry
from reviews.models import Entry, FilmStats, Mark, ReviewLike, ReviewStats
from social import actions as social
from social.models import Follow, FollowCounts
from tests.config.fronts import Site, Visitor, list_static_files, signed_in_at
from tests.factories import a_film, a_member, a_review
from tests.threads import at_once, refusals
from web.middleware import has_vanished

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.alone]
WRITERS = 16
ACTS = int(os.environ.get("CROWD", "1600"))  # `make test-long` takes 10,000
TODAY = datetime.date(2026, 11, 14)


@pytest.fixture
def crowd(db: None) -> list[Member]:
    return [a_member(f"writer_{number}") for number in range(WRITERS)]


def again_and_again(*acts: Callable[[], Any]) -> None:
    for number in range(ACTS // WRITERS):
        acts[number % len(acts)]()


def test_likes_given_and_taken_back(alice, her, crowd):
    review = a_review(alice, her)

    results = at_once(
        *[
            partial(
                again_and_again,
                partial(likes.like_review, review, by=member),
                partial(likes.unlike_review, review, by=member),
                partial(likes.like_review, review, by=member),
            )
            for member in crowd
        ]
    )

    assert refusals(results) == []
    assert ReviewStats.objects.get(entry=review).likes_count == ReviewLike.objects.count() > 0


def test_ratings_of_one_film(her, crowd):
    results = at_once(
        *[
            partial(
                again_and_again,
                *[partial(marks.rate, her, rating=rating, by=member) for rating in (2, 9, 10)],
                partial(marks.unrate, her, by=member),
                partial(marks.unwatch, her, by=member),
                partial(marks.rate, her, rating=7, by=member),
            )
            for member in crowd
        ]
    )

    assert refusals(results) == []
    ratings = Counter(Mark.objects.exclude(rating=None).values_list("rating", flat=True))
    stats = FilmStats.objects.get(film=her)
    assert stats.histogram == [ratings[rating] for rating in range(1, 11)]
    assert stats.watched_count == Mark.objects.watched().count()
    call_command("recount", check=True)


def test_one_film_logged_and_forgotten(her, crowd):
    viewing = Viewing(watched_on=TODAY, rating=8, liked=True, text="At the same moment.")

    results = at_once(
        *[
            partial(
                again_and_again,
                partial(entries.log_film, her, viewing, by=member),
                partial(entries.log_film, her, Viewing(watched_on=TODAY, liked=False), by=member),
                partial(marks.forget, her, by=member),
                partial(entries.log_film, her, viewing, by=member),
            )
            for member in crowd
        ]
    )

    assert refusals(results) == []
    stats = FilmStats.objects.get(film=her)
    assert stats.reviews_count == Entry.objects.standing().exclude(text="").count() > 0
    call_command("recount", check=True)


def test_follows_of_one_member(alice, crowd):
    results = at_once(
        *[
            partial(
                again_and_again,
                partial(social.follow, alice, by=member),
                partial(social.unfollow, alice, by=member),
                partial(social.follow, alice, by=member),
            )
            for member in crowd
        ]
    )

    assert refusals(results) == []
    assert FollowCounts.objects.get(member=alice).followers == Follow.objects.count() > 0
    call_command("recount", check=True)


def is_answered(problem: Exception) -> bool:
    """Whether it is one of the refusals that people read, and not a fault of ours or a wait in a circle."""
    refused = (likes.CannotBeLiked, social.Blocked, marks.EntriesStand, entries.NothingToSave)
    if isinstance(problem, ObjectDoesNotExist):
        return has_vanished(problem)
    return isinstance(problem, refused) or has_vanished(problem)


def a_stormy_evening(
    films: list[Film], crowd: list[Member], leaving: list[Member]
) -> list[Callable[[], Any]]:
    """Everything members can do to each other's things, in any order, while some of them leave."""
    reviews = list(Entry.objects.select_related("film"))
    everybody = [*crowd, *leaving]

    def pick(kinds: Any) -> Any:
        return random.choice(kinds)  # noqa: S311  no secret

    def something() -> Callable[[], Any]:
        member, other, film, review = pick(everybody), pick(everybody), pick(films), pick(reviews)
        own = pick([mine for mine in reviews if mine.author == member])
        return pick(
            [
                partial(likes.like_review, review, by=member),
                partial(likes.like_review, review, by=member),
                partial(likes.unlike_review, review, by=member),
                partial(marks.rate, film, rating=pick(range(1, 11)), by=member),
                partial(marks.unwatch, film, by=member),
                partial(marks.forget, film, by=member),
                partial(entries.log_film, film, Viewing(watched_on=TODAY, text="Now.", rating=3), by=member),
                partial(entries.edit_entry, own, Viewing(watched_on=TODAY, rating=5)),
                partial(entries.edit_entry, own, Viewing(text="Not for all.", audience="followers")),
                partial(entries.edit_entry, own, Viewing(text="For all.", liked=True)),
                partial(entries.delete_entry, own),
                partial(remove_entry, review),
                partial(restore_entry, review),
                partial(set_favourites, member, films[:4]),
                *[partial(act, other, by=member) for act in FRIENDLY if other != member],
            ]
        )

    evenings = [[something() for _ in range(30)] for _ in crowd]
    for evening, goer in zip(evenings, leaving, strict=False):
        evening.insert(random.randrange(len(evening)), partial(leave, goer.pk))  # noqa: S311
    return [partial(all_of, evening) for evening in evenings]


def leave(key: int) -> None:
    """As their own browser does: what others hold of the member stays as it is."""
    delete_account(Member.objects.get(pk=key))


FRIENDLY = (social.follow, social.follow, social.unfollow, social.block, social.unblock)


def all_of(acts: list[Callable[[], Any]]) -> list[Exception]:
    problems = []
    for act in acts:
        try:
            act()
        except Exception as problem:  # noqa: BLE001  what it raised is what the test asks about
            problems.append(problem)
    return problems


@pytest.mark.parametrize("seed", range(max(2, ACTS // 800)))
def test_everything_at_once_while_some_leave(seed, crowd):
    random.seed(seed)
    films = [a_film() for _ in range(4)]
    leaving = [a_member(f"leaving_{number}") for number in range(5)]
    for member in [*crowd, *leaving]:
        for film in films[:2]:
            a_review(member, film, rating=random.randint(1, 10))  # noqa: S311

    results = at_once(*a_stormy_evening(films, crowd, leaving))

    raised = [
        problem
        for problems in results
        for problem in (problems if isinstance(problems, list) else [problems])
    ]
    assert [repr(problem) for problem in raised if not is_answered(problem)] == []
    assert not Member.objects.filter(pk__in=[goer.pk for goer in leaving]).exists()
    call_command("recount", check=True)


def test_no_act_is_refused_for_want_of_a_lock(alice, bob, her):
    """Nine members leave who like, follow and block each other, all at once."""
    goers = [alice, bob, *[a_member() for _ in range(7)]]
    reviews = [a_review(goer, her) for goer in goers]
    for goer in goers:
        for other, review in zip(goers, reviews, strict=True):
            if other != goer:
                social.follow(other, by=goer)
                likes.like_review(review, by=goer)
    social.block(bob, by=alice)

    results = at_once(*[partial(delete_account, goer) for goer in goers])

    assert refusals(results) == []
    assert not any(isinstance(result, IntegrityError) for result in results)
    assert (Member.objects.count(), ReviewLike.objects.count(), Follow.objects.count()) == (0, 0, 0)
    call_command("recount", check=True)


@pytest.fixture
def site(tmp_path, transactional_db):
    """The site as in production: two processes, each with its few connections."""
    list_static_files(tmp_path)
    site = Site(tmp_path, MAX_REQUESTS="0")
    yield site
    site.end()


def test_likes_given_and_taken_back_through_the_web_server(alice, her, crowd, site):
    review = a_review(alice, her)
    statuses: Counter[int] = Counter()

    def press_again_and_again(visitor: Visitor) -> None:
        visitor.cookies["csrftoken"] = "c" * 32
        for number in range(ACTS // WRITERS):
            path = f"/entries/{review.pk}/{'unlike' if number % 3 == 1 else 'like'}/"
            statuses[visitor.ask(path, "POST", b"", X_CSRFToken="c" * 32).status] += 1

    visitors = [signed_in_at(site.port, member) for member in crowd]
    results = at_once(*[partial(press_again_and_again, visitor) for visitor in visitors])

    assert refusals(results) == []
    assert set(statuses) == {302}
    assert ReviewStats.objects.get(entry=review).likes_count == ReviewLike.objects.count() > 0
