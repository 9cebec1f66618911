"""Drafts are kept by the site: for the browser that was closed, and between two windows."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from accounts.models import Member
from reviews.models import Draft
from tests.factories import a_member

FORM = "/film/her-2013/log/"
WORDS = "The train window is the best frame in it."


@pytest.fixture
def alice(site) -> Member:
    return a_member("alice")


def review_in(page: Page) -> Locator:
    return page.get_by_label("Review", exact=True)


def write(page: Page, words: str) -> None:
    """Leaving the field is the end of a thought: it is sent then."""
    review_in(page).fill(words)
    review_in(page).blur()


def test_a_draft_survives_a_closed_browser_and_two_windows_ask_whose_words_stay(open_page, alice):
    first = open_page(member=alice)
    first.goto(FORM)
    write(first, WORDS)
    expect(first.get_by_text("Draft saved")).to_be_visible()
    first.context.close()

    one, other = open_page(member=alice), open_page(390, member=alice)
    one.goto("/drafts/")
    one.get_by_role("link", name="Continue the draft on Her").click()
    other.goto(FORM)
    expect(review_in(one)).to_have_value(WORDS)
    expect(review_in(other)).to_have_value(WORDS)
    with one.expect_response("**/drafts/save/"):
        write(one, "The train window.")
    write(other, "The window of the train.")
    expect(other.get_by_role("alert")).to_contain_text("Another window changed this draft")
    other.get_by_role("button", name="Take the other").click()
    expect(review_in(other)).to_have_value("The train window.")

    other.get_by_role("button", name="Save", exact=True).click()
    expect(other.get_by_text("The train window.")).to_be_visible()
    assert not Draft.objects.exists()


def test_without_scripts_a_draft_is_kept_by_its_button_and_never_over_another(open_page, alice):
    one, other = (open_page(scripts=False, member=alice) for _ in range(2))
    for page in (one, other):
        page.goto(FORM)
    for page, words in ((one, WORDS), (other, "Another evening.")):
        review_in(page).fill(words)
        page.get_by_role("button", name="Save as draft").click()

    expect(other.get_by_role("alert")).to_contain_text("Another window kept another draft")
    expect(review_in(other)).to_have_value("Another evening.")
    other.get_by_role("link", name="open that one").click()
    expect(review_in(other)).to_have_value(WORDS)
