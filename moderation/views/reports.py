"""Reporting what members wrote, a member or a film."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.requests import MemberRequest
from moderation.actions import reports as actions
from moderation.actions.holding import Gone
from moderation.forms import ReportForm
from moderation.models.reports import LONGEST_MESSAGE
from moderation.queries.subjects import subject_or_404
from moderation.subjects import Subject, author_of, kind_of, title_of, url_of
from web.unsaved import sign_in_and_come_back, typed_before

KEPT = 2 * LONGEST_MESSAGE
REFUSALS = {
    actions.OwnWriting: "This is your own: there is nothing to report.",
    actions.TooManyReports: "You have reported a great deal in the last hour. Wait a little, then send this again.",
}
GONE = "This was deleted meanwhile, so nobody has to look at it any more."


@require_http_methods(["GET", "HEAD", "POST"])
def report(request: MemberRequest, kind: str, **which: object) -> HttpResponse:
    if not request.user.is_authenticated:
        return sign_in_and_come_back(request, typed_in(request))
    subject = subject_or_404(request.user, kind, **which)  # type: ignore[arg-type]
    if request.method == "POST":
        form = ReportForm(request.POST, kind=kind)
        if form.is_valid() and (words := reported(request, subject, form)):
            messages.success(request, words)
            return redirect(url_of(subject))
    else:
        form = ReportForm(typed_before(request), kind=kind)
    return the_form(request, subject, form)


def typed_in(request: MemberRequest) -> dict[str, str]:
    names = ("reason", "message", "writer")
    return {name: request.POST[name][:KEPT] for name in names if name in request.POST}


def reported(request: MemberRequest, subject: Subject, form: ReportForm) -> str:
    """What is said to who reported; "" where it was refused, and then the form says why."""
    try:
        _, is_new = actions.report(subject, by=request.user, **form.cleaned_data)
    except actions.CannotReport as refusal:
        form.add_error(None, REFUSALS[type(refusal)])
    except Gone:
        form.add_error(None, GONE)
    else:
        if is_new:
            return "Thank you. The moderators will look at it. Nobody else learns that you reported it."
        return "You have reported this already. The moderators will look at it."
    return ""


def the_form(request: MemberRequest, subject: Subject, form: ReportForm) -> HttpResponse:
    context = {
        "form": form,
        "kind": kind_of(subject),
        "title": title_of(subject),
        "author": author_of(subject),
        "back": url_of(subject),
        "is_own": author_of(subject) == request.user,
        "own_refusal": REFUSALS[actions.OwnWriting],
        "was_signed_out": form.is_bound and request.method != "POST",
    }
    return render(request, "moderation/report.html", context, status=422 if request.method == "POST" else 200)
