"""Single keys: they press what stands in the page, never while somebody types, and not where they are switched off."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from accounts.models import Member
from reviews.models import Mark, ReviewLike
from tests.factories import a_member

EVERY_KEY = "/nalw1234567890jk?"


@pytest.fixture
def mira(site) -> Member:
    return a_member("mira")


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def mark_of(member: Member) -> Mark:
    return Mark.objects.get(member=member)


def test_a_film_and_its_reviews_are_liked_rated_and_logged(open_page, mira):
    page = open_page(member=mira)
    page.goto("/film/her-2013/")
    said = page.get_by_role("status").last

    press(page, "w")
    expect(said).to_have_text("Her: watched")
    press(page, "9")
    expect(said).to_have_text("Her: 4.5 stars")
    press(page, "l")
    expect(said).to_have_text("Her: liked")
    press(page, "j", "l")
    expect(said).to_have_text("lindqvist’s review: liked")
    press(page, "l")
    expect(said).to_have_text("lindqvist’s review: no longer liked")

    mark = mark_of(mira)
    assert (mark.is_watched, mark.is_liked, mark.rating) == (True, True, 9)
    assert not ReviewLike.objects.exists()
    expect(page.locator("article.review")).to_be_focused()
    press(page, "n")
    expect(page.get_by_role("heading", name="Log Her")).to_be_visible()
    page.locator("dialog input[type=date]").press("Escape")
    press(page, "Enter")
    page.wait_for_url("**/@lindqvist/film/her-2013/")
    press(page, "l")
    expect(page.get_by_role("button", name="Liked lindqvist’s review")).to_be_visible()


def test_posters_are_walked_and_marked_where_they_stand(open_page, mira):
    page = open_page(member=mira)
    page.goto("/films/")
    posters = page.locator(".poster-grid .poster__frame")
    said = page.get_by_role("status").last

    press(page, "j", "j", "k", "j")
    expect(posters.nth(1)).to_be_focused()
    press(page, "0")
    expect(said).to_contain_text(": 5 stars")
    press(page, "l")
    expect(said).to_contain_text(": liked")

    expect(posters.nth(1)).to_be_focused()
    states = page.locator(".poster-grid .poster").nth(1).locator(".poster__states")
    expect(states.get_by_role("img", name="You: 5 out of 5 stars")).to_be_visible()
    expect(states).to_contain_text("Liked")
    assert mark_of(mira).rating == 10
    press(page, "a")
    expect(page.get_by_role("dialog").get_by_role("heading", name="Add to lists")).to_be_visible()


def test_typing_the_keys_in_a_review_changes_the_text_alone(open_page, mira):
    page = open_page(member=mira)
    page.goto("/film/her-2013/log/")

    page.get_by_label("Review", exact=True).press_sequentially(EVERY_KEY)

    expect(page.get_by_label("Review", exact=True)).to_have_value(EVERY_KEY)
    expect(page.get_by_label("Review", exact=True)).to_be_focused()
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert not Mark.objects.filter(member=mira).exists()
    assert page.evaluate("document.querySelector('form.form').elements.rating.value") == ""


def test_switched_off_by_a_member_they_do_nothing(open_page, mira):
    page = open_page(member=mira)
    page.goto("/film/her-2013/")
    press(page, "j")
    expect(page.locator("article.review")).to_be_focused()
    Member.objects.update(single_keys=False)

    page.reload()
    press(page, *EVERY_KEY)

    expect(page.locator("body")).to_be_focused()
    expect(page.get_by_role("dialog")).to_have_count(0)
    press(page, "Control+k")
    expect(page.get_by_role("combobox", name="Find a film")).to_be_focused()
    assert not Mark.objects.filter(member=mira).exists()


def test_a_visitor_searches_sees_the_keys_and_switches_them_off(open_page, site):
    page = open_page()
    page.goto("/film/her-2013/")
    search = page.get_by_role("combobox", name="Find a film")
    press(page, "/", "?", "j")
    expect(search).to_have_value("?j")
    search.blur()

    press(page, "?")
    dialog = page.get_by_role("dialog", name="Keyboard")
    expect(dialog.get_by_text("On to the next review, film or line")).to_be_visible()
    dialog.get_by_label("Single keys work on this device").uncheck()
    press(page, "Escape")
    expect(dialog).to_have_count(0)

    for _ in range(2):
        press(page, *EVERY_KEY)
        expect(dialog).to_have_count(0)
        page.reload()
    page.get_by_role("link", name="Keyboard").click()
    expect(dialog.get_by_label("Single keys work on this device")).not_to_be_checked()
