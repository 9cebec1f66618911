"""What moderators decided about a member, for that member's eyes."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.requests import MemberRequest
from moderation.actions.appeals import CannotAppeal, appeal
from moderation.actions.holding import Gone
from moderation.forms import AppealForm
from moderation.models import Decision, Kind
from moderation.models.decisions import LONGEST_APPEAL
from moderation.queries import decisions as reading
from moderation.subjects import subject_of, url_of
from web.access import sign_in_first
from web.finding import first_or_404
from web.paging import page_of
from web.unsaved import sign_in_and_come_back, typed_before

DECISIONS_A_PAGE = 30


@require_safe
@sign_in_first
def decisions(request: MemberRequest) -> HttpResponse:
    told = reading.decisions_about(request.user)
    page = page_of(told, request, order=reading.LATEST_FIRST, size=DECISIONS_A_PAGE)
    return render(request, "moderation/decisions.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
def decision(request: MemberRequest, pk: int) -> HttpResponse:
    """What was decided and why, with a copy of the words; what is posted is an appeal."""
    if not request.user.is_authenticated:
        return sign_in_and_come_back(request, typed_in(request))
    is_moderator = request.user.has_perm("moderation.view_decision")
    told = first_or_404(reading.decisions_open_to(request.user, pk, is_moderator=is_moderator))
    if request.method == "POST":
        form = AppealForm(request.POST)
        if form.is_valid() and appealed(request, told, form):
            return redirect(told.url)
    else:
        form = AppealForm(typed_before(request))
    return the_decision(request, told, form)


def typed_in(request: MemberRequest) -> dict[str, str]:
    return {
        name: request.POST[name][: 2 * LONGEST_APPEAL] for name in ("text", "writer") if name in request.POST
    }


def appealed(request: MemberRequest, told: Decision, form: AppealForm) -> bool:
    try:
        appeal(told, form.cleaned_data["text"], by=request.user)
    except (CannotAppeal, Gone):
        form.add_error(None, "There is nothing to appeal against any more: the decision was taken back.")
        return False
    messages.success(request, "Another moderator will read it. The answer will stand here.")
    return True


def the_decision(request: MemberRequest, told: Decision, form: AppealForm) -> HttpResponse:
    subject = subject_of(told.case) if told.case else None
    said, is_own = getattr(told, "appeal", None), told.about_id == request.user.pk
    context = {
        "decision": told,
        "url": url_of(subject) if subject else "",
        "appeal": said,
        "undone_by": getattr(told, "undone_by", None),
        "is_own": is_own,
        "form": form if is_own and told.is_appealable and not said else None,
        "was_signed_out": form.is_bound and request.method != "POST",
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "moderation/decision.html", context, status=status)


@require_safe
@sign_in_first
def entry_decision(request: MemberRequest, pk: int) -> HttpResponse:
    """Leads from a removed entry to why it was removed."""
    return to_the_latest(request, Kind.ENTRY, pk)


@require_safe
@sign_in_first
def list_decision(request: MemberRequest, pk: int) -> HttpResponse:
    """Leads from a removed list to why it was removed."""
    return to_the_latest(request, Kind.LIST, pk)


def to_the_latest(request: MemberRequest, kind: Kind, pk: int) -> HttpResponse:
    found = next(iter(reading.latest_about(kind, pk, request.user)), None)
    return redirect(found.url if found else "moderation:decisions")
