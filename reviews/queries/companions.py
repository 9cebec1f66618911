"""With whom a film was watched: who may be asked, who has been, and who is named to whom.

Only who has confirmed is named to others than the author, and only for as long as they may read the entry, so that nobody
is named where they cannot take their name off; by the rule of what members did: not across a block, and a private member
only to those who follow them. A request is there for as long as who is asked may read the entry: it goes
with the entry, with a block, and with an audience that is narrowed, and it is all that a notice of it needs (`member`,
`created_at`, `id`, `asked_by`, `entry`, where neither `confirmed_at` nor `declined_at` is set).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Upper

from accounts.models import Member, beyond_the_name
from films.models.films import beyond_the_poster
from reviews.models import Companion, Entry, EntryQuerySet
from reviews.queries.blindness import without_stars
from social.models import Block, Follow, Reach, Viewer
from social.queries import shown_to, without_blocks_of
from web.prepared import Holds, prepared

MOST_COMPANIONS = 20  # of one entry
LATEST_FIRST = ("-created_at", "-pk")
NAMES_OFFERED = 8
NO_TEXTS = ("text", "text_html", "lead_html")
NOT_SHOWN = (
    *(f"entry__{name}" for name in NO_TEXTS),
    *beyond_the_name("asked_by"),
    *beyond_the_poster("entry__film"),
)


def those_one_may_ask(member: Member, entry: Entry | None = None) -> QuerySet[Member]:
    """People this member follows, and who follow them; and who stands beside the entry already."""
    follows = Follow.objects.filter(follower=member, followed=OuterRef("pk"))
    followed = Follow.objects.filter(follower=OuterRef("pk"), followed=member)
    known = Q(Exists(follows)) | Q(Exists(followed))
    if entry is not None:
        known |= Q(Exists(Companion.objects.filter(entry=entry, member=OuterRef("pk"))))
    others = Member.objects.filter(known, is_active=True).exclude(pk=member.pk)
    return without_blocks_of(others, member)


def called(names: Iterable[str], among: QuerySet[Member]) -> dict[str, Member]:
    """Those of these members by what was typed, whatever the case; who is not among them is left out."""
    wanted = {name.upper(): name for name in names}
    found = among.annotate(folded=Upper("username")).filter(folded__in=wanted)
    return {wanted[member.username.upper()]: member for member in found}


def names_beginning_with(typed: str, member: Member) -> list[str]:
    """Of the people this member follows, whose name begins so, to be chosen from."""
    begins = Q(followed__username__istartswith=typed) | Q(followed__display_name__istartswith=typed)
    follows = Follow.objects.filter(begins, follower=member, followed__is_active=True)
    return list(follows.order_by("-created_at").values_list("followed__username", flat=True)[:NAMES_OFFERED])


def names_beside(entry: Entry) -> list[str]:
    """Whom its author has named and can still name, the first first; who declined is not among them."""
    named = Companion.objects.filter(entry=entry, declined_at=None)
    kept = without_blocks_of(named, entry.author, member="member")
    return list(kept.order_by("pk").values_list("member__username", flat=True))


class Present(NamedTuple):
    """Somebody who was there, and their own entry of it, where the viewer may read one."""

    member: Member
    entry: Entry | None

    @property
    def url(self) -> str:
        return self.entry.url if self.entry else self.member.url

    @property
    def name(self) -> str:
        return self.member.name


@dataclass(frozen=True)
class Company:
    """With whom the film of an entry was watched, as one viewer knows it. `waiting` and `unasked` are for the author:
    who has not answered, and who cannot read the entry and is therefore not asked, or named no longer; `asked` is the
    viewer's own request, `named` where they confirmed it."""

    present: list[Present] = field(default_factory=list)
    waiting: list[Member] = field(default_factory=list)
    unasked: list[Member] = field(default_factory=list)
    asked: Companion | None = None
    named: Companion | None = None
    rows: list[Companion] = field(default_factory=list)

    @property
    def with_entries(self) -> list[Present]:
        """Those whose own entry can be read."""
        return [one for one in self.present if one.entry]


NOBODY_THERE = Company()


def with_company(entries: EntryQuerySet) -> EntryQuerySet:
    """Adds `has_company`: whether anybody is named beside an entry, or it was made of somebody else's."""
    beside = Companion.objects.filter(Q(entry=OuterRef("pk")) | Q(own_entry=OuterRef("pk")))
    return entries.annotate(has_company=Holds(beside))


