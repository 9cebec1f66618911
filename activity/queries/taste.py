"""Who is near to a member in taste, and the reviews of a film by those who are."""

from __future__ import annotations

import datetime

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Func, OuterRef, QuerySet, Subquery
from django.utils import timezone

from accounts.models import Member, beyond_the_name
from activity.models import Neighbour, Neighbourhood
from films.models import Film
from reviews.models import Entry, EntryQuerySet, MemberStats
from social.models import Follow, muted_by
from social.queries import shown_to
from web.prepared import Holds, prepared
from web.words import counted

NEAREST_FIRST = ("-agreement", "-pk")
KEPT_FOR = datetime.timedelta(days=1)
A_FIFTH = 5  # whoever has since rated a fifth more films, or fewer, has shown another taste


def reviews_near(film: Film, viewer: Member) -> EntryQuerySet:
    """The reviews of the film by this viewer's neighbours, as far as the viewer may read them; adds `agreement`,
    `shared_count`, `agreed_count` and `likes_given`. Order by NEAREST_FIRST."""
    neighbour = Neighbour.objects.filter(member=viewer, other=OuterRef("author"))
    return (
        Entry.objects.visible_to(viewer)
        .without_muted_authors(viewer)
        .filter(pk__is_any_of=ArraySubquery(written_near(film, viewer)))
        .annotate(
            agreement=Subquery(neighbour.values("agreement")),
            shared_count=Subquery(neighbour.values("shared_count")),
            agreed_count=Subquery(neighbour.values("agreed_count")),
            likes_given=Subquery(neighbour.values("likes_count")),
        )
    )


def written_near(film: Film, viewer: Member) -> QuerySet[Neighbour, int]:
    """The keys of all that neighbours wrote about the film.

    Asked for each neighbour, who are few: PostgreSQL expects the reviews of any film to be few, and would go through
    those of a well-known one.
    """
    written = Entry.objects.reviews().filter(author=OuterRef("other"), film=film).values("pk")
    keys = Func(ArraySubquery(written), function="unnest")
    return Neighbour.objects.filter(member=viewer).values_list(keys, flat=True)


@prepared
def first_reviews_near(film: Film, viewer: Member, *, at_most: int) -> EntryQuerySet:
    return reviews_near(film, viewer).for_cards(viewer).order_by(*NEAREST_FIRST)[:at_most]


def why_near(review: Entry) -> str:
    """What the viewer has in common with the author, of a review from `reviews_near`."""
    said = []
    shared, agreed, likes = review.shared_count, review.agreed_count, review.likes_given  # type: ignore[attr-defined]
    if shared:
        said.append(f"You agree on {agreed} of {counted(shared, 'film,films')}")
    if likes:
        said.append(f"{'you' if said else 'You'} liked {likes} of their reviews")
    return ", and ".join(said)


def nearest_members(viewer: Member, *, at_most: int) -> list[Neighbour]:
    """Whom the viewer could follow by likeness of taste, nearest first, each with the member (`other`): nobody they
    follow or muted, nobody private, nobody across a block. `activity.actions.taste.find_neighbours` comes first."""
    return neighbours_to_meet(viewer, at_most=at_most)


@prepared
def neighbours_to_meet(viewer: Member, *, at_most: int) -> QuerySet[Neighbour]:
    follows = Follow.objects.filter(follower=viewer, followed=OuterRef("other"))
    neighbours = Neighbour.objects.filter(member=viewer, other__is_active=True, other__is_private=False)
    met = neighbours.filter(~Holds(follows)).exclude(other__is_any_of=muted_by(viewer))
    shown = shown_to(met, viewer, member="other").select_related("other")
    return shown.defer(*beyond_the_name("other")).order_by("-agreement", "-other")[:at_most]


def are_neighbours_known(member: Member) -> bool:
    """Whether they were looked for within a day, and the member has rated about as many films as then."""
    for rated, rated_then, made_at in what_is_known(member):
        is_recent = made_at is not None and made_at > timezone.now() - KEPT_FOR
        return is_recent and abs(rated - rated_then) * A_FIFTH <= rated_then
    return True


@prepared
def what_is_known(member: Member) -> QuerySet[MemberStats, tuple[int, int, datetime.datetime | None]]:
    """How many films the member has rated, how many when the neighbours were last looked for, and when that was."""
    made = Neighbourhood.objects.filter(member=OuterRef("member"))
    return MemberStats.objects.filter(member=member).values_list(
        "ratings_count", Subquery(made.values("ratings_count")), Subquery(made.values("made_at"))
    )
