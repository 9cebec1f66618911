"""What must hold on every page: no accessibility fault, nothing too wide, no error in the console, no heavy page."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from typing import Literal

import axe_playwright_python
import pytest
from playwright.sync_api import Page

from accounts.models import Member
from tests.journeys.lived_in import MEMBERS_PAGES, VISITORS_PAGES, close_her_door, live_in, pages_with_keys
from tests.journeys.weight import collect, weigh

AXE = next(Path(axe_playwright_python.__file__).parent.rglob("axe.min.js")).read_text()
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RULES: dict[str, object] = {"type": "tag", "values": TAGS}
RULES_OF_COLOUR: dict[str, object] = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
SMALLEST = 320
LINK = re.compile(r'<a [^>]*?\bhref="(/[^"#]*)')
# Once every colour has arrived where it goes.
LOOK = """async (rules) => {
    await Promise.allSettled(document.getAnimations().filter(a => a instanceof CSSTransition).map(a => a.finished));
    return (await axe.run(document, {runOnly: rules, preload: false})).violations;
}"""


@pytest.fixture
def lived_in(site) -> Member:
    return live_in()


@pytest.fixture(scope="session")
def collected(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("static")
    collect(folder)
    return folder


def faults(page: Page) -> list[str]:
    """What axe finds in the dark theme, and on narrow pages in the light one, where only the colours are others."""
    page.evaluate(AXE)
    is_narrow = page.evaluate("innerWidth") == SMALLEST
    in_light = faults_in(page, "light", RULES_OF_COLOUR) if is_narrow else []
    return [*faults_in(page, "dark", RULES), *in_light]


def faults_in(page: Page, theme: Literal["dark", "light"], rules: dict[str, object]) -> list[str]:
    page.emulate_media(color_scheme=theme, reduced_motion="reduce")
    found = page.evaluate(LOOK, rules)
    return [f"{theme}: {fault['id']}: {node['html'][:160]}" for fault in found for node in fault["nodes"]]


def is_too_wide(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"))


def all_that_is_wrong(page: Page, addresses: list[str]) -> dict[str, object]:
    wrong = {}
    for address in addresses:
        answer = page.goto(address)
        wrong[address] = (answer and answer.status, faults(page), is_too_wide(page))
    return {address: found for address, found in wrong.items() if found != (200, [], False)}


def test_axe_finds_nothing_and_nothing_is_too_wide_on_the_pages_of_a_visitor(open_page, lived_in):
    """Narrow; wide ones are looked at with those of a member, who sees more on them."""
    assert all_that_is_wrong(open_page(SMALLEST), VISITORS_PAGES) == {}


@pytest.mark.parametrize("width", [1280, SMALLEST])
def test_axe_finds_nothing_and_nothing_is_too_wide_on_the_pages_of_a_member(open_page, lived_in, width):
    close_her_door(lived_in)
    page = open_page(width, member=lived_in)

    assert all_that_is_wrong(page, [*MEMBERS_PAGES, *pages_with_keys(lived_in)]) == {}
    Member.objects.filter(pk=lived_in.pk).update(blind=True)
    assert all_that_is_wrong(page, ["/reviews/", "/film/the-godfather-1972/"]) == {}


def test_axe_finds_nothing_in_the_dialog(open_page, lived_in):
    page = open_page(member=lived_in)
    page.goto("/film/her-2013/")

    page.get_by_role("link", name="Log a film").click()
    page.get_by_role("dialog").get_by_role("link", name="Her (2013)").wait_for()
    assert faults(page) == []
    page.get_by_role("dialog").get_by_role("link", name="Her (2013)").click()
    page.get_by_label("Watched on").wait_for()
    assert faults(page) == []


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


def test_no_page_links_to_nowhere(lived_in, client):
    client.force_login(lived_in)
    seen: set[str] = set()

    for address in [*VISITORS_PAGES[:-2], *MEMBERS_PAGES, *pages_with_keys(lived_in)]:
        page = client.get(address)
        assert page.status_code == 200, address
        seen.update(LINK.findall(page.content.decode()))

    assert len(seen) > 50
    assert [link for link in sorted(seen) if client.get(unescape(link)).status_code not in (200, 302)] == []
