"""Who may come to the curators' desk, and that its pages hold to the site's policy."""

from __future__ import annotations

import re

import pytest

from tests.factories import a_credit, a_member, a_person
from tests.films.admin.desk import FILMS, PEOPLE, change_page


def test_curators_see_films_and_people_and_nothing_of_members(curator):
    page = curator.get("/admin/").content.decode()

    assert (FILMS in page, PEOPLE in page) == (True, True)
    assert ("/admin/accounts/" in page, "/admin/reviews/" in page) == (False, False)
    assert curator.get("/admin/accounts/member/").status_code == 403
    assert curator.get("/admin/reviews/entry/").status_code == 403


def test_members_without_the_role_stay_outside(alice, signed_in):
    assert signed_in(alice).get(FILMS).status_code == 302
    assert signed_in(a_member("staff_only", is_staff=True)).get(FILMS).status_code == 403


def test_pages_of_the_desk_have_no_inline_script_or_style(curator, her):
    a_credit(her, a_person("Joaquin Phoenix"), character="Theodore")

    for address in ("/admin/", FILMS, f"{FILMS}add/", change_page(her), PEOPLE):
        page = curator.get(address).content.decode()
        assert re.findall(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)[^>]*>\s*[^<\s{]", page) == []


@pytest.mark.parametrize(
    "asked", ["title__regex=(", "runtime__range=1", "genres__overlap=x", "slug__startswith=h"]
)
def test_lists_are_filtered_by_what_they_offer_alone(curator, her, asked):
    assert curator.get(f"{FILMS}?{asked}").status_code == 400
    assert curator.get(f"{FILMS}?state__exact=published&missing=poster&decade=2010").status_code == 200
