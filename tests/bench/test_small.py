"""The small form of `make bench`: a slow page cannot land unnoticed. Counts and ratios, and no clock on the wall."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import LazySettings
from pytest_django.plugin import DjangoDbBlocker

from bench import budgets, samples
from bench.load import Request
from bench.pages import Job
from bench.twins.application import application as twins
from config.wsgi import application as site
from tests.bench.inside import queries_of, ratio_of
from tests.bench.small_world import small_world

pytestmark = pytest.mark.django_db

# A busy machine, caches of the processor, parts of a query: what a ratio may be off without anybody's doing.
MARGIN = 1.6
MOST_REQUESTS = 6
FILMS = ("film_best", "film_median")
# Made of the same parts as the front page, popular reviews, the longest list and comments as a visitor gets them.
LIKE_OTHERS = {"feed", "popular_films", "comments", "list_median"}


@pytest.fixture
def _django_db_helper() -> None:
    """No transaction around a test: the twins have a connection of their own and would wait for its end."""


@pytest.fixture(scope="module")
def jobs(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[dict[str, Job]]:
    with django_db_blocker.unblock(), small_world() as known:
        yield known


@pytest.fixture(autouse=True)
def built_anew(settings: LazySettings) -> None:
    settings.KEPT_PAGES_MEGABYTES = 0
    settings.DATABASE_PREPARES = True


def some_requests(job: Job) -> list[Request]:
    """Of likes as many given as taken back."""
    if job.page == "like":
        half = len(job.requests) // 2
        return [one for pair in zip(job.requests[:half], job.requests[half:], strict=True) for one in pair][
            :MOST_REQUESTS
        ]
    return list(job.requests[:MOST_REQUESTS])


@pytest.mark.parametrize("key", budgets.QUERIES)
def test_a_page_takes_no_more_queries_than_its_budget(jobs, key):
    assert max(queries_of(site, some_requests(jobs[key]))) <= budgets.QUERIES[key]


@pytest.mark.parametrize("who", ["visitor", "member"])
def test_the_best_known_film_takes_as_many_queries_as_a_median_one(jobs, who):
    best, median = (queries_of(site, jobs[f"{page}/{who}/anew"].requests) for page in FILMS)

    assert best == median


@pytest.mark.parametrize("name", [*FILMS, "comments"])
def test_a_visitors_page_built_anew_stays_near_the_hand_written_one(jobs, name):
    requests = some_requests(jobs[f"{name}/visitor/anew"])

    assert ratio_of(site, twins, requests) <= budgets.ANEW * MARGIN


@pytest.mark.parametrize("name", [name for name in budgets.OF_MEMBERS if name not in LIKE_OTHERS])
def test_a_members_page_stays_near_the_hand_written_one(jobs, name):
    requests = some_requests(jobs[f"{name}/member/anew"])

    assert ratio_of(site, twins, requests) <= budgets.MEMBER * MARGIN


@pytest.mark.parametrize("name", budgets.UNCHANGED)
def test_a_visitors_page_that_has_not_changed_costs_what_the_hand_written_one_costs(jobs, name, settings):
    settings.KEPT_PAGES_MEGABYTES = 16
    requests = some_requests(jobs[f"{name}/visitor/kept"])

    assert ratio_of(site, twins, requests) <= budgets.KEPT * MARGIN


def test_statements_of_a_page_are_explained_as_they_run(jobs):
    path = jobs["film_best/visitor/anew"].requests[0].path

    asked: list[Any] = samples.asked_by(path, "")

    assert asked
    for one in asked:
        assert samples.milliseconds_of(one) > 0
        assert "actual rows" in "".join(samples.plan_of(one))
