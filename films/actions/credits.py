"""The order in which the people of a film stand."""

from __future__ import annotations

from django.db import transaction

from films.models import Credit, Film

UNBILLED = 0


@transaction.atomic
def bill_credits(film: Film) -> None:
    """Credits without a billing stand behind the others of their role, in the order in which they were added."""
    last: dict[str, int] = {}
    unbilled = []
    for credit in film.credits.select_for_update().order_by("id"):
        if credit.billing == UNBILLED:
            unbilled.append(credit)
        last[credit.role] = max(credit.billing, last.get(credit.role, 0))
    for credit in unbilled:
        last[credit.role] += 1
        credit.billing = last[credit.role]
    Credit.objects.bulk_update(unbilled, ["billing"])
