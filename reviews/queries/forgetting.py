"""What removing all that a member recorded for a film would take away."""

from __future__ import annotations

from dataclasses import dataclass

from accounts.models import Member
from films.models import Film
from reviews.models import Entry, Mark


@dataclass(frozen=True)
class Going:
    entries: list[Entry]
    likes_received: int
    mark: Mark | None

    @property
    def anything(self) -> bool:
        mark = self.mark
        return bool(mark and (mark.watched_at or mark.liked_at or mark.watchlisted_at or mark.stopped_at))


def what_would_go(film: Film, member: Member) -> Going:
    entries = (
        Entry.objects.standing()
        .by(member)
        .about(film)
        .select_related("author", "film", "stats")
        .defer("text", "text_html")
        .order_by("number")
    )
    going = list(entries)
    return Going(
        going,
        likes_received=sum(entry.stats.likes_count for entry in going),
        mark=Mark.objects.of(member).about(film).first(),
    )
