"""A year as a map of its days."""

from __future__ import annotations

import datetime

import pytest

from web.heat_map import heat_map
from web.parts import rendered


def a_map(year: int, counts: dict[datetime.date, int]):
    return heat_map(year, counts, url_of_day=lambda day: f"/{day}/", url_of_month=lambda month: f"/{month}/")


@pytest.mark.parametrize(("year", "days"), [(2024, 366), (2026, 365), (2029, 365), (2000, 366), (1900, 365)])
def test_every_day_stands_once_in_a_week_from_monday_to_sunday(year, days):
    weeks = [week for half in a_map(year, {}).halves for week in half]
    dates = [(day.date, place) for week in weeks for place, day in enumerate(week.days) if day]

    assert [date for date, _ in dates] == [
        datetime.date(year, 1, 1) + datetime.timedelta(n) for n in range(days)
    ]
    assert all(date.weekday() == place for date, place in dates)
    assert {len(week.days) for week in weeks} == {7}
    assert [week.month for week in weeks if week.month][:3] == ["Jan", "Feb", "Mar"]
    assert len([week for week in weeks if week.month]) == 12


def test_the_table_says_what_the_map_shows():
    counts = {datetime.date(2026, 2, 3): 2, datetime.date(2026, 2, 9): 2, datetime.date(2026, 12, 31): 7}

    shown = a_map(2026, counts)

    assert (shown.count, shown.days) == (11, 3)
    assert [(one.name, one.number, one.days, one.most.said) for one in shown.months] == [
        ("February", 4, 2, "3 February"),
        ("December", 7, 1, "31 December"),
    ]
    assert shown.halves[1][-1].days[3].step == 4


def test_only_days_with_something_lead_somewhere_and_none_stops_who_goes_by_tab():
    page = rendered("web/heat_map", map=a_map(2026, {datetime.date(2026, 2, 3): 2}), words="entry,entries")

    grid = page.partition("<figcaption")[0]
    assert grid.count("<a ") == grid.count('tabindex="-1"') == 1
    assert 'title="3 February: 2 entries">2</a>' in grid
    assert '<a class="link" href="/2026-02-03/">2 on 3 February</a>' in page
