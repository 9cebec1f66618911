"""What search engines are led to: what everybody may read, and nothing else."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import Member
from films.actions.films import retire_film
from tests.factories import a_film, a_member, a_review, an_entry
from tests.reviews.worlds import four_audiences
from web import sitemaps

pytestmark = pytest.mark.django_db
LOC = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"


def addresses(sitemap: str) -> list[str]:
    response = Client().get(sitemap)
    assert (response.status_code, response["Content-Type"]) == (200, "application/xml")
    found = ElementTree.fromstring(response.content).iter(LOC)  # noqa: S314  written by us
    return [str(one.text).removeprefix("http://testserver") for one in found]


@pytest.fixture(autouse=True)
def wide_pages(monkeypatch):
    """Keys of the tests' rows are wherever those of earlier tests ended."""
    monkeypatch.setattr(sitemaps, "KEYS_A_PAGE", 10**8)


def test_the_index_names_every_section():
    sections = ("films", "members", "reviews", "lists")
    assert addresses("/sitemap.xml") == [f"/sitemap-{section}.xml" for section in sections]


def test_reviews_that_everybody_may_read_are_named(alice, her):
    four_audiences(alice, her)
    an_entry(a_member("erna"), her)

    assert addresses("/sitemap-reviews.xml") == ["/@alice/film/her-2013/"]


def test_private_members_are_not_named_and_nor_are_their_reviews(alice, carol, her):
    a_review(alice, her)
    a_review(carol, her)
    assert addresses("/sitemap-members.xml") == ["/@alice/", "/@carol/"]
    assert len(addresses("/sitemap-reviews.xml")) == 2

    Member.objects.filter(pk=alice.pk).update(is_private=True)
    Member.objects.filter(pk=carol.pk).update(is_active=False)

    assert addresses("/sitemap-members.xml") == []
    assert addresses("/sitemap-reviews.xml") == ["/@carol/film/her-2013/"]


def test_films_on_offer_are_named(her):
    retire_film(a_film("Solaris", 1972))
    a_film("For adults", 1975, is_adult=True)

    assert addresses("/sitemap-films.xml") == ["/film/her-2013/"]


def test_pages_are_ranges_of_keys_and_each_costs_the_same(alice, monkeypatch):
    written = [a_review(alice, a_film()) for _ in range(5)]
    keys = [review.pk for review in written]
    monkeypatch.setattr(sitemaps, "KEYS_A_PAGE", 2)
    pages = range(-(-keys[0] // 2), -(-keys[-1] // 2) + 1)

    found, costs = [], set()
    for page in pages:
        with CaptureQueriesContext(connection) as queries:
            found += addresses(f"/sitemap-reviews.xml?p={page}")
        costs.add(len(queries))

    assert found == [review.url for review in written]
    assert costs == {2}
    assert f"/sitemap-reviews.xml?p={pages[-1]}" in addresses("/sitemap.xml")


@pytest.mark.parametrize("page", ["0", "999999999", "-1", "x", "1e3", "٣", "9" * 40])
def test_pages_that_are_none_are_not_there(page):
    assert Client().get("/sitemap-reviews.xml", {"p": page}).status_code == 404


def test_robots_are_told_where_to_go_and_where_not_to():
    said = Client().get("/robots.txt").content.decode().splitlines()

    assert "Sitemap: http://testserver/sitemap.xml" in said
    for closed in ("/settings/", "/accounts/", "/admin/", "/log/", "/entries/", "/film/*/log/"):
        assert f"Disallow: {closed}" in said
