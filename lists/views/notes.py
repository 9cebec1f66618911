"""What is said of a film in a list."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.actions import Suspended
from accounts.requests import MemberRequest
from lists.actions.holding import NotTheirs
from lists.actions.items import NoteChanged, note_film, state_of
from lists.actions.ordering import FilmIsOut
from lists.forms import NoteForm, as_noted
from lists.models import Item, List
from lists.models.items import LONGEST_NOTE
from lists.queries.editing import position_in
from lists.views.kept import chosen_list, editor_url, item_of
from web import text as texts
from web import unsaved

CONFLICT, REFUSED = 409, 422
IS_OUT = "This film has been taken out of the list meanwhile. Your note is here, to copy it."


@require_http_methods(["GET", "HEAD", "POST"])
def note(request: MemberRequest, username: str, slug: str, film: str) -> HttpResponse:
    if not request.user.is_authenticated:
        return sign_in_and_come_back(request)
    kept = chosen_list(request, username, slug)
    item = item_of(kept, film)
    if request.method == "POST":
        form = NoteForm(request.POST)
        if "preview" not in request.POST and form.is_valid():
            return saved(request, kept, item, form)
        return the_form(request, kept, item, form, status=200 if "preview" in request.POST else REFUSED)
    typed = unsaved.typed_before(request)
    return the_form(request, kept, item, NoteForm(typed) if typed else NoteForm(initial=as_noted(item)))


def saved(request: MemberRequest, kept: List, item: Item, form: NoteForm) -> HttpResponse:
    said = form.cleaned_data
    try:
        note_film(
            item, said["note"], by=request.user, has_spoilers=said["has_spoilers"], stands=said["stands"]
        )
    except NoteChanged as problem:
        anew = NoteForm(initial={**said, "stands": state_of(problem.theirs.note)})
        return the_form(request, kept, item, anew, status=CONFLICT, theirs=problem.theirs)
    except FilmIsOut:
        return the_form(request, kept, item, form, status=CONFLICT, refusal=IS_OUT)
    except NotTheirs as problem:
        raise Http404 from problem
    except Suspended:
        return the_form(request, kept, item, form, status=REFUSED, refusal=request.user.suspension)
    messages.success(request, f"Your note on {item.film.title} is saved.")
    return redirect(editor_url(kept, position_in(kept, item), item.film.slug))


def the_form(
    request: MemberRequest, kept: List, item: Item, form: NoteForm, *, status: int = 200, **more: object
) -> HttpResponse:
    wants_preview = "preview" in request.POST
    source = str(form["note"].value() or "")[:LONGEST_NOTE]
    context = {
        "form": form,
        "list": kept,
        "item": item,
        "film": item.film,
        "back": editor_url(kept, position_in(kept, item), item.film.slug),
        "wants_preview": wants_preview,
        "preview": texts.render(source).html if wants_preview else "",
        "was_signed_out": form.is_bound and request.method != "POST",
        **more,
    }
    return render(request, "lists/note.html", context, status=status)


def sign_in_and_come_back(request: HttpRequest) -> HttpResponse:
    """Leads to the sign-in page and then back to this form, keeping what was typed into it."""
    names = (*NoteForm.base_fields, "writer")
    return unsaved.sign_in_and_come_back(
        request, {name: request.POST[name][:LONGEST_NOTE] for name in names if name in request.POST}
    )
