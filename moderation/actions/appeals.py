"""What a member says against a decision about them."""

from __future__ import annotations

from django.db import transaction
from django.db.models.functions import Coalesce
from django.utils import timezone

from accounts.models import Member
from moderation.actions.holding import Gone, held, hold_members
from moderation.models import Appeal, Case, Decision


class CannotAppeal(Exception):
    """It is not about this member, it restricts nobody, or it was undone already."""


@transaction.atomic
def appeal(decision: Decision, text: str, *, by: Member) -> tuple[Appeal, bool]:
    """Opens the case again, for another moderator, with the member's words; returns the appeal, and whether it is a new
    one: there is one for each decision. Raises CannotAppeal, and Gone where the case was erased."""
    if decision.about_id != by.pk or not decision.is_appealable or not text.strip():
        raise CannotAppeal
    if decision.case_id is None:
        raise Gone
    hold_members(by)
    case = held(Case.objects.filter(pk=decision.case_id).select_for_update())
    stands = Appeal.objects.filter(decision=decision).first()
    if stands:
        return stands, False
    if Decision.objects.filter(undoes=decision).exists():
        raise CannotAppeal
    Case.objects.filter(pk=case.pk).update(open_since=Coalesce("open_since", timezone.now()))
    return Appeal.objects.create(decision=decision, member=by, text=text.strip()), True
