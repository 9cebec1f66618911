"""The whole evening without a mouse: everything is reached, seen to be reached, and left again."""

from __future__ import annotations

from typing import Literal

import pytest
from playwright.sync_api import Locator, Page, expect

from accounts.models import Member
from films.models import Film
from reviews.models import Mark
from social import actions as social
from tests.factories import a_member, a_review

WHERE_FOCUS_IS = """() => {
    const focused = document.activeElement;
    const box = focused.getBoundingClientRect();
    const shown = [focused, focused.parentElement, focused.parentElement?.parentElement]
        .some(element => element && getComputedStyle(element).outlineStyle !== 'none');
    const name = focused.outerHTML.slice(0, 120);
    return {name, isBody: focused === document.body, isSeen: shown && box.width > 0 && box.height > 0};
}"""


@pytest.fixture
def mira(site) -> Member:
    return a_member("mira")


@pytest.fixture
def page(open_page, mira) -> Page:
    return open_page(member=mira)


def tab_through(page: Page, most: int = 90) -> list[dict[str, object]]:
    stops = []
    for _ in range(most):
        page.keyboard.press("Tab")
        stop = page.evaluate(WHERE_FOCUS_IS)
        if stop["isBody"]:
            break
        stops.append(stop)
    return stops


@pytest.mark.parametrize(
    "address", ["/", "/film/her-2013/", "/@lindqvist/film/her-2013/", "/@lindqvist/", "/log/", "/settings/"]
)
def test_every_stop_of_the_tab_key_is_seen(page, address):
    page.goto(address)

    stops = tab_through(page)

    assert len(stops) > 5
    assert [stop["name"] for stop in stops if not stop["isSeen"]] == []


def test_the_first_stop_skips_to_the_content(page):
    page.goto("/films/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()

    page.keyboard.press("Enter")
    page.keyboard.press("Tab")

    expect(page.get_by_role("main").get_by_role("link").first).to_be_focused()


def test_the_menu_opens_and_escape_leads_back_to_it(page):
    page.goto("/")
    summary = page.locator(".masthead__face")
    summary.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Settings")).to_be_visible()

    page.keyboard.press("Escape")

    expect(page.get_by_role("link", name="Settings")).to_be_hidden()
    expect(summary).to_be_focused()


def test_a_film_is_picked_and_logged_and_escape_leaves_the_dialog(page):
    page.goto("/films/")
    link = page.get_by_role("link", name="Log a film").first
    link.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_label("Title of the film")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(link).to_be_focused()

    page.keyboard.press("Enter")
    expect(page.get_by_label("Title of the film")).to_be_focused()
    page.keyboard.type("her")
    expect(page.get_by_role("dialog").get_by_role("option").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Log Her")).to_be_visible()
    page.get_by_label("Watched on").focus()
    page.get_by_role("dialog").get_by_role("button", name="Save", exact=True).focus()
    page.keyboard.press("Enter")

    page.wait_for_url("**/@mira/film/her-2013/")


def test_arrows_rate_and_delete_clears_with_the_focus_kept(page, mira):
    page.goto("/film/her-2013/")
    page.get_by_role("radio", name="0.5 star").focus()
    with page.expect_response("**/rate/"):
        for _ in range(3):
            page.keyboard.press("ArrowRight")
    expect(page.get_by_role("radio", name="2 stars")).to_be_focused()
    assert Mark.objects.get(member=mira).rating == 4

    with page.expect_response("**/unrate/"):
        page.keyboard.press("Delete")
    expect(page.get_by_role("radio", name="2 stars")).not_to_be_checked()
    assert Mark.objects.get(member=mira).rating is None


def test_the_focus_stays_on_a_button_that_was_pressed(page):
    page.goto("/film/her-2013/")
    page.get_by_role("button", name="Like", exact=True).focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Liked", exact=True)).to_be_focused()

    page.get_by_role("button", name="Like lindqvist’s review").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Liked lindqvist’s review")).to_be_focused()


def reach(page: Page, wanted: Locator, most: int = 60) -> None:
    """By the tab key, from where the focus is; from the beginning of a page by its first stop, which skips to the content."""
    page.keyboard.press("Tab")
    if page.evaluate("document.activeElement.innerText") == "Skip to the content":
        page.keyboard.press("Enter")
    for _ in range(most):
        if wanted.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{wanted} is not reached")


def press(page: Page, role: Literal["button", "link"], name: str) -> None:
    reach(page, page.get_by_role("main").get_by_role(role, name=name, exact=True))
    page.keyboard.press("Enter")


def test_all_that_members_do_with_each_other_is_done_by_keys(page, mira):
    social.go_private(mira)
    social.go_private(a_member("otto"))
    social.follow(mira, by=a_member("ada"))
    hers = a_review(mira, Film.objects.get(slug="nosferatu-1922"))

    page.goto("/@lindqvist/film/her-2013/")
    reach(page, page.get_by_label("Your comment"))
    page.keyboard.type("Just so, @lindqvist.")
    press(page, "button", "Comment")
    expect(page.get_by_role("listitem").filter(has_text="Just so, @lindqvist.")).to_be_focused()
    page.reload()
    press(page, "button", "Notified of new comments: stop that")
    expect(page.get_by_role("button", name="Notify me of new comments")).to_be_focused()
    page.reload()
    press(page, "link", "Report")
    page.wait_for_url("**/report/entry/**")
    reach(page, page.get_by_role("radio").first)
    page.keyboard.press("Space")
    press(page, "button", "Report it")
    expect(page.get_by_role("status").filter(has_text="moderators")).to_be_visible()

    page.goto("/@lindqvist/")
    reach(page, page.locator("summary", has_text="More about lindqvist"))
    page.keyboard.press("Enter")
    press(page, "button", "Mute lindqvist")
    expect(page.get_by_role("status").filter(has_text="muted")).to_be_visible()
    page.goto("/@otto/")
    press(page, "button", "Ask to follow otto")
    expect(page.get_by_role("button", name="Requested to follow otto")).to_be_focused()
    page.goto("/settings/requests/")
    press(page, "button", "Let in ada")
    expect(page.get_by_text("ada follows you now.")).to_be_visible()

    page.goto(hers.url)
    press(page, "button", "Pin to profile")
    expect(page.get_by_role("button", name="Unpin")).to_be_visible()
    page.goto("/film/her-2013/log/")
    reach(page, page.get_by_label("Review", exact=True))
    page.keyboard.type("On a bad train connection")
    press(page, "button", "Save as draft")
    page.wait_for_url("**/drafts/")
    press(page, "link", "Discard the draft on Her")
    page.wait_for_url("**/discard/")
    press(page, "button", "Discard this draft")
    expect(page.get_by_role("heading", name="No drafts")).to_be_visible()
