"""Who hears of new comments under a review."""

from __future__ import annotations

from django.utils import timezone

from accounts.models import Member
from reviews.models import Entry, ThreadSubscription


def subscribe(review: Entry, *, by: Member) -> None:
    """From now on the member hears of new comments here."""
    answer(review, by, is_on=True)


def unsubscribe(review: Entry, *, by: Member) -> None:
    """The member hears no more of comments here, and commenting does not change that."""
    answer(review, by, is_on=False)


def answer(review: Entry, member: Member, *, is_on: bool) -> None:
    subscription = ThreadSubscription(entry=review, member=member, is_on=is_on, changed_at=timezone.now())
    ThreadSubscription.objects.bulk_create(
        [subscription],
        update_conflicts=True,
        unique_fields=["member", "entry"],
        update_fields=["is_on", "changed_at"],
    )


def subscribe_unless_asked(review: Entry, *, by: Member) -> None:
    """For who was never asked; the author of the review hears anyhow."""
    if by.pk != review.author_id:
        ThreadSubscription.objects.bulk_create(
            [ThreadSubscription(entry=review, member=by, is_on=True)], ignore_conflicts=True
        )
