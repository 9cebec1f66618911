"""Tags: all of a member, what stands under one, and what its owner may do with it."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.requests import MemberRequest
from reviews.actions import tags as actions
from reviews.models import Entry
from reviews.queries import reviews as reading
from reviews.queries import tags as tagging
from reviews.queries.cards import cards
from reviews.tag_forms import RenameTagForm
from reviews.views.finding import sort_links
from social.models import Viewer
from social.queries import member_open_to
from web.access import sign_in_first
from web.finding import asked_word
from web.paging import Page, page_of
from web.viewer import viewer_of

ENTRIES_A_PAGE = 24
FILMS_SHOWN = 8
REFUSED = 422
SORTS = {"use": ("Most used", tagging.SORTS["use"]), "name": ("Name", tagging.SORTS["name"])}
ORDERS = {"newest": ("Newest", tagging.TAGGED_LATELY), "popular": ("Popular", reading.WEIGHTIEST_FIRST)}


def normal(tag: str) -> str:
    """As it is stored. Raises Http404 for blanks alone, which are no tag."""
    words = tag.casefold().split()
    if not words:
        raise Http404
    return " ".join(words)


@require_safe
def tags_of(request: HttpRequest, username: str) -> HttpResponse:
    """The tags a member uses, with how often this viewer meets each."""
    viewer = viewer_of(request)
    member, relation = member_open_to(viewer, username)
    sort = asked_word(request, "sort", SORTS, "use")
    context = {
        "member": member,
        "relation": relation,
        "tags": tagging.tags_of(member, viewer, sort=sort),
        "most": tagging.MOST_TAGS_SHOWN,
        "sorts": sort_links(request, SORTS, sort),
    }
    return render(request, "reviews/tags_of.html", context)


@require_safe
def tagged_by(request: HttpRequest, username: str, tag: str) -> HttpResponse:
    """The entries to which a member gave a tag, newest first. Where nobody may read any, there is no such tag."""
    if tag != normal(tag):
        return redirect("reviews:tagged_by", username, normal(tag))
    viewer = viewer_of(request)
    member, relation = member_open_to(viewer, username)
    entries = tagging.tagged_by(member, tag, viewer).for_cards(viewer)
    page = page_of(entries, request, order=reading.NEWEST_FIRST, size=ENTRIES_A_PAGE)
    if not page.rows and not page.first_url:
        raise Http404
    context = {"member": member, "relation": relation, "tag": tag, "page": page}
    return render(request, "reviews/tagged_by.html", context | {"cards": cards(page.rows, viewer)})


@require_safe
def tagged(request: HttpRequest, tag: str) -> HttpResponse:
    """What everyone wrote under a tag."""
    if tag != normal(tag):
        return redirect("reviews:tagged", normal(tag))
    viewer = viewer_of(request)
    sort = asked_word(request, "sort", ORDERS, "newest")
    page = page_of_tag(request, tag, viewer, sort)
    films = [] if page.first_url else tagging.films_tagged(tag, at_most=FILMS_SHOWN)
    if not (page.rows or page.first_url or films):
        raise Http404
    context = {
        "tag": tag,
        "page": page,
        "cards": cards(page.rows, viewer),
        "films": films,
        "sort": sort,
        "sorts": sort_links(request, ORDERS, sort),
        "ranked": tagging.MOST_RANKED,
    }
    return render(request, "reviews/tagged.html", context)


def page_of_tag(request: HttpRequest, tag: str, viewer: Viewer, sort: str) -> Page[Entry]:
    order = ORDERS[sort][1]
    if sort == "popular":
        return page_of(tagging.popular_tagged(tag, viewer), request, order=order, size=ENTRIES_A_PAGE)
    return page_of(
        partial(tagging.reviews_tagged, tag, viewer),
        request,
        order=order,
        size=ENTRIES_A_PAGE,
        first=partial(tagging.first_reviews_tagged, tag, viewer),
    )


def this_page(request: HttpRequest, **_: object) -> str:
    return request.path


def own_uses_or_404(request: MemberRequest, username: str, tag: str) -> int:
    """On how many of their entries the member who asks has the tag."""
    uses = tagging.uses_of(tag, request.user) if request.user.username == username else 0
    if not uses:
        raise Http404
    return uses


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_first(page=this_page)
def rename_tag(request: MemberRequest, username: str, tag: str) -> HttpResponse:
    """Asks for another name, once more where two tags would become one, and gives it."""
    context: dict[str, object] = {"tag": tag, "uses": own_uses_or_404(request, username, tag)}
    if request.method != "POST":
        form = RenameTagForm(initial={"name": tag})
        return render(request, "reviews/rename_tag.html", context | {"form": form})
    form = RenameTagForm(request.POST)
    if not form.is_valid():
        return render(request, "reviews/rename_tag.html", context | {"form": form}, status=REFUSED)
    name = form.cleaned_data["name"]
    others = tagging.uses_of(name, request.user) if name != tag else 0
    if others and request.POST.get("merge") != name:
        return render(request, "reviews/rename_tag.html", context | {"name": name, "others": others})
    actions.rename_tag(tag, name, by=request.user)
    messages.success(request, f"“{tag}” is called “{name}” now." if name != tag else "It keeps its name.")
    return redirect("reviews:tagged_by", username, name)


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_first(page=this_page)
def delete_tag(request: MemberRequest, username: str, tag: str) -> HttpResponse:
    """Asks, and on POST takes the tag off all entries."""
    uses = own_uses_or_404(request, username, tag)
    if request.method != "POST":
        return render(request, "reviews/delete_tag.html", {"tag": tag, "uses": uses})
    actions.delete_tag(tag, by=request.user)
    messages.success(request, f"“{tag}” is off your entries.")
    return redirect("reviews:tags_of", username)
