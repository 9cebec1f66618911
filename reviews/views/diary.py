"""A member's diary: its lines, and what was seen on this day of other years."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from accounts.models import Member
from films.queries.filter_kinds import UnknownWord
from reviews.models import Entry, EntryQuerySet
from reviews.queries import days
from reviews.queries.blindness import without_stars
from reviews.queries.days import Month
from reviews.queries.diary import diary_lines, diary_of, latest_in_diary
from reviews.queries.diary_filters import DiaryFilters
from reviews.queries.reviews import DIARY_ORDER
from reviews.views.diary_choices import choices_of, periods_of
from social.models import Viewer
from social.queries import member_open_to
from web.heat_map import HeatMap, heat_map
from web.paging import PARAMETER, Page, page_of
from web.viewer import viewer_of

LINES_A_PAGE = 50


@require_safe
def diary(request: HttpRequest, username: str) -> HttpResponse:
    """The dated entries, newest first: all, or those that were asked for."""
    viewer = viewer_of(request)
    member, relation = member_open_to(viewer, username)
    filters = asked_filters(request)
    if not is_tidy(request, filters):
        return redirect(address(request, filters.words))
    to = partial(address, request)
    page, months = page_of_lines(request, filters, member, viewer), months_asked(filters, member, viewer)
    context = {
        "member": member,
        "relation": relation,
        "page": page,
        "lines": diary_lines(without_stars(page.rows, viewer)),
        "period": filters.period,
        "labels": [(label.text, to(label.without)) for label in filters.labels()],
        "count": counted(months, filters),
        "map": map_of(filters, member, viewer, to),
    }
    return render(
        request, "reviews/diary.html", context | periods_of(months, filters, to) | choices_of(filters)
    )


def page_of_lines(request: HttpRequest, filters: DiaryFilters, member: Member, viewer: Viewer) -> Page[Entry]:
    """The first page of the whole diary is asked for most, and prepared."""
    return page_of(
        partial(chosen_lines, filters, member, viewer),
        request,
        order=DIARY_ORDER,
        size=LINES_A_PAGE,
        first=None if filters.are_chosen else partial(latest_in_diary, member, viewer),
    )


def asked_filters(request: HttpRequest) -> DiaryFilters:
    """Raises BadRequest for what is no word of a diary."""
    try:
        return DiaryFilters.read(dict(request.GET.lists()))
    except UnknownWord as problem:
        raise BadRequest(f"“{problem.word[:40]}” is no {problem.name} that a diary knows.") from problem


def is_tidy(request: HttpRequest, filters: DiaryFilters) -> bool:
    """Whether the address says all words once and in one way, and nothing in vain."""
    asked = {name: said for name, said in request.GET.lists() if name in DiaryFilters.parameters()}
    return asked == {name: [words] for name, words in filters.words.items()}


def address(request: HttpRequest, words: Mapping[str, str]) -> str:
    """The diary from its start with these words; what is none of its words stays."""
    parameters = DiaryFilters.parameters() | {PARAMETER}
    others = {name: said for name, said in request.GET.items() if name not in parameters}
    query = urlencode({**words, **others})
    return f"{request.path}?{query}" if query else request.path


def chosen_lines(filters: DiaryFilters, member: Member, viewer: Viewer) -> EntryQuerySet:
    return filters.entries(diary_of(member, viewer), viewer, whose=member)


def chosen(filters: DiaryFilters, member: Member, viewer: Viewer) -> EntryQuerySet:
    """The entries that were asked for, to be counted."""
    entries = Entry.objects.by_visible_to(member, viewer).in_diary()
    return filters.entries(entries, viewer, whose=member)


def months_asked(filters: DiaryFilters, member: Member, viewer: Viewer) -> list[Month]:
    """The months in which there is what was asked for, whatever time was."""
    at_any_time = filters.at_any_time()
    if at_any_time.are_chosen:
        return days.months_of(chosen(at_any_time, member, viewer))
    return days.months_in_diary(member, viewer)


def counted(months: list[Month], filters: DiaryFilters) -> str:
    """How many entries there are of what was asked for, "" of a single day, whose lines say it."""
    if filters.number("day"):
        return ""
    year, month = filters.number("year"), filters.number("month")
    count = sum(one.entries for one in months if year in (None, one.year) and month in (None, one.month))
    return f"{count:,} {'entry' if count == 1 else 'entries'}" if count else ""


def map_of(filters: DiaryFilters, member: Member, viewer: Viewer, to: Any) -> HeatMap | None:
    """The days of a year that was asked for as a whole."""
    year = filters.number("year")
    if not year or filters.number("month") or filters.number("day"):
        return None
    words, counts = filters.words, days.entries_by_day(chosen(filters, member, viewer))
    return heat_map(
        year,
        counts,
        url_of_day=lambda date: to(words | {"month": str(date.month), "day": str(date.day)}),
        url_of_month=lambda month: to(words | {"month": str(month)}),
    )


@require_safe
def on_this_day(request: HttpRequest, username: str) -> HttpResponse:
    """What the member saw on the day that it is now where they live, in other years."""
    viewer = viewer_of(request)
    member, relation = member_open_to(viewer, username)
    today = member.today()
    found = days.on_this_day(member, viewer, today)
    without_stars([entry for one in found for entry in one.entries], viewer)
    context = {"member": member, "relation": relation, "today": today, "found": found}
    return render(request, "reviews/on_this_day.html", context)
