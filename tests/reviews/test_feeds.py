"""Feeds for readers: the elements that tools for film diaries know, and nothing that a stranger may not read."""

from __future__ import annotations

import datetime
from email.utils import parsedate_to_datetime
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import Member
from reviews.actions.marks import like_film
from reviews.feeds import HOUSELIGHTS
from reviews.models import Entry
from tests.factories import a_film, a_review, an_entry
from tests.reviews.worlds import PUBLIC, WORDS, four_audiences

pytestmark = pytest.mark.django_db
SPACES = {
    "letterboxd": "https://letterboxd.com",
    "tmdb": "https://themoviedb.org",
    "dc": "http://purl.org/dc/elements/1.1/",
    "atom": "http://www.w3.org/2005/Atom",
    "houselights": HOUSELIGHTS,
}
NOON = datetime.datetime(2026, 5, 10, 12, 30, tzinfo=datetime.UTC)
A_SATURDAY = datetime.date(2026, 5, 9)


def feed(address: str, **headers: str) -> ElementTree.Element:
    response = Client().get(address, headers=headers)
    assert (response.status_code, response["Content-Type"]) == (200, "application/rss+xml; charset=utf-8")
    return ElementTree.fromstring(response.content)  # noqa: S314  written by us


def items(address: str) -> list[ElementTree.Element]:
    return feed(address).findall("channel/item")


def said(item: ElementTree.Element, name: str) -> str | None:
    return item.findtext(name, namespaces=SPACES)


def titles(address: str) -> list[str | None]:
    return [said(item, "title") for item in items(address)]


def published(entry: Entry, at: datetime.datetime = NOON) -> Entry:
    Entry.objects.filter(pk=entry.pk).update(created_at=at)
    return entry


def test_a_review_has_the_elements_that_tools_for_film_diaries_know(alice, her):
    type(her).objects.filter(pk=her.pk).update(tmdb_id="152601")
    like_film(her, by=alice)
    text = "It *lasts*. See [alice](/@alice/)."
    review = published(
        a_review(
            alice,
            her,
            text,
            rating=9,
            watched_on=A_SATURDAY,
            is_rewatch=True,
            tags=["city", "warm"],
            liked=True,
        )
    )

    (item,) = items("/@alice/rss/")

    assert said(item, "title") == "Her, 2013 - ★★★★½"
    assert said(item, "link") == "http://testserver/@alice/film/her-2013/"
    guid = item.find("guid")
    assert (guid.text, guid.get("isPermaLink")) == (f"houselights-review-{review.pk}", "false")
    assert said(item, "pubDate") == "Sun, 10 May 2026 12:30:00 +0000"
    assert parsedate_to_datetime(said(item, "pubDate")) == NOON
    assert said(item, "dc:creator") == "alice"
    facts = {
        "watchedDate": "2026-05-09",
        "rewatch": "Yes",
        "filmTitle": "Her",
        "filmYear": "2013",
        "memberRating": "4.5",
        "memberLike": "Yes",
    }
    assert {name: said(item, f"letterboxd:{name}") for name in facts} == facts
    assert said(item, "tmdb:movieId") == "152601"
    assert said(item, "houselights:spoilers") == "No"
    assert [tag.text for tag in item.findall("houselights:tag", SPACES)] == ["city", "warm"]
    description = said(item, "description")
    assert description.startswith('<p><img src="http://testserver/film/her-2013/poster-')
    for words in (description, said(item, "houselights:text")):
        assert "It <em>lasts</em>." in words
        assert 'href="http://testserver/@alice/"' in words


def test_a_viewing_without_words_says_when_it_was(alice, her):
    entry = an_entry(alice, her, watched_on=A_SATURDAY)

    (item,) = items("/@alice/rss/")

    assert said(item, "title") == "Her, 2013"
    assert said(item, "guid") == f"houselights-watch-{entry.pk}"
    assert said(item, "description").endswith("<p>Watched on Saturday May 9, 2026.</p>")
    assert (said(item, "letterboxd:rewatch"), said(item, "letterboxd:memberLike")) == ("No", "No")
    for absent in ("letterboxd:memberRating", "tmdb:movieId", "houselights:text", "houselights:tag"):
        assert item.find(absent, SPACES) is None


def test_a_later_viewing_leads_to_its_own_page(alice, her):
    an_entry(alice, her)
    an_entry(alice, her, is_rewatch=True)

    assert said(items("/@alice/rss/")[0], "link") == "http://testserver/@alice/film/her-2013/2/"


def test_a_channel_says_whose_it_is_and_where(alice, her):
    a_review(alice, her)

    channel = feed("/@alice/rss/").find("channel")

    assert channel.findtext("title") == "Houselights - alice"
    assert channel.findtext("link") == "http://testserver/@alice/"
    own = channel.find("atom:link", SPACES)
    assert own.attrib == {
        "rel": "self",
        "type": "application/rss+xml",
        "href": "http://testserver/@alice/rss/",
    }


