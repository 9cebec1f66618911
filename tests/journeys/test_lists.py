"""A ranked list of twelve films, made without a mouse, shared by its secret link and copied by somebody else."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from accounts.models import Member
from films.models import Film
from lists.models import Item, List
from social.models import Audience
from tests.factories import a_list, a_member


@pytest.fixture
def mira(site) -> Member:
    return a_member("mira", default_audience=Audience.ME)


def titles(list_: List) -> list[str]:
    return [item.film.title for item in Item.objects.of(list_).in_order().with_film()]


def add_by_keys(page: Page, film: Film, number: int) -> None:
    page.keyboard.type(film.title)
    expect(page.locator(f'.suggestion[data-value="{film.slug}"]')).to_be_visible()
    place = page.locator(".suggestion").evaluate_all(
        "(all, slug) => all.findIndex(one => one.dataset.value === slug)", film.slug
    )
    for _ in range(place + 1):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator("#list-said")).to_contain_text(f"as number {number}.")


def test_a_list_is_made_ordered_shared_and_copied_by_keys_alone(open_page, mira):
    page = open_page(member=mira)
    films = list(Film.objects.order_by("-year", "slug")[:12])
    page.goto("/list/new/")
    page.get_by_label("Title").focus()
    page.keyboard.type("Twelve")
    page.get_by_label("It is ranked").focus()
    page.keyboard.press("Space")
    page.get_by_label("Title").press("Enter")
    page.wait_for_url("**/edit/**")
    own = List.objects.get()
    assert (own.title, own.is_ranked) == ("Twelve", True)

    page.get_by_role("combobox", name="Film to add").focus()
    for number, film in enumerate(films, start=1):
        add_by_keys(page, film, number)
    assert titles(own) == [film.title for film in films]

    said = page.locator("#list-said")
    last, first = films[-1], films[0]
    page.locator(f"#up-{last.slug}").focus()
    for _ in range(3):
        page.keyboard.press("Alt+ArrowUp")
    expect(said).to_have_text(f"{last.title} is number 9 now.")
    expect(page.locator(f"#up-{last.slug}")).to_be_focused()
    page.get_by_label(f"Position of {first.title}", exact=True).focus()
    page.keyboard.press("Control+a")
    page.keyboard.type("5")
    page.keyboard.press("Enter")
    expect(said).to_have_text(f"{first.title} is number 5 now.")
    expect(page.get_by_label(f"Position of {first.title}", exact=True)).to_be_focused()
    ordered = [film.title for film in [*films[1:5], first, *films[5:8], last, *films[8:11]]]
    assert titles(own) == ordered

    page.goto(f"{own.url}?link=open#secret-link")
    page.get_by_role("button", name="Make a secret link").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Make a new link")).to_be_visible()
    own.refresh_from_db()

    guest = open_page(member=a_member("guest"))
    guest.goto(own.secret_url)
    expect(guest.get_by_role("heading", name="Twelve")).to_be_visible()
    guest.get_by_role("button", name="Copy this list").focus()
    guest.keyboard.press("Enter")
    guest.wait_for_url("**/@guest/list/twelve/")
    assert titles(List.objects.get(author__username="guest")) == ordered


def test_films_are_dragged_to_their_places(open_page, mira):
    films = list(Film.objects.order_by("slug")[:4])
    own = a_list(mira, *films, title="Four")
    page = open_page(member=mira)
    page.goto(f"{own.url}edit/")
    grips = page.locator(".editor-row__grip")

    grips.nth(3).drag_to(grips.nth(1), target_position={"x": 10, "y": 5})

    expect(page.locator("#list-said")).to_have_text(f"{films[3].title} is number 2 now.")
    assert titles(own) == [films[place].title for place in (0, 3, 1, 2)]


def test_a_film_goes_into_lists_from_its_poster_and_stays_out_of_the_way(open_page, mira):
    a_list(mira, title="Trains")
    page = open_page(member=mira)
    page.goto("/films/")
    page.locator(".poster-grid .poster").nth(2).hover()
    page.get_by_role("link", name="Add to lists").click()

    page.get_by_role("dialog").get_by_label("Trains").check()
    page.get_by_role("dialog").get_by_role("button", name="Save").click()

    expect(page.locator("#messages")).to_contain_text("is in “Trains” now.")
    assert page.url.endswith("/films/")
    assert Item.objects.count() == 1
