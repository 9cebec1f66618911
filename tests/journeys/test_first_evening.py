"""A person who has never seen the site signs up, logs *Her*, likes a review of it, and sees that under their own."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from reviews.models import Entry, Mark, ReviewLike

WORDS = "Everybody in this city is holding a whole world up to one ear."
PASSWORD = "lights coming up slowly"


def sign_up(page: Page) -> None:
    page.goto("/")
    page.get_by_role("link", name="Sign up").first.click()
    page.get_by_label("Username").fill("Xplodera")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign up").click()
    expect(page.get_by_role("link", name="Log a film").first).to_be_visible()


def find_her(page: Page) -> None:
    page.goto("/search/?q=her")
    page.get_by_role("main").get_by_role("link", name="Her", exact=True).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Her")


def log_her(page: Page) -> None:
    page.get_by_role("link", name=re.compile("Review or log")).click()
    review = page.get_by_label("Review", exact=True)
    expect(review).to_be_visible()
    form = page.locator("form").filter(has=review)
    form.get_by_role("radio", name="4.5").check(force=True)
    review.fill(WORDS)
    form.get_by_role("button", name="Save", exact=True).click()
    page.wait_for_url("**/@Xplodera/film/her-2013/")
    expect(page.get_by_text(WORDS)).to_be_visible()


def like_lindqvists_review(page: Page) -> None:
    page.goto("/film/her-2013/")
    page.get_by_role("button", name=re.compile("Like lindqvist")).click()
    expect(page.get_by_role("button", name=re.compile("Liked lindqvist|Unlike lindqvist"))).to_be_visible()


def see_it_under_my_review(page: Page) -> None:
    page.goto("/@Xplodera/film/her-2013/")
    block = page.get_by_role("region", name="Xplodera liked these reviews")
    expect(block.get_by_text("the empty side of the frame")).to_be_visible()
    expect(block.get_by_role("link", name="lindqvist").first).to_be_visible()


@pytest.mark.parametrize(
    ("width", "scripts"),
    [
        pytest.param(1280, True, id="on a desk"),
        pytest.param(1280, False, id="without JavaScript"),
        pytest.param(390, True, id="on a phone"),
    ],
)
def test_from_signing_up_to_ones_own_page_with_the_liked_review(open_page, width, scripts):
    page = open_page(width, scripts=scripts)

    sign_up(page)
    find_her(page)
    log_her(page)
    like_lindqvists_review(page)
    see_it_under_my_review(page)

    entry = Entry.objects.get(author__username="Xplodera")
    assert (entry.rating, entry.text, entry.number) == (9, WORDS, 1)
    assert Mark.objects.get(member=entry.author).rating == 9
    assert ReviewLike.objects.get().member == entry.author


def test_a_double_click_on_save_makes_one_review(open_page):
    page = open_page()
    sign_up(page)
    page.goto("/film/her-2013/log/")
    page.get_by_label("Review", exact=True).fill(WORDS)

    page.get_by_role("button", name="Save", exact=True).dblclick()
    page.wait_for_url("**/@Xplodera/film/her-2013/")

    assert Entry.objects.filter(author__username="Xplodera").count() == 1


def test_text_that_was_typed_and_not_saved_survives_a_reload(open_page):
    page = open_page()
    sign_up(page)
    page.goto("/film/her-2013/log/")
    page.get_by_label("Review", exact=True).press_sequentially("On a bad train connection")
    page.wait_for_timeout(600)

    page.reload()

    expect(page.get_by_label("Review", exact=True)).to_have_value("On a bad train connection")


def test_rating_by_the_keyboard_alone(open_page):
    page = open_page()
    sign_up(page)
    page.goto("/film/her-2013/")

    page.get_by_role("radio", name="0.5", exact=False).first.focus()
    with page.expect_response("**/rate/"):
        page.keyboard.press("9")

    assert Mark.objects.get(member__username="Xplodera").rating == 9


def test_whoever_is_signed_out_comes_back_to_what_they_wanted(open_page):
    page = open_page()
    page.goto("/film/her-2013/")
    page.get_by_role("link", name=re.compile("Sign in")).last.click()

    page.get_by_role("link", name=re.compile("Sign up|Create an account")).last.click()
    page.get_by_label("Username").fill("Xplodera")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign up").click()

    page.wait_for_url("**/film/her-2013/**")
