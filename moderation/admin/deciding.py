"""The page on which cases are decided."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.admin import AdminSite
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.text import capfirst

from moderation.actions import decisions as actions
from moderation.actions.holding import Gone
from moderation.forms import DecisionForm, seen_in
from moderation.models import Case
from moderation.queries.desk import CaseFile, acts_on_all, read_case
from moderation.subjects import subject_of, title_of
from web.words import counted

REFUSALS: dict[type, str] = {
    actions.OwnCase: "You do not decide about yourself or what you wrote.",
    actions.OfTheStaff: "Members of the staff are for superusers to decide about.",
    actions.AnotherOnes: "This appeal is against your own decision, so somebody else answers it.",
    actions.NotOffered: "This cannot be done here, or no longer.",
    actions.NothingSaid: "A reason is missing, or a day that is still to come.",
    Gone: "It was erased meanwhile.",
}
CONFLICT, REFUSED = 409, 422


def decide_on(request: HttpRequest, cases: list[Case], site: AdminSite) -> HttpResponse:
    """The page, and on POST the decision; where it was refused for some, the page again with those and what was typed."""
    moderator: Any = request.user
    files = [read_case(case, moderator) for case in cases]
    acts = acts_on_all(files)
    if request.method != "POST":
        return the_page(request, files, DecisionForm(acts=acts), site)
    form = DecisionForm(request.POST, acts=acts)
    if not form.is_valid():
        # What was chosen may have gone because somebody else was quicker.
        return the_page(request, files, form, site, status=REFUSED, second=told_of_others(request, files))
    refused = [case for case in cases if not decided(request, case, form)]
    done = len(cases) - len(refused)
    if done:
        words = dict(form.fields["act"].choices)[form.cleaned_data["act"]]  # type: ignore[attr-defined]
        messages.success(request, f"{counted(done, 'case,cases')}: {words}.")
    if not refused:
        return HttpResponseRedirect(reverse("admin:moderation_case_changelist"))
    again = [
        read_case(case, moderator)
        for case in Case.objects.with_subjects().filter(pk__in=refused_keys(refused))
    ]
    return the_page(
        request, again, DecisionForm(request.POST, acts=acts_on_all(again)), site, status=CONFLICT
    )


def refused_keys(cases: list[Case]) -> list[int]:
    return [case.pk for case in cases]


def decided(request: HttpRequest, case: Case, form: DecisionForm) -> bool:
    said, moderator = form.cleaned_data, request.user
    seen = seen_in(request.POST.get(f"seen-{case.pk}", ""))
    try:
        actions.decide(case, said["act"], by=moderator, seen=seen, why=said["why"], until=form.end)  # type: ignore[arg-type]
    except actions.DecidedMeanwhile as second:
        messages.warning(request, second_words(case, second.decision))
    except (actions.CannotDecide, Gone) as refusal:
        messages.error(request, f"{named(case)}: {REFUSALS[type(refusal)]}")
    else:
        return True
    return False


def told_of_others(request: HttpRequest, files: list[CaseFile]) -> list[str]:
    """Of each case that was decided on since the form was made, a sentence that says so."""
    return [
        second_words(file.case, file.decisions[0])
        for file in files
        if file.seen.decision > seen_in(request.POST.get(f"seen-{file.case.pk}", "")).decision
    ]


def second_words(case: Case, decision: Any) -> str:
    who = decision.moderator or "Somebody"
    return f"{named(case)}: {who} was quicker: “{decision.get_act_display()}”. Look again before you decide."


def named(case: Case) -> str:
    subject = subject_of(case)
    return capfirst(title_of(subject)) if subject else str(case)


def the_page(
    request: HttpRequest,
    files: list[CaseFile],
    form: DecisionForm,
    site: AdminSite,
    *,
    status: int = 200,
    second: list[str] | None = None,
) -> HttpResponse:
    for words in second or ():
        messages.warning(request, words)
    context = {
        **site.each_context(request),
        "title": capfirst(files[0].title) if len(files) == 1 else f"{len(files)} cases together",
        "opts": Case._meta,
        "files": files,
        "form": form,
        "action": reverse("admin:moderation_case_decide"),
    }
    return TemplateResponse(request, "admin/moderation/case/decide.html", context, status=status)
