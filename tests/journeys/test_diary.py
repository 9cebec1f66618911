"""The diary in a browser: its lines are changed where they stand."""

from __future__ import annotations

import datetime

from playwright.sync_api import expect

from films.models import Film
from reviews.models import Entry, Mark
from tests.factories import a_member, an_entry


def test_rating_and_like_are_changed_in_their_line_by_keyboard(open_page, site):
    her, mira = Film.objects.get(slug="her-2013"), a_member("mira")
    first = an_entry(mira, her, rating=6, watched_on=datetime.date(2025, 5, 1))
    again = an_entry(mira, her, rating=6, is_rewatch=True)
    page = open_page(member=mira)
    page.goto("/@mira/diary/")

    page.get_by_label("Your rating of Her").first.focus()
    page.keyboard.press("ArrowUp")
    expect(page.locator(f"#rating-of-{again.pk} .stars--7")).to_be_visible()
    expect(page.get_by_label("Your rating of Her").first).to_be_focused()
    page.locator(f"#like-in-{again.pk}-button").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".line-like__button--on")).to_have_count(2)
    expect(page.locator(f"#like-in-{again.pk}-button")).to_be_focused()

    ratings = dict(Entry.objects.values_list("pk", "rating"))
    assert (ratings[first.pk], ratings[again.pk]) == (6, 7)
    mark = Mark.objects.get(member=mira)
    assert (mark.rating, mark.is_liked) == (7, True)
