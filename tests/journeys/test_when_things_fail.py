"""A bad connection, a hasty hand, a session that ended: the page says what happened and nothing is done twice."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from accounts.models import Member
from reviews.models import Mark
from tests.factories import a_member

HER = "/film/her-2013/"


@pytest.fixture
def mira(site) -> Member:
    return a_member("mira")


@pytest.fixture
def page(open_page, mira) -> Page:
    return open_page(member=mira)


def test_a_double_click_does_not_take_back_what_it_did(page, mira):
    page.goto(HER)

    page.get_by_role("button", name="Watch", exact=True).click()
    expect(page.get_by_role("button", name="Watched", exact=True)).to_be_visible()
    page.mouse.down(click_count=2)
    page.mouse.up(click_count=2)
    page.wait_for_load_state("networkidle")

    expect(page.get_by_role("button", name="Watched", exact=True)).to_be_visible()
    assert Mark.objects.get(member=mira).is_watched


def test_without_a_connection_the_page_says_so_and_stays_as_it_was(page, mira):
    page.goto(HER)
    page.route("**/like/", lambda route: route.fulfill(status=503, body=""))

    page.get_by_role("button", name="Like", exact=True).click()

    expect(page.get_by_text("The site is busy.")).to_be_visible()
    expect(page.get_by_role("button", name="Like", exact=True)).to_be_visible()
    assert not Mark.objects.filter(member=mira).exists()


def test_a_session_that_ended_leads_to_signing_in_and_back(page):
    page.goto(HER)
    page.context.clear_cookies(name="sessionid")

    page.get_by_role("button", name="Like", exact=True).click()

    page.wait_for_url(re.compile("/accounts/login/.next=(/|%2F)film"))


def test_the_back_button_leads_through_the_tabs(page):
    page.goto(HER)
    reviews = page.get_by_role("navigation", name="Reviews")
    reviews.get_by_role("link", name="Recent").click()
    page.wait_for_url("**/film/her-2013/?reviews=recent")
    expect(reviews.get_by_role("link", name="Recent")).to_have_attribute("aria-current", "page")

    page.go_back()

    expect(reviews.get_by_role("link", name="Popular")).to_have_attribute("aria-current", "page")
    expect(page.get_by_role("heading", level=1)).to_have_text("Her")


def test_the_like_of_a_film_is_still_there_after_leaving_and_coming_back(page):
    page.goto(HER)
    page.get_by_role("button", name="Like", exact=True).click()
    expect(page.get_by_role("button", name="Liked", exact=True)).to_be_visible()
    page.get_by_role("link", name="Spike Jonze").first.click()
    page.wait_for_url("**/person/spike-jonze/")

    page.go_back()

    expect(page.get_by_role("button", name="Liked", exact=True)).to_be_visible()


def test_nothing_moves_for_those_who_asked_for_less_motion(page):
    page.emulate_media(reduced_motion="reduce")
    page.goto(HER)
    page.get_by_role("link", name="Log a film").first.click()
    expect(page.get_by_role("dialog")).to_be_visible()

    assert page.evaluate("document.getAnimations().length") == 0