@prepared
def companions_around(entry: Entry, viewer: Viewer) -> QuerySet[Companion]:
    """All that stands beside this entry, and beside the one that it was made of, and that the viewer may know."""
    of_these = Companion.objects.filter(Q(entry=entry) | Q(own_entry=entry)).values("entry")
    readable = Entry.objects.visible_to(viewer)
    may_know = Q(confirmed_at__isnull=False)
    if viewer.is_authenticated:
        may_know |= Q(declined_at=None) & (Q(asked_by=viewer) | Q(member=viewer))
    rows = Companion.objects.filter(
        may_know,
        Holds(readable.filter(pk=OuterRef("entry"))),
        entry__is_any_of=ArraySubquery(of_these),
        member__is_active=True,
    )
    is_reader = Follow.objects.filter(follower=OuterRef("member"), followed=OuterRef("asked_by"))
    return (
        shown_to(unparted(rows), viewer, member="member", or_to="asked_by")
        .annotate(is_readable=Holds(readable.filter(pk=OuterRef("own_entry"))), is_follower=Holds(is_reader))
        .select_related("member", "asked_by", "entry__film", "own_entry")
        .defer(*NOT_SHOWN, *(f"own_entry__{name}" for name in NO_TEXTS), *beyond_the_name("member"))
        .order_by("pk")
    )


def unparted(rows: QuerySet[Companion]) -> QuerySet[Companion]:
    """Those between whom and the author there is no block."""
    blocked = Block.objects.filter(blocker=OuterRef("member"), blocked=OuterRef("asked_by"))
    blocked_by = Block.objects.filter(blocker=OuterRef("asked_by"), blocked=OuterRef("member"))
    return rows.filter(~Holds(blocked), ~Holds(blocked_by))


def company_of(shown: Entry, viewer: Viewer) -> Company:
    """One query, and none where nobody is named; needs `with_company`."""
    if not shown.has_company:  # type: ignore[attr-defined]
        return NOBODY_THERE
    rows = companions_around(shown, viewer)
    beside = [row for row in rows if row.entry_id == shown.pk]
    is_author = shown.author_id == viewer.pk
    open_ones = [row for row in beside if row.is_open]
    own = [row for row in beside if row.member_id == viewer.pk]
    return Company(
        present=present_in(rows, shown, viewer),
        waiting=[row.member for row in open_ones if is_author and is_asked(row)],
        unasked=[row.member for row in beside if is_author and not is_asked(row)],
        asked=next((row for row in own if row.is_open), None),
        named=next((row for row in own if row.is_confirmed), None),
        rows=rows,
    )


def present_in(rows: Iterable[Companion], shown: Entry, viewer: Viewer) -> list[Present]:
    """Everybody who was there but the author of the entry shown, each once: who has asked, then who was asked."""
    found: dict[int, Present] = {}
    confirmed = [row for row in rows if row.is_confirmed and is_asked(row)]
    for row in confirmed:
        if row.entry_id != shown.pk:
            found.setdefault(row.asked_by_id, Present(row.asked_by, of(row.entry, row.asked_by, shown)))
    for row in confirmed:
        readable = row.own_entry if row.is_readable else None  # type: ignore[attr-defined]
        found.setdefault(row.member_id, Present(row.member, of(readable, row.member, shown)))
    found.pop(shown.author_id, None)
    present = list(found.values())
    without_stars([one.entry for one in present if one.entry], viewer)
    return present


def of(entry: Entry | None, author: Member, shown: Entry) -> Entry | None:
    """An entry with what its address needs; all that were made of one are of one film."""
    if entry is not None:
        entry.author, entry.film = author, shown.film
    return entry


def is_asked(row: Companion) -> bool:
    """Whether who is named may read the entry, as they must to be asked and to stay named."""
    reach = row.entry.reach
    return reach == Reach.EVERYONE or (reach == Reach.FOLLOWERS and row.is_follower)  # type: ignore[attr-defined]


def beside_readable(viewer: Member) -> QuerySet[Companion]:
    """Where this viewer is named, in entries that they may read; with the entry, its film and its author."""
    readable = Entry.objects.visible_to(viewer).in_diary().filter(pk=OuterRef("entry"))
    named = Companion.objects.filter(Holds(readable), member=viewer, asked_by__is_active=True)
    logged = Entry.objects.standing().filter(
        author=viewer, film=OuterRef("entry__film"), watched_on=OuterRef("entry__watched_on")
    )
    return (
        named.annotate(has_own=Holds(logged))
        .select_related("asked_by", "entry__film", "entry__author", "entry__facts", "own_entry")
        .defer(*NOT_SHOWN, *(f"own_entry__{name}" for name in NO_TEXTS))
    )


def requests_to(viewer: Member) -> QuerySet[Companion]:
    """Who says that this viewer was there, and waits for a yes or no; adds `has_own`: they have an entry of that film
    and day. Not of members and films they muted."""
    met = Entry.objects.met_by(viewer).filter(pk=OuterRef("entry"))
    return beside_readable(viewer).filter(Holds(met), confirmed_at=None, declined_at=None)


def confirmed_by(viewer: Member) -> QuerySet[Companion]:
    """Where this viewer is named because they said yes."""
    return beside_readable(viewer).filter(confirmed_at__isnull=False)
