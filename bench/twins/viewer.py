"""Who is looking: the session cookie and the member behind it."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from psycopg import Connection

from bench.twins.database import Row, row

VIEWER = """
SELECT member.id, member.username, member.display_name, member.avatar, member.theme, member.time_zone, member.is_staff,
    member.notices_seen_at
FROM accounts_session AS session JOIN accounts_member AS member ON member.id = session.member_id
WHERE session.session_key = %(key)s AND session.expire_date > now() AND member.is_active
"""
UTC = ZoneInfo("UTC")


@dataclass(frozen=True)
class Viewer:
    id: int
    username: str
    display_name: str
    avatar: str
    theme: str
    is_staff: bool
    zone: ZoneInfo
    notices_seen_at: datetime.datetime


def viewer_of(connection: Connection[Row], session_key: str) -> Viewer | None:
    """The member whose session this is, None for a visitor. The one place that knows how sessions are stored."""
    found = row(connection, VIEWER, key=session_key) if session_key else None
    if found is None:
        return None
    zone = UTC if found.time_zone == "UTC" else ZoneInfo(found.time_zone)
    return Viewer(
        found.id,
        found.username,
        found.display_name,
        found.avatar,
        found.theme,
        found.is_staff,
        zone,
        found.notices_seen_at,
    )
