"""Keeping a filter as a list, and changing what it finds."""

from __future__ import annotations

from typing import NamedTuple

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.requests import MemberRequest
from films.queries.filters import PERSON
from lists.actions import lists as actions
from lists.actions.smart import change_filters
from lists.forms import ListForm, nothing_said
from lists.models import List
from lists.queries.smart import DEFAULT_ORDER, SMART_SORTS, order_of
from lists.views.editing import sign_in_and_come_back
from lists.views.kept import own_list
from reviews.queries.filter_fields import fields_of
from reviews.queries.filters import Filters
from reviews.queries.posters import posters
from reviews.queries.sorts import in_order
from web import unsaved
from web.access import sign_in_first
from web.filtering import address, bar_of, said_in, tidy_address, written
from web.finding import asked_word

BOTH = ["GET", "HEAD", "POST"]
REFUSED = 422
SHOWN, MOST_COUNTED = 18, 1_000
CHANGING = "changing"  # in the address of words that are not saved yet
LOST = "Left out, because it means nothing any more"
LABELS = {name: sort.label for name, sort in SMART_SORTS.items()}


class Asked(NamedTuple):
    """What the address says a list shall find. `tidy_url`: the same in one form, "" when it has that."""

    filters: Filters
    sort: str
    problem: str
    tidy_url: str


def asked_of(request: HttpRequest) -> Asked:
    filters, problem = Filters.read_form(said_in(request))
    sort = asked_word(request, "sort", SMART_SORTS, DEFAULT_ORDER)
    return Asked(filters, sort, problem, "" if problem else tidy_address(request, filters))


def form_of(request: MemberRequest) -> ListForm:
    """With what was typed into it now, or before the session ended."""
    typed = request.POST if request.method == "POST" else unsaved.typed_before(request)
    if typed is None:
        return ListForm(initial=nothing_said(title="", audience=request.user.default_audience))
    return ListForm(typed, suspension=request.user.suspension)


def these_words(request: HttpRequest, **_: object) -> str:
    return request.get_full_path()


@require_http_methods(BOTH)
def new_smart(request: MemberRequest) -> HttpResponse:
    """Keeps the words of the address as a list that finds its films anew each time."""
    if not request.user.is_authenticated:
        return sign_in_and_come_back(request, page=these_words(request))
    asked = asked_of(request)
    if request.method != "POST" and asked.tidy_url:
        return redirect(asked.tidy_url)
    form = form_of(request)
    if request.method != "POST" or not form.is_valid() or asked.problem:
        return the_page(request, asked, form)
    made = actions.create_list(
        form.said(),
        by=request.user,
        filters=asked.filters.words,
        order=asked.sort,
        save_key=form.cleaned_data["save_key"],
    )
    messages.success(request, f"“{made.title}” is made. It finds its films anew each time it is opened.")
    return redirect(made)


@require_http_methods(BOTH)
@sign_in_first(page=these_words)
def edit_smart(request: MemberRequest, username: str, slug: str) -> HttpResponse:
    """Changes what a smart list of one's own finds; the words of the address are kept once they are saved."""
    own = own_list(request, username, slug)
    if own.filters is None:
        raise Http404("The films of this list were put there one by one.")
    if CHANGING not in request.GET:
        kept, lost = Filters.read_kept(own.filters)
        if lost:
            messages.info(request, f"{LOST}: {', '.join(lost)}.")
        return redirect(written(request.path, {**kept.words, CHANGING: "1", "sort": order_of(own)}))
    asked = asked_of(request)
    if request.method == "POST" and not asked.problem:
        change_filters(own, words=asked.filters.words, order=asked.sort)
        messages.success(request, "Your changes are saved.")
        return redirect(own)
    return redirect(asked.tidy_url) if asked.tidy_url else the_page(request, asked, None, own)


def the_page(
    request: MemberRequest, asked: Asked, form: ListForm | None, own: List | None = None
) -> HttpResponse:
    """The words, the first of the films they find, and a form to keep them."""
    rows, order = in_order(asked.filters.films(request.user), asked.sort, request.user)
    number = rows.order_by()[: MOST_COUNTED + 1].count()
    fields = fields_of(asked.filters, is_member=True, typed=request.GET.get(PERSON, ""))
    context = {
        "form": form,
        "list": own,
        "bar": bar_of(request, asked.filters, fields, sorts=LABELS, sort=asked.sort, problem=asked.problem),
        "posters": posters(rows.order_by(*order)[:SHOWN], request.user),
        "number": min(number, MOST_COUNTED),
        "is_more": number > MOST_COUNTED,
        "action": address(request, asked.filters),
        "was_signed_out": form is not None and form.is_bound and request.method != "POST",
    }
    is_refused = asked.problem or request.method == "POST"
    template = "lists/edit_smart.html" if own else "lists/new_smart.html"
    return render(request, template, context, status=REFUSED if is_refused else 200)
