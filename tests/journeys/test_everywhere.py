"""What must hold on every page: no accessibility fault, nothing too wide, no error in the console, no heavy page."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Literal

import axe_playwright_python
import pytest
from playwright.sync_api import Page

from films.models import Film
from reviews.actions.likes import like_review
from reviews.models import Entry
from social import actions as social
from tests.factories import a_member, a_review
from tests.journeys.weight import collect, weigh

AXE = next(Path(axe_playwright_python.__file__).parent.rglob("axe.min.js")).read_text()
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# Once every colour has arrived where it goes.
LOOK = """async (rules) => {
    await Promise.all(document.getAnimations().filter(a => a instanceof CSSTransition).map(a => a.finished));
    return (await axe.run(document, {runOnly: rules, preload: false})).violations;
}"""
VISITORS_PAGES = [
    "/",
    "/film/her-2013/",
    "/film/her-2013/reviews/",
    "/film/her-2013/ratings/",
    "/film/her-2013/members/",
    "/film/nosferatu-1922/",
    "/@lindqvist/film/her-2013/",
    "/@lindqvist/film/her-2013/share/",
    "/@lindqvist/",
    "/@lindqvist/diary/",
    "/@lindqvist/films/",
    "/@lindqvist/followers/",
    "/@mira/film/her-2013/",
    "/@mira/film/her-2013/likes/reviews/",
    "/@mira/likes/reviews/",
    "/films/",
    "/person/spike-jonze/",
    "/reviews/",
    "/films/popular/",
    "/members/popular/",
    "/about/orders/",
    "/@mira/likes/people/",
    "/members/",
    "/search/?q=her",
    "/keyboard/",
    "/accounts/signup/",
    "/accounts/login/",
]
MEMBERS_PAGES = [
    "/",
    "/film/her-2013/",
    "/film/her-2013/reviews/?sort=taste",
    "/@lindqvist/film/her-2013/",
    "/film/her-2013/log/",
    "/log/",
    "/films/",
    "/@lindqvist/",
    "/@mira/diary/",
    "/@mira/watchlist/",
    "/settings/",
    "/settings/blocked/",
    "/settings/notifications/",
    "/activity/",
    "/notifications/",
    "/welcome/",
    "/settings/favourites/",
    "/settings/username/",
    "/settings/delete/",
    "/accounts/password/change/",
]


@pytest.fixture
def lived_in(site) -> object:
    """The site after an evening: a member who reviewed, liked and follows."""
    her, lindqvist = Film.objects.get(slug="her-2013"), Entry.objects.get().author
    member = a_member("mira", display_name="Mira")
    a_review(
        member,
        her,
        "## The ending\n\nAsk me about it.\n\n> A quiet one.",
        rating=7,
        has_spoilers=True,
        tags=["home"],
    )
    social.follow(lindqvist, by=member)
    like_review(Entry.objects.get(author=lindqvist), by=member)
    return member


@pytest.fixture(scope="session")
def collected(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("static")
    collect(folder)
    return folder


def faults(page: Page) -> list[str]:
    """What axe finds in the dark theme and in the light one."""
    page.evaluate(AXE)
    return [f"{theme}: {fault}" for theme in ("dark", "light") for fault in faults_in(page, theme)]


def faults_in(page: Page, theme: Literal["dark", "light"]) -> list[str]:
    page.emulate_media(color_scheme=theme)
    found = page.evaluate(LOOK, RULES)
    return [f"{fault['id']}: {node['html'][:160]}" for fault in found for node in fault["nodes"]]


@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing_on_the_pages_of_a_visitor(open_page, lived_in, width):
    page = open_page(width)

    for address in VISITORS_PAGES:
        page.goto(address)
        assert faults(page) == [], address


@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing_on_the_pages_of_a_member(open_page, lived_in, width):
    page = open_page(width, member=lived_in)

    for address in MEMBERS_PAGES:
        page.goto(address)
        assert faults(page) == [], address


def test_axe_finds_nothing_in_the_dialog(open_page, lived_in):
    page = open_page(member=lived_in)
    page.goto("/film/her-2013/")

    page.get_by_role("link", name="Log a film").click()
    page.get_by_role("dialog").get_by_role("link", name="Her (2013)").wait_for()
    assert faults(page) == []
    page.get_by_role("dialog").get_by_role("link", name="Her (2013)").click()
    page.get_by_label("Watched on").wait_for()
    assert faults(page) == []


def test_nothing_is_wider_than_the_smallest_phone(open_page, lived_in):
    page = open_page(320, member=lived_in)

    for address in [*VISITORS_PAGES[:-2], *MEMBERS_PAGES]:
        page.goto(address)
        widths = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
        assert widths[0] <= widths[1], address


@pytest.mark.parametrize("address", ["/", "/film/her-2013/", "/@lindqvist/film/her-2013/", "/films/"])
def test_a_page_without_its_pictures_is_light(site, collected, address):
    """In production: one style sheet, one script and htmx, compressed and cached for good."""
    weight = weigh(address, collected)

    assert weight.requests <= 8
    assert weight.compressed_bytes <= 60_000, weight


def test_pictures_keep_their_place_while_they_load(open_page, lived_in):
    page = open_page()

    for address in ["/films/", "/film/her-2013/", "/@lindqvist/"]:
        page.goto(address)
        sizeless = page.evaluate(
            "[...document.images].filter(i => !i.hasAttribute('width') || !i.hasAttribute('height')).length"
        )
        shift = page.evaluate(
            """() => new Promise(done => {
                let sum = 0;
                new PerformanceObserver(list => list.getEntries().forEach(e => { sum += e.hadRecentInput ? 0 : e.value }))
                    .observe({type: 'layout-shift', buffered: true});
                setTimeout(() => done(sum), 400);
            })"""
        )
        assert (sizeless, round(shift, 2)) == (0, 0), address


def test_no_page_links_to_nowhere(open_page, lived_in, client):
    page = open_page(member=lived_in)
    seen: set[str] = set()

    for address in [*VISITORS_PAGES[:-2], *MEMBERS_PAGES]:
        page.goto(address)
        links = page.evaluate(
            "[...document.querySelectorAll('a[href^=\"/\"]')].map(a => a.getAttribute('href'))"
        )
        seen.update(re.sub(r"#.*", "", link) for link in links)
    client.force_login(lived_in)

    assert len(seen) > 50
    assert [link for link in sorted(seen) if link and client.get(link).status_code not in (200, 302)] == []
