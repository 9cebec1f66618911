"""A diary in calendars and feed readers: for everyone what everyone may read, and all of it for who has the key."""

from __future__ import annotations

import datetime
from xml.etree import ElementTree

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.http import http_date
from icalendar import Calendar

from accounts.models import Member
from reviews.models import DiaryKey, Entry
from social import actions as social
from social.models import Audience
from tests.factories import a_film, a_review, an_entry

pytestmark = pytest.mark.django_db
ADDRESS = "/@alice/diary/calendar.ics"


def events(address: str = ADDRESS) -> dict[str, object]:
    """By what stands in the calendar."""
    answer = Client().get(address)
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    return {str(event["summary"]): event for event in Calendar.from_ical(answer.content).walk("VEVENT")}


def key_of(member: Member, client: Client) -> str:
    client.post("/settings/diary/make/")
    return DiaryKey.objects.get(member=member).token


def test_a_viewing_is_an_event_of_its_whole_day(alice):
    film = a_film("Love; Death, and \\ Rain", 2013)
    text = "A long — dash, and then; a \\ sign.\n\n" + "Äpfel und Öl " * 40
    entry = a_review(
        alice,
        film,
        text,
        rating=9,
        is_rewatch=True,
        tags=["home", "a, b"],
        watched_on=datetime.date(2026, 5, 9),
    )

    (event,) = events().values()

    assert event["summary"] == "Love; Death, and \\ Rain (2013) ★★★★½"
    assert event["uid"] == f"houselights-entry-{entry.pk}@testserver"
    assert (event["dtstart"].dt, event["dtstart"].params["VALUE"]) == (datetime.date(2026, 5, 9), "DATE")
    assert event["description"].startswith("Rewatched. A long — dash, and then; a \\ sign.")
    assert event["url"] == f"http://testserver{entry.url}"
    assert [str(tag) for tag in event["categories"].cats] == ["home", "a, b"]
    assert event["transp"] == "TRANSPARENT"
    lines = Client().get(ADDRESS).content.split(b"\r\n")
    assert max(map(len, lines)) <= 75


def test_what_gives_the_film_away_stays_on_the_site(alice, her):
    a_review(alice, her, "She leaves.", has_spoilers=True)
    a_review(alice, a_film("Ran"), "In the end ||all die||.")

    said = Client().get(ADDRESS).content.decode()

    assert "This review gives things away." in said
    assert "In the end" in said
    assert "She leaves" not in said
    assert "all die" not in said


def test_a_calendar_that_stands_is_not_sent_again(alice, her):
    entry = an_entry(alice, her)
    first = Client().get(ADDRESS)

    assert Client().get(ADDRESS, headers={"If-None-Match": first["ETag"]}).status_code == 304
    Entry.objects.filter(pk=entry.pk).update(rating=3)
    assert Client().get(ADDRESS, headers={"If-None-Match": first["ETag"]}).status_code == 200


def test_what_is_hidden_leaves_a_calendar_that_asks_by_the_time_it_was_fetched(alice, her):
    entry = an_entry(alice, her)
    now = {"If-Modified-Since": http_date(timezone.now().timestamp())}
    assert b"Her" in Client().get(ADDRESS, headers=now).content

    Entry.objects.filter(pk=entry.pk).update(audience=Audience.ME)

    page = Client().get(ADDRESS, headers=now)
    assert (page.status_code, b"Her" in page.content) == (200, False)


def test_a_year_of_it_can_be_asked_for_and_there_are_not_more_events_than_said(alice, her, monkeypatch):
    for year in (2024, 2025, 2026):
        an_entry(alice, a_film(f"Film of {year}", year), watched_on=datetime.date(year, 1, 2))

    assert list(events(f"{ADDRESS}?year=2025")) == ["Film of 2025 (2025)"]
    monkeypatch.setattr("reviews.calendars.MOST_EVENTS", 2)
    assert list(events()) == ["Film of 2026 (2026)", "Film of 2025 (2025)"]
    assert Client().get(f"{ADDRESS}?year=x").status_code == 400


def test_a_private_member_has_no_calendar_for_everyone(alice, her, signed_in):
    an_entry(alice, her)
    assert len(events()) == 1

    social.go_private(alice)

    assert Client().get(ADDRESS).status_code == 404
    assert len(events(f"/diary/{key_of(alice, signed_in(alice))}/calendar.ics")) == 1


def test_the_key_opens_the_whole_diary_and_no_other(alice, bob, her, signed_in):
    an_entry(alice, her)
    an_entry(alice, a_film("Ran", 1985), audience=Audience.ME)
    an_entry(bob, a_film("Alien", 1979), audience=Audience.ME)
    token = key_of(alice, signed_in(alice))

    own = events(f"/diary/{token}/calendar.ics")

    assert set(events()) == {"Her (2013)"}
    assert set(own) == {"Her (2013)", "Ran (1985)"}
    assert own["Ran (1985)"]["class"] == "PRIVATE"
    feed = Client().get(f"/diary/{token}/rss/")
    found = ElementTree.fromstring(feed.content).iter("item")  # noqa: S314  written by us
    assert sorted(item.findtext("title") for item in found) == ["Her, 2013", "Ran, 1985"]
    for answer in (feed, Client().get(f"/diary/{token}/calendar.ics")):
        assert (answer["Cache-Control"], answer["X-Robots-Tag"]) == ("private, no-cache", "noindex")


def test_a_new_key_and_no_key_end_the_one_before(alice, her, signed_in):
    client = signed_in(alice)
    first = key_of(alice, client)
    assert first in client.get("/settings/diary/").content.decode()

    second = key_of(alice, client)

    assert Client().get(f"/diary/{second}/calendar.ics").status_code == 200
    assert Client().get(f"/diary/{first}/calendar.ics").status_code == 404
    client.post("/settings/diary/revoke/")
    assert Client().get(f"/diary/{second}/calendar.ics").status_code == 404
    assert Client().get(f"/diary/{second}/rss/").status_code == 404
    assert "Make a secret address" in client.get("/settings/diary/").content.decode()


def test_whoever_left_or_was_shut_out_has_no_diary_outside(alice, her, signed_in):
    token = key_of(alice, signed_in(alice))
    assert Client().get(f"/diary/{token}/rss/").status_code == 200

    Member.objects.filter(pk=alice.pk).update(is_active=False)

    for address in (f"/diary/{token}/rss/", f"/diary/{token}/calendar.ics", ADDRESS):
        assert Client().get(address).status_code == 404
