"""What the pages below a member's profile begin with: who it is, what stands between them and the viewer, the tabs."""

from __future__ import annotations

from bench.twins.database import Row, row
from bench.twins.layout import Request
from bench.twins.parts import avatar, name_of
from bench.twins.profile import tabs

MEMBER = """
SELECT member.id, member.username, member.display_name, member.avatar, member.is_private, member.watchlist_audience,
    member.time_zone,
    EXISTS (SELECT FROM social_follow WHERE follower_id = %(viewer)s AND followed_id = member.id) AS follows,
    EXISTS (SELECT FROM social_block WHERE blocker_id = %(viewer)s AND blocked_id = member.id)
        OR EXISTS (SELECT FROM social_block WHERE blocker_id = member.id AND blocked_id = %(viewer)s) AS is_blocked
FROM accounts_member AS member
WHERE upper(member.username) = upper(%(username)s) AND member.username = %(username)s AND member.is_active
"""


def member_open_to(request: Request, username: str) -> Row | None:
    """None where what they did is hidden from the viewer."""
    member = row(request.connection, MEMBER, username=username, viewer=request.viewer_id)
    if member is None or member.is_blocked:
        return None
    is_hidden = member.is_private and not (member.follows or member.id == request.viewer_id)
    return None if is_hidden else member


def shows_watchlist(member: Row, viewer: int) -> bool:
    if member.id == viewer or member.watchlist_audience == "everyone":
        return True
    return bool(member.watchlist_audience == "followers" and member.follows)


def head(request: Request, member: Row, title: str, current: str) -> str:
    """`title` is escaped already; `current` the path of the tab."""
    url = f"/@{member.username}/"
    hidden = () if shows_watchlist(member, request.viewer_id) else ("watchlist/",)
    return f"""<header class="profile profile--small">
{avatar(member, member.id, "medium")}
<div class="profile__who"><h1 class="profile__name">{title}</h1></div>
</header>
{tabs(name_of(member), url, current, hidden=hidden)}"""
