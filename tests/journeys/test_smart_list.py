"""A smart list, from the filters of one's own films to a list that follows what one rates."""

from __future__ import annotations

from playwright.sync_api import expect

from films.models import Film
from reviews.actions import marks
from tests.factories import a_member


def test_a_smart_list_changes_when_a_film_is_rated(open_page, site):
    mira = a_member("mira")
    great, middling = Film.objects.filter(year__lt=1980).order_by("pk")[:2]
    marks.rate(great, rating=9, by=mira)
    marks.rate(middling, rating=5, by=mira)
    page = open_page(member=mira)
    page.goto("/@mira/films/")
    page.get_by_text("More filters").click()
    page.get_by_label("Your rating from").select_option("4 stars")
    page.get_by_role("button", name="Show these films").click()
    page.get_by_role("link", name="Save as a smart list").click()
    page.get_by_label("Title").fill("Old and great")
    page.get_by_role("button", name="Make this list").click()
    expect(page.get_by_role("heading", name="Old and great")).to_be_visible()
    films = page.locator("#films")
    expect(films.get_by_role("img", name=great.title)).to_be_visible()
    expect(films.get_by_role("img", name=middling.title)).to_have_count(0)
    list_url = page.url

    page.goto(middling.url)
    page.get_by_role("radio", name="0.5", exact=False).first.focus()
    with page.expect_response("**/rate/"):
        page.keyboard.press("9")
    page.goto(list_url)

    expect(films.get_by_role("img", name=middling.title)).to_be_visible()
    expect(films.get_by_role("img", name=great.title)).to_be_visible()
