"""The time zones a member may choose, grouped by the part of the world."""

from __future__ import annotations

import functools
import zoneinfo

AREAS = (
    "Africa",
    "America",
    "Antarctica",
    "Arctic",
    "Asia",
    "Atlantic",
    "Australia",
    "Europe",
    "Indian",
    "Pacific",
)

Group = tuple[str, list[tuple[str, str]]]


def is_time_zone(name: str) -> bool:
    return name in zone_names()


@functools.cache
def zone_names() -> frozenset[str]:
    return frozenset(zoneinfo.available_timezones())


@functools.cache
def grouped_zones() -> list[Group]:
    """Choices for a select: UTC, then the cities of each area, "Asia/Ho_Chi_Minh" as "Ho Chi Minh"."""
    return [("World", [("UTC", "UTC")]), *((area, cities_of(area)) for area in AREAS)]


def cities_of(area: str) -> list[tuple[str, str]]:
    names = sorted(name for name in zone_names() if name.startswith(f"{area}/"))
    return [(name, name.removeprefix(f"{area}/").replace("_", " ").replace("/", ", ")) for name in names]


def zones_with(present: str) -> list[Group]:
    """The choices, with the member's present zone added where it is none of them."""
    groups = grouped_zones()
    is_listed = any(present == name for _, zones in groups for name, _ in zones)
    return groups if is_listed else [("Yours now", [(present, present)]), *groups]
