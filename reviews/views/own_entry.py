"""What its author does with an entry: change it, take it back and have it again, pin it."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from accounts.actions import Suspended
from accounts.requests import MemberRequest
from reviews.actions import entries as actions
from reviews.actions import pins
from reviews.actions.viewings import NotToBeAsked
from reviews.forms import EntryForm, as_written
from reviews.models import Entry
from reviews.queries.deleted import restorable_entries
from reviews.queries.drafts import draft_on, note_of
from reviews.queries.entries import own_entries
from reviews.queries.panel import mark_on
from reviews.queries.viewings import Lately
from reviews.views.deleted import the_deleted
from reviews.views.likes import page_of_review
from reviews.views.the_form import TheForm, begun, the_form
from reviews.views.typed import version_in
from reviews.views.unsaved import sign_in_and_come_back, typed_before
from web.access import sign_in_first
from web.finding import first_or_404


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: MemberRequest, pk: int) -> HttpResponse:
    if not request.user.is_authenticated:
        return sign_in_and_come_back(request)
    written = own_entry_or_404(request, pk)
    film = written.film
    form_with = partial(
        EntryForm,
        today=request.user.today(),
        runtime=film.runtime,
        suspension=request.user.suspension,
        spoilers_locked=written.spoilers_locked,
        author=request.user,
        entry=written,
        film_languages=film.languages,
    )
    key = f"m{request.user.pk}-entry-{written.pk}"
    about = TheForm(film, f"Your entry on {film.title}", key, written.url, Lately(request.user), written)
    if request.method == "POST":
        form = form_with(request.POST)
        if not about.is_asked_for_more(request) and form.is_valid():
            try:
                return saved(request, written, form)
            except NotToBeAsked:
                form.refuse_companions()
        return the_form(request, form, about)
    if typed := typed_before(request):
        return the_form(request, form_with(typed), about)
    if draft := draft_on(film, request.user, written):
        return the_form(request, form_with(initial=begun(draft)), about, draft)
    initial = as_written(written, mark_on(film, request.user), note_of(written, request.user))
    return the_form(request, form_with(initial=initial), about)


def saved(request: MemberRequest, written: Entry, form: EntryForm) -> HttpResponse:
    save_key = form.cleaned_data["save_key"]
    actions.edit_entry(written, form.viewing(), save_key=save_key, draft_version=version_in(request))
    messages.success(request, "Your changes are saved.")
    return redirect(written)


def this_page(request: HttpRequest, **_: object) -> str:
    return request.path


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_first(page=this_page)
def delete(request: MemberRequest, pk: int) -> HttpResponse:
    """Asks, and on POST deletes, so that it can be had again."""
    written = own_entry_or_404(request, pk)
    if request.method == "POST":
        actions.delete_entry(written)
        undo = reverse("reviews:restore", args=[pk])
        messages.success(request, f"Your entry on {written.film.title} is deleted.", extra_tags=undo)
        return redirect(written.film)
    return render(request, "reviews/delete.html", {"entry": written, "film": written.film})


@require_POST
@sign_in_first(page=the_deleted)
def restore(request: MemberRequest, pk: int) -> HttpResponse:
    """Has a deleted entry again; one that stands stays as it is."""
    written = first_or_404([*restorable_entries(request.user).filter(pk=pk), *own_entries(pk, request.user)])
    if written.is_deleted:
        try:
            actions.restore_deleted(written)
        except Suspended:
            messages.error(request, request.user.suspension)
            return redirect("reviews:deleted")
        messages.success(request, f"Your entry on {written.film.title} is back.")
    return redirect(written)


@require_POST
@sign_in_first(page=page_of_review)
def pin(request: MemberRequest, pk: int) -> HttpResponse:
    written = own_entry_or_404(request, pk)
    try:
        pins.pin(written)
    except pins.TooManyPins:
        messages.error(request, f"{pins.PINS} reviews are pinned already. Unpin one of them first.")
    return redirect(written)


@require_POST
@sign_in_first(page=page_of_review)
def unpin(request: MemberRequest, pk: int) -> HttpResponse:
    written = own_entry_or_404(request, pk)
    pins.unpin(written)
    return redirect(written)


def own_entry_or_404(request: MemberRequest, pk: int) -> Entry:
    """Nobody but its author changes an entry; to others it is not there."""
    return first_or_404(own_entries(pk, request.user))
