"""Commenting in a browser: in place, without scripts, by keyboard, and on a narrow screen."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from accounts.models import Member
from reviews.models import Comment, Entry, ThreadSubscription
from tests.factories import a_comment, a_member
from tests.journeys.test_everywhere import faults

REVIEW = "/@lindqvist/film/her-2013/"
LONG_WORD = "Donaudampfschifffahrtsgesellschaftskapitänsmütze" * 3


@pytest.fixture
def mira(site) -> Member:
    return a_member("mira")


def typed(page: Page, words: str) -> None:
    page.get_by_label("Your comment").fill(words)


def test_a_comment_appears_in_place_once_and_has_the_focus(open_page, mira):
    page = open_page(member=mira)
    page.goto(REVIEW)
    expect(page.get_by_text("If you comment, you will hear of what follows.")).to_be_visible()
    typed(page, "  ")

    page.get_by_role("button", name="Comment", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("There is nothing in it yet.")
    typed(page, "Her breath, *yes*.")
    page.get_by_role("button", name="Comment", exact=True).dblclick()

    said = page.get_by_role("listitem").filter(has_text="Her breath, yes.")
    expect(said).to_have_count(1)
    expect(said).to_be_focused()
    expect(page.get_by_role("heading", name="1 comment", exact=True)).to_be_visible()
    expect(page.get_by_role("link", name="1 comment", exact=True)).to_be_visible()
    expect(page.get_by_label("Your comment")).to_have_value("")
    expect(page.get_by_role("button", name="Notified")).to_be_visible()
    assert Comment.objects.count() == 1
    assert faults(page) == []

    page.reload()
    expect(page.get_by_label("Your comment")).to_have_value("")
    page.get_by_role("button", name="Notified").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("You switched this off; commenting leaves it off.")).to_be_visible()
    assert not ThreadSubscription.objects.get().is_on


def test_saying_changing_and_deleting_without_scripts(open_page, mira):
    page = open_page(scripts=False, member=mira)
    page.goto(REVIEW)
    typed(page, "Her breth.")
    page.get_by_role("button", name="Comment", exact=True).click()
    expect(page.locator("li:target")).to_contain_text("Her breth.")

    page.get_by_role("link", name="Edit", exact=True).click()
    typed(page, "Her breath.")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("li:target")).to_contain_text("edited")
    expect(page.locator("li:target")).to_contain_text("Her breath.")

    page.get_by_role("link", name="Delete your comment").click()
    page.get_by_role("button", name="Delete this comment").click()
    expect(page.get_by_text("Deleted by its author")).to_be_visible()
    expect(page.get_by_text("Her breath.")).to_have_count(0)


def test_the_pages_of_a_comment_have_no_fault_nothing_is_too_wide_and_each_leads_on(open_page, mira):
    review = Entry.objects.get()
    said = a_comment(mira, review, f"{LONG_WORD} ||{LONG_WORD}|| > {LONG_WORD}")
    page = open_page(320, member=mira)

    for address in (
        REVIEW,
        f"/entries/{review.pk}/comment/",
        f"/comments/{said.pk}/edit/",
        f"/comments/{said.pk}/delete/",
    ):
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, address
        assert faults(page) == [], address

    page.goto(f"/entries/{review.pk}/comment/")
    typed(page, "Back again.")
    page.get_by_role("button", name="Comment", exact=True).click()
    expect(page.locator("li:target")).to_contain_text("Back again.")
    expect(page.get_by_label("Your comment")).to_have_value("")