def test_what_gives_things_away_stays_out_of_the_feed(alice, her):
    a_review(alice, her, "She leaves with the others.", rating=8, has_spoilers=True)
    a_review(alice, a_film("Solaris", 1972), "Rain ||inside the house|| at the end.")
    solaris, her_item = items("/@alice/rss/")

    assert said(her_item, "title") == "Her, 2013 - ★★★★ (contains spoilers)"
    assert "This review gives things away." in said(her_item, "description")
    assert said(her_item, "houselights:spoilers") == "Yes"
    assert her_item.find("houselights:text", SPACES) is None
    assert "Rain" in said(solaris, "description")
    content = (
        Client().get("/@alice/rss/").content.decode() + Client().get("/film/her-2013/rss/").content.decode()
    )
    assert "She leaves" not in content
    assert "inside the house" not in content


@pytest.mark.parametrize("address", ["/@alice/rss/", "/film/her-2013/rss/", "/@alice/tag/night/rss/"])
def test_feeds_tell_what_a_stranger_may_read_whoever_asks(alice, her, signed_in, address):
    written, _ = four_audiences(alice, her)
    Entry.objects.filter(pk__in=[entry.pk for entry in written]).update(tags=["night"])

    for client in (Client(), signed_in(alice)):
        content = client.get(address).content.decode()
        assert {words for words in WORDS if words in content} == {PUBLIC}


def test_whoever_is_private_has_no_feed_and_stands_in_none(alice, her):
    a_review(alice, her, "For all, once.", tags=["night"])
    addresses = ["/@alice/rss/", "/@alice/tag/night/rss/"]
    assert [len(items(address)) for address in [*addresses, "/film/her-2013/rss/"]] == [1, 1, 1]

    Member.objects.filter(pk=alice.pk).update(is_private=True)

    assert [Client().get(address).status_code for address in addresses] == [404, 404]
    assert items("/film/her-2013/rss/") == []


def test_a_tag_has_a_feed_of_what_its_member_gave_it(alice, bob, her):
    a_review(alice, her, "Warm.", tags=["colour", "city"])
    a_review(alice, a_film("Solaris", 1972), "Cold.", tags=["space"])
    a_review(bob, her, "Mine.", tags=["colour"])

    assert titles("/@alice/tag/Colour/rss/") == ["Her, 2013"]
    assert Client().get("/@alice/tag/weather/rss/").status_code == 404


def test_a_film_has_a_feed_of_its_reviews(alice, bob, her):
    published(a_review(alice, her, "Warm."))
    published(a_review(bob, her, "Late."), NOON + datetime.timedelta(hours=1))
    an_entry(bob, her)
    a_review(bob, a_film("Solaris", 1972))

    assert [said(item, "dc:creator") for item in items("/film/her-2013/rss/")] == ["bob", "alice"]


def test_the_newest_fifty_come_newest_first_in_two_queries(alice, her):
    film = a_film("Solaris", 1972)
    first, last = a_review(alice, her, rating=8), a_review(alice, film)
    Entry.objects.bulk_create(
        Entry(author=alice, film=film, watched_on=A_SATURDAY, created_at=NOON + datetime.timedelta(hours=n))
        for n in range(55)
    )
    published(first, NOON + datetime.timedelta(days=30))
    published(last, NOON - datetime.timedelta(days=30))

    items("/@alice/rss/")
    with CaptureQueriesContext(connection) as queries:
        shown = items("/@alice/rss/")

    times = [parsedate_to_datetime(said(item, "pubDate")) for item in shown]
    assert (len(shown), said(shown[0], "title")) == (50, "Her, 2013 - ★★★★")
    assert times == sorted(times, reverse=True)
    assert len(queries) == 2


def test_who_has_the_feed_already_is_told_so(alice, her):
    Member.objects.filter(pk=alice.pk).update(joined_at=NOON - datetime.timedelta(days=1))
    published(a_review(alice, her))
    first = Client().get("/@alice/rss/")
    assert first["Last-Modified"] == "Sun, 10 May 2026 12:30:00 GMT"

    for asked in ({"If-None-Match": first["ETag"]}, {"If-Modified-Since": first["Last-Modified"]}):
        again = Client().get("/@alice/rss/", headers=asked)
        assert (again.status_code, again.content) == (304, b"")

    published(a_review(alice, a_film("Solaris", 1972)), NOON + datetime.timedelta(minutes=1))
    for asked in ({"If-None-Match": first["ETag"]}, {"If-Modified-Since": first["Last-Modified"]}):
        assert Client().get("/@alice/rss/", headers=asked).status_code == 200


def test_an_empty_feed_is_the_same_each_time(alice):
    assert items("/@alice/rss/") == []
    assert Client().get("/@alice/rss/")["ETag"] == Client().get("/@alice/rss/")["ETag"]


def test_signs_that_no_xml_may_hold_do_not_break_the_feed(alice, her):
    a_review(alice, her, "Before\x0b\x1fafter.")

    assert "Beforeafter." in said(items("/@alice/rss/")[0], "description")


def test_pages_name_their_feeds(alice, her):
    for address in ("/@alice/", "/film/her-2013/"):
        page = Client().get(address).content.decode()
        assert '<link rel="alternate" type="application/rss+xml"' in page
        assert f'href="{address}rss/">' in page
