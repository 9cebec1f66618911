"""The form of an entry, new or changed: as it starts, refused with what was typed, with its preview, or kept as a draft."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from accounts.requests import MemberRequest
from films.models import Film
from reviews.forms import EntryForm
from reviews.models import Draft, Entry
from reviews.queries.answers import readable_answered
from reviews.queries.audiences import readership_of
from reviews.queries.viewings import Lately
from reviews.viewing_forms import HOW
from reviews.views.drafts import CONFLICT, REFUSED, kept_by_button
from reviews.views.typed import version_in
from web import text as texts

CLEAR = "clear_how"
NOT_SAVING = ("preview", "as_draft", CLEAR)


@dataclass(frozen=True)
class TheForm:
    """What a form is about: `key` names what the browser keeps of it, `back` is where it may be left for, `lately` how its
    author watched films before."""

    film: Film
    title: str
    key: str
    back: str
    lately: Lately
    entry: Entry | None = None

    def is_asked_for_more(self, request: MemberRequest) -> bool:
        """Whether another button than "Save" was pressed."""
        return any(name in request.POST for name in NOT_SAVING)


def begun(draft: Draft) -> dict[str, Any]:
    """What the form starts with where a draft is there: what was typed, right or wrong."""
    return dict(draft.typed)


def the_form(
    request: MemberRequest, form: EntryForm, about: TheForm, draft: Draft | None = None
) -> HttpResponse:
    state: dict[str, object] = {"version": draft.version if draft else version_in(request)}
    status = 200
    if "as_draft" in request.POST:
        kept, refusal = kept_by_button(request, about.film, about.entry)
        if kept:
            messages.success(request, "Your draft is kept. Nobody but you can read it.")
            return redirect("reviews:drafts")
        status = CONFLICT
        form = form.begun_with(request.POST.dict())
        state |= refusal
    elif CLEAR in request.POST:
        form = form.begun_with(request.POST.dict() | dict.fromkeys(HOW, ""))
    elif request.method == "POST" and "preview" not in request.POST and not form.is_valid():
        status = REFUSED
    context = {
        "form": form,
        "film": about.film,
        "title": about.title,
        "draft_key": about.key,
        "back": about.back,
        "entry": about.entry,
        "draft": draft,
        "readership": readership_of(request.user),
        "venues": about.lately.venues,
        "wants_preview": "preview" in request.POST,
        "was_signed_out": form.is_bound and request.method != "POST",
        "preview": preview_of(form) if "preview" in request.POST else "",
        "answered": answered_in(form, about, request),
        **state,
    }
    return render(request, "reviews/log_film.html", context, status=status)


def preview_of(form: EntryForm) -> str:
    return texts.render(str(form["text"].value() or "")[: texts.LONGEST]).html


def answered_in(form: EntryForm, about: TheForm, request: MemberRequest) -> Entry | None:
    """The review that the one in the form answers, where it can still be read."""
    key = about.entry.answers_id if about.entry else form["answers"].value()
    return readable_answered(key, about.film, request.user)
