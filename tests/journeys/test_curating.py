"""A curator sees a slip on a film's page and mends it; other members have no such way."""

from __future__ import annotations

from django.contrib.auth.models import Group
from playwright.sync_api import expect

from accounts.roles import CURATOR, make_roles
from tests.factories import a_member


def test_from_the_films_page_to_its_entry_and_back(open_page, site):
    make_roles()
    curator = a_member("projectionist", is_staff=True)
    curator.groups.add(Group.objects.get(name=CURATOR))
    page = open_page(member=curator)
    page.goto("/film/her-2013/")

    page.get_by_role("link", name="Mend this entry").click()
    page.get_by_label("Tagline").fill("A voice in the ear, and nobody in the room.")
    page.get_by_role("button", name="Save", exact=True).first.click()
    page.goto("/film/her-2013/")

    expect(page.get_by_text("A voice in the ear, and nobody in the room.")).to_be_visible()


def test_a_member_has_no_way_behind_the_screen(open_page, site):
    page = open_page(member=a_member("mira"))

    page.goto("/film/her-2013/")

    expect(page.get_by_role("link", name="Mend this entry")).to_have_count(0)
    expect(page.get_by_text("Behind the screen")).to_have_count(0)
