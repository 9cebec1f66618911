"""Making a list and changing what it says of itself, taking it back and having it again."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from accounts.actions import Suspended
from accounts.requests import MemberRequest
from films.models import Film
from films.queries.finding import films_at
from lists.actions import lists as actions
from lists.actions.deleting import delete_list, restore_list
from lists.forms import ListForm, as_said, nothing_said
from lists.models import List
from lists.queries.audiences import readership_of_lists
from lists.queries.deleted import restorable_lists
from lists.views.kept import asked_position, editor_url, kept_list, own_list, the_editor
from lists.views.ordering import orders_for
from lists.views.page import films_shown
from web import text as texts
from web import unsaved
from web.access import sign_in_first
from web.finding import first_or_404

REFUSED = 422
LONGEST_LINE = 2_000
BOTH = ["GET", "HEAD", "POST"]


@require_http_methods(BOTH)
def new(request: MemberRequest) -> HttpResponse:
    """`film` is put into the list, `title` is what it begins with."""
    if not request.user.is_authenticated:
        return sign_in_and_come_back(request)
    typed = request.POST if request.method == "POST" else unsaved.typed_before(request)
    film = film_asked_for(request, typed or request.GET)
    if typed is None:
        asked = request.GET.get("title", "").strip()
        initial = nothing_said(title=asked, audience=request.user.default_audience)
        return the_form(request, ListForm(initial=initial), film=film)
    form = ListForm(typed, suspension=request.user.suspension)
    if request.method != "POST" or "preview" in request.POST or not form.is_valid():
        return the_form(request, form, film=film)
    made = actions.create_list(
        form.said(), by=request.user, films=[film] if film else [], save_key=form.cleaned_data["save_key"]
    )
    messages.success(request, f"“{made.title}” is made. Now its films.")
    return redirect(editor_url(made))


@require_http_methods(BOTH)
def edit(request: MemberRequest, username: str, slug: str) -> HttpResponse:
    """What the list says, for its owner; its films, for all who keep it. With htmx the films alone."""
    if not request.user.is_authenticated:
        return sign_in_and_come_back(request)
    if request.method == "POST":
        return saved(request, own_list(request, username, slug))
    kept = kept_list(request, username, slug)
    if request.htmx:
        context = {"list": kept, "films": films_shown(kept, asked_position(request))}
        return render(request, "lists/_films.html", context)
    if typed := unsaved.typed_before(request):
        return the_form(request, ListForm(typed, suspension=request.user.suspension), kept)
    return the_form(request, ListForm(initial=as_said(kept)), kept)


def saved(request: MemberRequest, own: List) -> HttpResponse:
    form = ListForm(request.POST, suspension=request.user.suspension)
    if "preview" in request.POST or not form.is_valid():
        return the_form(request, form, own)
    actions.edit_list(own, form.said())
    messages.success(request, "Your changes are saved.")
    return redirect(own)


def the_form(
    request: MemberRequest, form: ListForm, kept: List | None = None, film: Film | None = None
) -> HttpResponse:
    """As it starts, refused with what was typed, or with its preview; an existing list with its films."""
    wants_preview = "preview" in request.POST
    is_own = kept is None or kept.author_id == request.user.pk
    is_refused = request.method == "POST" and not wants_preview
    source = str(form["description"].value() or "")[: texts.LONGEST]
    context = {
        "form": form,
        "film": film,
        "list": kept,
        "is_own": is_own,
        "films": films_shown(kept, asked_position(request)) if kept and not kept.is_smart else None,
        "readership": readership_of_lists(request.user) if is_own else None,
        "orders": orders_for(request),
        "draft_key": f"m{request.user.pk}-list-{kept.pk if kept else 'new'}",
        "wants_preview": wants_preview,
        "preview": texts.render(source).html if wants_preview else "",
        "was_signed_out": form.is_bound and request.method != "POST",
    }
    template = "lists/edit.html" if kept else "lists/new.html"
    return render(request, template, context, status=REFUSED if is_refused else 200)


def film_asked_for(request: HttpRequest, asked: object) -> Film | None:
    """The film that a new list begins with; none where there is none of that name on offer."""
    slug = asked.get("film", "")[:200]  # type: ignore[attr-defined]
    return next((film for film in films_at(slug) if not film.is_retired), None) if slug else None


def sign_in_and_come_back(request: HttpRequest, *, page: str = "") -> HttpResponse:
    """Leads to the sign-in page and then back to this form, keeping what was typed into it."""
    typed = {
        name: request.POST[name][: texts.LONGEST if name == "description" else LONGEST_LINE]
        for name in (*ListForm.base_fields, "film", "writer")
        if name in request.POST
    }
    return unsaved.sign_in_and_come_back(request, typed, page=page)


@require_http_methods(BOTH)
@sign_in_first(page=the_editor)
def delete(request: MemberRequest, username: str, slug: str) -> HttpResponse:
    """Asks, and on POST deletes, so that it can be had again."""
    own = own_list(request, username, slug)
    if request.method != "POST":
        return render(request, "lists/delete.html", {"list": own})
    delete_list(own)
    undo = reverse("lists:restore", args=[own.pk])
    messages.success(request, f"“{own.title}” is deleted.", extra_tags=undo)
    return redirect("lists:lists_of", request.user.username)


def the_deleted(request: HttpRequest, **_: object) -> str:
    return reverse("reviews:deleted")


@require_POST
@sign_in_first(page=the_deleted)
def restore(request: MemberRequest, pk: int) -> HttpResponse:
    """Has a deleted list again; one that stands stays as it is."""
    own = first_or_404(restorable_lists(request.user).filter(pk=pk))
    if own.is_deleted:
        try:
            restore_list(own)
        except Suspended:
            messages.error(request, request.user.suspension)
            return redirect("reviews:deleted")
        messages.success(request, f"“{own.title}” is back.")
    return redirect(own)
