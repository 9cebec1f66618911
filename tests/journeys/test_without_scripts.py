"""Everything a member does works by plain links and forms, with JavaScript switched off."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from accounts.models import Member
from films.models import Film
from reviews.models import Entry, Favourite, Mark, ReviewLike
from social.models import Block, Follow
from tests.factories import a_member, a_review

HER = "/film/her-2013/"


@pytest.fixture
def mira(site) -> Member:
    return a_member("mira")


@pytest.fixture
def page(open_page, mira) -> Page:
    return open_page(scripts=False, member=mira)


def press(page: Page, name: str) -> None:
    page.get_by_role("main").get_by_role("button", name=name, exact=True).first.click()


def her_mark(member: Member) -> Mark:
    return Mark.objects.get(member=member, film__slug="her-2013")


@pytest.mark.parametrize(
    ("do", "undo", "flag"),
    [("Watch", "Watched", "is_watched"), ("Like", "Liked", "is_liked")],
)
def test_watching_and_liking_a_film_and_taking_it_back(page, mira, do, undo, flag):
    page.goto(HER)
    panel = page.get_by_role("region", name="You and Her")

    panel.get_by_role("button", name=do, exact=True).click()
    expect(panel.get_by_role("button", name=undo, exact=True)).to_be_visible()
    assert getattr(her_mark(mira), flag)

    panel.get_by_role("button", name=undo, exact=True).click()
    expect(panel.get_by_role("button", name=do, exact=True)).to_be_visible()
    assert not Mark.objects.filter(
        member=mira, **{"watched_at__isnull" if do == "Watch" else "liked_at__isnull": False}
    )


def test_the_watchlist_and_the_way_off_it(page, mira):
    page.goto(HER)

    press(page, "Watchlist")
    expect(page.get_by_role("button", name="On watchlist")).to_be_visible()
    page.goto("/@mira/watchlist/")
    expect(page.get_by_role("main").get_by_role("link", name="Her (2013)")).to_be_visible()
    page.goto(HER)
    press(page, "On watchlist")

    expect(page.get_by_role("button", name="Watchlist", exact=True)).to_be_visible()


def test_rating_and_clearing_the_rating(page, mira):
    page.goto(HER)

    page.get_by_role("radio", name="3.5 stars").check(force=True)
    press(page, "Save rating")
    expect(page.get_by_role("radio", name="3.5 stars")).to_be_checked()
    assert her_mark(mira).rating == 7

    page.get_by_role("button", name="Clear the rating").click()
    expect(page.get_by_role("radio", name="3.5 stars")).not_to_be_checked()
    assert her_mark(mira).rating is None


def test_logging_with_a_preview_and_a_refusal_before(page, mira):
    page.goto(HER + "log/")
    page.get_by_label("Watched on").fill("")
    press(page, "Save")
    expect(page.get_by_text("Give the day you watched it, or write about it, or both.")).to_be_visible()

    page.get_by_label("Review", exact=True).fill("The *train* window.")
    page.get_by_label("Tags").fill("quiet, trains")
    press(page, "Preview")
    expect(page.locator(".preview em")).to_have_text("train")
    expect(page.get_by_label("Review", exact=True)).to_have_value("The *train* window.")
    expect(page.get_by_label("Tags")).to_have_value("quiet, trains")
    press(page, "Save")

    page.wait_for_url("**/@mira/film/her-2013/")
    assert Entry.objects.get(author=mira).tags == ["quiet", "trains"]


def test_editing_deleting_and_restoring_an_entry(page, mira):
    entry = a_review(mira, Film.objects.get(slug="her-2013"), "First words.")
    page.goto(entry.url)
    page.get_by_role("main").get_by_role("link", name="Edit").click()
    page.get_by_label("Review", exact=True).fill("Better words.")
    press(page, "Save")
    expect(page.get_by_text("Better words.")).to_be_visible()

    page.get_by_role("main").get_by_role("link", name="Delete").click()
    press(page, "Delete this entry")
    expect(page.get_by_text("Your entry on Her is deleted.")).to_be_visible()
    assert not Entry.objects.by(mira).standing()

    page.goto("/settings/deleted/")
    press(page, "Restore your entry on Her")
    expect(page.get_by_text("Better words.")).to_be_visible()


def test_liking_a_review_and_taking_the_like_back_stays_on_the_page(page, mira):
    page.goto(HER)

    page.get_by_role("button", name="Like lindqvist’s review").click()
    page.wait_for_url("**/film/her-2013/**")
    assert ReviewLike.objects.filter(member=mira).exists()

    page.get_by_role("button", name="Liked lindqvist’s review").click()
    expect(page.get_by_role("button", name="Like lindqvist’s review")).to_be_visible()
    assert not ReviewLike.objects.exists()


def test_following_blocking_and_the_ways_back(page, mira):
    page.goto("/@lindqvist/")
    page.get_by_role("button", name="Follow lindqvist").click()
    expect(page.get_by_role("button", name="Following lindqvist")).to_be_visible()
    assert Follow.objects.filter(follower=mira).exists()

    page.get_by_role("button", name="Following lindqvist").click()
    expect(page.get_by_role("button", name="Follow lindqvist")).to_be_visible()

    page.locator("summary", has_text="More about lindqvist").click()
    page.get_by_role("button", name="Block lindqvist").click()
    page.goto("/settings/blocked/")
    page.get_by_role("button", name="Unblock lindqvist").click()
    expect(page.get_by_text("Nobody", exact=True)).to_be_visible()
    assert not Block.objects.exists()


def test_favourites_by_typing_their_titles(page, mira):
    page.goto("/settings/favourites/")
    page.get_by_label("Film 1").fill("Her (2013)")
    press(page, "Save")

    page.goto("/@mira/")
    expect(page.get_by_role("main").get_by_role("link", name="Her (2013)").first).to_be_visible()
    assert Favourite.objects.get(member=mira).film.slug == "her-2013"


def test_a_covered_review_opens(page, mira):
    a_review(a_member("antagony"), Film.objects.get(slug="her-2013"), "They all leave.", has_spoilers=True)
    page.goto(HER)
    expect(page.get_by_text("They all leave.")).to_be_hidden()

    page.get_by_text("Read it anyway").click()

    expect(page.get_by_text("They all leave.")).to_be_visible()


def test_removing_all_that_was_recorded(page, mira):
    a_review(mira, Film.objects.get(slug="her-2013"), "First words.", rating=8)
    page.goto(HER)

    page.locator(".panel__more > summary").click()
    page.get_by_role("link", name="Remove what I recorded").click()
    press(page, "Remove all of it")

    expect(page.get_by_role("button", name="Watch", exact=True)).to_be_visible()
    assert not Entry.objects.by(mira).standing()


def test_the_picker_finds_a_film_and_offers_some_before_one_types(page, mira):
    page.goto(HER)
    press(page, "Watchlist")
    page.goto("/log/")
    page.get_by_role("main").get_by_role("link", name="Her (2013)").first.click()
    page.wait_for_url("**/film/her-2013/log/")

    page.goto("/log/")
    page.get_by_label("Title of the film").fill("godfather")
    press(page, "Find")
    page.get_by_role("link", name="The Godfather", exact=True).click()

    page.wait_for_url("**/film/the-godfather-1972/log/")


def test_signing_out_and_in_again(page, mira):
    from tests.factories import PASSWORD

    page.goto("/")
    page.locator("summary", has_text="Your menu").click()
    page.get_by_role("button", name="Sign out").click()
    page.goto("/settings/")
    page.get_by_label("Username").fill("MIRA")
    page.get_by_label("Password").fill(PASSWORD)
    press(page, "Sign in")

    page.wait_for_url("**/settings/")
