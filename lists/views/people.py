"""Who keeps a list together with its owner."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from accounts.actions import Suspended
from accounts.queries import member_or_404, members_called
from accounts.requests import MemberRequest
from lists.actions import people as actions
from lists.actions.holding import NotTheirs
from lists.forms import InvitationForm
from lists.models import List
from lists.queries.editing import lists_of_people_at, people_of
from lists.queries.lists import list_or_404
from social.actions.refusals import Yourself
from web.access import sign_in_first

REFUSED = 422
NOBODY = "There is no member of this name whom you can ask."


def this_list(request: MemberRequest, username: str, slug: str) -> List:
    """The list, for its owner, for who keeps it with them, and for who is asked to."""
    return list_or_404(lists_of_people_at(username, slug, request.user), username)


def own_list(request: MemberRequest, username: str, slug: str) -> List:
    found = this_list(request, username, slug)
    if found.author_id != request.user.pk:
        raise Http404
    return found


def the_page(request: HttpRequest, username: str, slug: str, **_: object) -> str:
    return reverse("lists:people", args=[username, slug])


def back_to(list_: List) -> HttpResponse:
    return redirect(f"{list_.url}people/")


@require_safe
@sign_in_first
def people(request: MemberRequest, username: str, slug: str) -> HttpResponse:
    return the_people(request, this_list(request, username, slug), InvitationForm())


def the_people(request: MemberRequest, kept: List, form: InvitationForm) -> HttpResponse:
    asked = list(people_of(kept))
    mine = next((one for one in asked if one.member_id == request.user.pk), None)
    if mine and not mine.accepted_at:  # whom else the owner asks is for those who keep the list
        asked = [one for one in asked if one.accepted_at or one == mine]
    context = {
        "list": kept,
        "people": asked,
        "form": form,
        "is_own": kept.author_id == request.user.pk,
        "mine": mine,
        "most": actions.MOST_PEOPLE,
    }
    return render(request, "lists/people.html", context, status=REFUSED if form.errors else 200)


@require_POST
@sign_in_first(page=the_page)
def invite(request: MemberRequest, username: str, slug: str) -> HttpResponse:
    own = own_list(request, username, slug)
    form = InvitationForm(request.POST)
    if form.is_valid() and (refusal := invited(request, own, form.cleaned_data["username"])):
        form.add_error("username", refusal)
    return the_people(request, own, form) if form.errors else back_to(own)


def invited(request: MemberRequest, own: List, name: str) -> str:
    """Asks them, and returns why not if that cannot be."""
    member = next((member for member in members_called(name) if member.is_active), None)
    if member is None:
        return NOBODY
    try:
        actions.invite(own, member, by=request.user)
    except actions.BlockBetween:
        return NOBODY
    except Yourself:
        return "You keep this list already: it is yours."
    except actions.TooManyPeople:
        return f"A list is kept by {actions.MOST_PEOPLE} people at most beside its owner."
    except Suspended:
        return request.user.suspension
    messages.success(request, f"{member.name} is asked to keep this list with you.")
    return ""


@require_POST
@sign_in_first(page=the_page)
def accept_invitation(request: MemberRequest, username: str, slug: str) -> HttpResponse:
    kept = this_list(request, username, slug)
    try:
        actions.accept(kept, by=request.user)
    except NotTheirs as problem:
        raise Http404 from problem
    except Suspended:
        messages.error(request, request.user.suspension)
        return back_to(kept)
    messages.success(request, f"You keep “{kept.title}” together with {kept.author.name} now.")
    return redirect(kept)


@require_POST
@sign_in_first(page=the_page)
def leave(request: MemberRequest, username: str, slug: str) -> HttpResponse:
    """Also declines."""
    kept = this_list(request, username, slug)
    if kept.author_id == request.user.pk:
        raise Http404
    actions.part(kept, request.user)
    messages.success(request, f"You have nothing to do with “{kept.title}” any more.")
    return redirect("lists:lists_of", request.user.username)


@require_POST
@sign_in_first(page=the_page)
def part_from(request: MemberRequest, username: str, slug: str, member: str) -> HttpResponse:
    own = own_list(request, username, slug)
    parted = member_or_404(member)
    actions.part(own, parted)
    messages.success(request, f"{parted.name} keeps this list no longer.")
    return back_to(own)
