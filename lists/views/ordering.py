"""Where the films of a list stand: moving one of them, ordering all of them anew."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from accounts.actions import Suspended
from accounts.requests import MemberRequest
from lists.actions import ordering as actions
from lists.actions.holding import NotTheirs
from lists.forms import PositionForm
from lists.models import Item, List
from lists.queries.editing import position_in
from lists.views.kept import asked_position, chosen_list, editor_url, item_of, the_editor
from lists.views.page import answer, found_at, refusal
from reviews.queries.blindness import is_blind
from web.access import sign_in_first

IS_OUT = "A film of these has been taken out of the list meanwhile. This is the order now."
ORDERS = {
    "name": "By name",
    "newest": "By date, newest first",
    "oldest": "By date, oldest first",
    "average": "By average rating",
    "rating": "By your rating",
    "added": "As they were added",
    "lately": "As they were added, the last first",
    "reverse": "The other way round",
    "shuffle": "At random",
}


@require_POST
@sign_in_first(page=the_editor)
def move_film(request: MemberRequest, username: str, slug: str, film: str) -> HttpResponse:
    kept = chosen_list(request, username, slug)
    form = PositionForm(request.POST)
    if not form.is_valid():
        return refusal(request, kept, str(next(iter(form.errors.values()))[0]))
    try:
        item = item_of(kept, film)
        move(item, form, request)
    except (actions.FilmIsOut, Http404):
        return refusal(request, kept, IS_OUT)
    except NotTheirs as problem:
        raise Http404 from problem
    except Suspended:
        return refusal(request, kept, request.user.suspension)
    position = position_in(kept, item)
    words = f"{item.film.title} is number {position:,} now."
    follows = bool(form.cleaned_data["by"]) or not request.htmx
    at = position if follows else asked_position(request)
    return answer(request, kept, found_at(kept, item, position, words, at=at), at=at, film=film)


def move(item: Item, form: PositionForm, request: MemberRequest) -> None:
    """One of the four ways to say where to."""
    said = form.cleaned_data
    if said["by"]:
        actions.move_by(item, said["by"], by=request.user)
    elif said["before"]:
        actions.move_before(item, item_of(item.list, said["before"]), by=request.user)
    elif said["behind"]:
        actions.move_after(item, item_of(item.list, said["behind"]), by=request.user)
    elif said["position"]:
        actions.move_to(item, said["position"], by=request.user)


@require_POST
@sign_in_first(page=the_editor)
def order_anew(request: MemberRequest, username: str, slug: str) -> HttpResponse:
    kept = chosen_list(request, username, slug)
    order = request.POST.get("order", "")
    if order not in orders_for(request):
        raise BadRequest(f"order is one of: {', '.join(orders_for(request))}.")
    return ordered(request, kept, order, f"Ordered anew: {ORDERS[order].lower()}.")


@require_POST
@sign_in_first(page=the_editor)
def give_back_order(request: MemberRequest, username: str, slug: str) -> HttpResponse:
    """The order before the last time that all of them were ordered anew."""
    kept = chosen_list(request, username, slug)
    return ordered(request, kept, "", "The order from before is back.")


def ordered(request: MemberRequest, kept: List, order: str, words: str) -> HttpResponse:
    try:
        if order:
            actions.reorder(kept, order, by=request.user)
        else:
            actions.give_back_order(kept, by=request.user)
    except NotTheirs as problem:
        raise Http404 from problem
    except Suspended:
        messages.error(request, request.user.suspension)
    else:
        messages.success(request, words)
    return redirect(editor_url(kept))


def orders_for(request: MemberRequest) -> dict[str, str]:
    """In blind mode the order by average would tell what is not to be seen."""
    return {name: words for name, words in ORDERS.items() if name != "average" or not is_blind(request.user)}
