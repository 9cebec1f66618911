"""What a member's diary comes to: of all time, of one year, and the year as a picture."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.queries import member_or_404
from activity.pictures import picture_of_year
from activity.queries.figures import catalogue, diary
from activity.queries.figures.lists_seen import lists_nearest_the_end
from activity.queries.figures.viewings import Period, is_shown_to_everybody
from activity.queries.figures.whole import Figures, figures_of
from activity.views.figure_charts import charts_of
from activity.views.rankings import KINDS, PEOPLE, average_said, highest_rated, lists_on_the_way, most_seen
from activity.views.telling_films import beside_average, ends, highest_films, milestones, seen_often
from films.models.films import FIRST_YEAR, LAST_YEAR
from reviews.pictures.answers import drawn
from social.queries import member_open_to
from web.heat_map import HeatMap, heat_map
from web.link_cards import LinkCard
from web.viewer import NOBODY, viewer_of
from web.words import counted

# What the pages say of how they count.
RULES = {
    "billed": catalogue.LAST_BILLED,
    "enough": catalogue.ENOUGH,
    "always_anew": f"{catalogue.ALWAYS_ANEW:,}",
    "minutes": catalogue.SECONDS_REMEMBERED // 60,
}


@require_safe
def stats(request: HttpRequest, username: str) -> HttpResponse:
    viewer = viewer_of(request)
    member, relation = member_open_to(viewer, username)
    figures = figures_of(member, viewer, Period())
    context = {
        "member": member,
        "relation": relation,
        "years": [time.day.year for time in reversed(figures.diary.times)],
        "lists": lists_on_the_way(lists_nearest_the_end(member, viewer)),
        **shown(figures),
    }
    return render(request, "activity/stats.html", context)


@require_safe
def year(request: HttpRequest, username: str, year: int) -> HttpResponse:
    period = period_or_404(year)
    viewer = viewer_of(request)
    member, relation = member_open_to(viewer, username)
    figures = figures_of(member, viewer, period)
    is_shared = not (viewer.is_authenticated or member.is_private or figures.is_empty)
    context = {
        "member": member,
        "relation": relation,
        "year": year,
        "heat_map": None if figures.source.of_marks else map_of(figures, year),
        "link_card": link_card_of(figures, year, request) if is_shared else None,
        "may_be_shared": may_be_shared(figures),
        **around(figures, year),
        **shown(figures),
    }
    return render(request, "activity/year.html", context)


@require_safe
def year_picture(request: HttpRequest, username: str, year: int) -> HttpResponse:
    """Of what everybody may read, whoever asks."""
    period, member = period_or_404(year), member_or_404(username)
    figures = None if member.is_private or not member.is_active else figures_of(member, NOBODY, period)
    if not figures or figures.is_empty:
        raise Http404
    return drawn(request, picture_of_year(figures, year))


def period_or_404(year: int) -> Period:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Http404(f"There was no cinema in {year}.")
    return Period(year)


def around(figures: Figures, year: int) -> dict[str, int | None]:
    """The years before and after. From an empty one no way leads on to emptier ones, for those who follow every link."""
    has_before = not figures.is_empty and year > FIRST_YEAR
    return {
        "year_before": year - 1 if has_before else None,
        "year_after": year + 1 if year < figures.source.member.today().year else None,
    }


def may_be_shared(figures: Figures) -> bool:
    """Whether the picture shows anything to everybody."""
    member, viewer, period, of_marks = figures.source
    if member.is_private or figures.is_empty:
        return False
    return of_marks or not viewer.is_authenticated or is_shown_to_everybody(member, period)


def shown(figures: Figures) -> dict[str, Any]:
    """What both pages have; of nothing, that there is nothing."""
    if figures.is_empty:
        return {"figures": figures, "is_empty": True}
    found, member = figures.catalogue, figures.source.member
    return {
        "figures": figures,
        "diary": figures.diary,
        "numbers": numbers_of(figures),
        "charts": charts_of(figures),
        "ends": ends(figures),
        "milestones": milestones(figures),
        "often": seen_often(figures),
        "highest": highest_films(figures),
        "people": most_seen(found, member, PEOPLE),
        "kinds": most_seen(found, member, KINDS),
        "highest_people": highest_rated(found, member, PEOPLE),
        "highest_kinds": highest_rated(found, member, KINDS),
        "above": beside_average(figures, "above"),
        "below": beside_average(figures, "below"),
        "rules": RULES,
    }


def numbers_of(figures: Figures) -> list[tuple[str, str]]:
    """The figures at the head of the page, each with its name."""
    found, films = figures.diary, "Films marked" if figures.source.of_marks else "Films"
    numbers = [(films, f"{found.films:,}")]
    if not figures.source.of_marks:
        numbers += [("Viewings", f"{found.viewings:,}"), ("Rewatches", f"{found.rewatches:,}")]
    if figures.catalogue.hours:
        numbers.append(("Hours", f"{figures.catalogue.hours:,}"))
    average = found.rated.average
    return numbers if average is None else [*numbers, ("Average", average_said(average))]


def map_of(figures: Figures, year: int) -> HeatMap:
    url = f"{figures.source.member.url}diary/?year={year}&month="
    counts = {time.day: viewings_at(time) for time in figures.diary.times}
    return heat_map(
        year,
        counts,
        url_of_day=lambda day: f"{url}{day.month}&day={day.day}",
        url_of_month=lambda month: f"{url}{month}",
    )


def viewings_at(time: diary.When) -> int:
    return time.first.viewings + time.again.viewings


def link_card_of(figures: Figures, year: int, request: HttpRequest) -> LinkCard:
    member, whole = figures.source.member, request.build_absolute_uri
    films, hours = counted(figures.diary.films, "film,films"), counted(figures.catalogue.hours, "hour,hours")
    url = f"{member.url}year/{year}/"
    return LinkCard(
        kind="article",
        title=f"{member.name}’s {year} in film",
        description=f"{films} in {hours}." if figures.catalogue.hours else f"{films}.",
        url=whole(url),
        image=whole(f"{url}share.png"),
        image_said=f"{member.name}’s {year} in numbers",
    )
