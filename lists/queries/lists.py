"""One list, found by its address, its key or its secret link, with all that its page shows but the films."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.http import Http404

from accounts.models import Member, beyond_the_name
from lists.models import Collaborator, Item, List, ListQuerySet
from lists.models.lists import kept_with
from lists.queries.comments import with_thread
from lists.queries.covers import for_list_cards
from reviews.models import Mark, MemberStats
from social.models import Viewer
from social.queries import shown_to
from web.models import all_but
from web.prepared import Holds, prepared

NOBODY_KNOWS = Value(0, output_field=IntegerField())
# An original is named by its title and author alone.
NOT_SHOWN = (
    "description",
    "lead_html",
    *beyond_the_name("author"),
    *all_but(List, ("title", "slug", "author"), "cloned_from"),
    *beyond_the_name("cloned_from__author"),
)


def list_or_404(found: Iterable[List], username: str) -> List:
    """The list found at an address, its owner's name spelled exactly; other spellings lead on from the 404."""
    for one in found:
        if one.author.username == username:
            return one
    raise Http404


def readable_at(username: str, slug: str, viewer: Viewer) -> ListQuerySet:
    # Names are indexed whatever their case.
    return List.objects.visible_to(viewer).filter(author__username__iexact=username, slug=slug)


@prepared
def lists_at(username: str, slug: str, viewer: Viewer) -> ListQuerySet:
    """The one list at this address, with all that its own page shows."""
    return with_thread(in_full(readable_at(username, slug, viewer), viewer), viewer)


@prepared
def lists_shared_by(token: str, viewer: Viewer) -> ListQuerySet:
    """The one list that this secret link opens, whoever it is for; not to whom a block parts from its owner."""
    return in_full(opened_by(token, viewer), viewer)


@prepared
def names_of_lists_at(username: str, slug: str, viewer: Viewer) -> ListQuerySet:
    """The one list at this address, for pages that only name it."""
    return named(readable_at(username, slug, viewer))


@prepared
def readable_lists(pk: int, viewer: Viewer) -> ListQuerySet:
    """The one list with this key, for acts on it."""
    return named(List.objects.visible_to(viewer).filter(pk=pk))


@prepared
def lists_opened(pk: int, token: str, viewer: Viewer) -> ListQuerySet:
    """The one list with this key, if this secret link opens it, for acts on it."""
    return named(opened_by(token, viewer).filter(pk=pk))


@prepared
def own_lists(pk: int, owner: Member) -> ListQuerySet:
    return named(List.objects.standing().by(owner).filter(pk=pk))


def opened_by(token: str, viewer: Viewer) -> ListQuerySet:
    shared = List.objects.filter(secret=token, removed_at=None).exclude(secret="").standing()
    return shared.without_blocks(viewer) if viewer.is_authenticated else shared


def named(lists: ListQuerySet) -> ListQuerySet:
    texts = ("description", "description_html", "lead_html")
    return lists.select_related("author", "stats").defer(*texts, *beyond_the_name("author"))


def in_full(lists: ListQuerySet, viewer: Viewer) -> ListQuerySet:
    """Adds `liked`, `keeps` (does the viewer keep it together with its owner?), `is_kept_together`, `has_clones`,
    `is_original_open` and `seen` (how many of its films the viewer has watched; of a smart list nobody counts them)."""
    let_in = Collaborator.objects.filter(list=OuterRef("pk"), accepted_at__isnull=False)
    clones = List.objects.visible_to(viewer).filter(cloned_from=OuterRef("pk"))
    original = List.objects.visible_to(viewer).filter(pk=OuterRef("cloned_from"))
    return (
        lists.select_related("author", "stats", "cloned_from__author")
        .defer(*NOT_SHOWN)
        .with_liked_by(viewer)
        .annotate(
            keeps=kept_with(viewer),
            is_kept_together=Holds(let_in),
            is_original_open=Holds(original),
            has_clones=Holds(clones),
            seen=number_seen_by(viewer),
        )
    )


def number_seen_by(viewer: Viewer) -> Coalesce | Value:
    if not viewer.is_authenticated:
        return NOBODY_KNOWS
    watched = Mark.objects.of(viewer).watched().values("film")
    seen = Item.objects.filter(list=OuterRef("pk"), film__in=watched).order_by().values("list")
    return Coalesce(Subquery(seen.annotate(number=Count("pk")).values("number")), NOBODY_KNOWS)


@prepared
def collaborators_of(list_: List) -> QuerySet[Collaborator]:
    """Who keeps the list together with its owner, in the order in which they came, for who keeps it too."""
    return let_into(list_)


@prepared
def collaborators_named(list_: List, viewer: Viewer) -> QuerySet[Collaborator]:
    """The same for everybody else: those of whose acts this viewer may know."""
    return shown_to(let_into(list_), viewer, member="member")


def let_into(list_: List) -> QuerySet[Collaborator]:
    let_in = Collaborator.objects.filter(list=list_, accepted_at__isnull=False, member__is_active=True)
    return let_in.select_related("member").defer(*beyond_the_name("member")).order_by("accepted_at", "pk")


@prepared
def signatures_among(people: list[int], viewer: Viewer) -> QuerySet[MemberStats, int]:
    """Those of these people, by key, who are named to this viewer beside what they put into a list."""
    of_people = MemberStats.objects.filter(member__is_any_of=people, member__is_active=True)
    return shown_to(of_people, viewer, member="member").values_list("member", flat=True)


@prepared
def clones_of(list_: List, viewer: Viewer, *, at_most: int) -> ListQuerySet:
    """The lists that began as a copy of this one, as far as the viewer may read them, newest first."""
    clones = List.objects.visible_to(viewer).met_by(viewer).filter(cloned_from=list_)
    return for_list_cards(clones, viewer).order_by("-pk")[:at_most]
