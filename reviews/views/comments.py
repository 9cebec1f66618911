"""Comments under a review: saying something, changing it, taking it back, and where it stands."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe
from django_htmx.http import replace_url, retarget

from accounts.requests import MemberRequest
from reviews.actions import comments as actions
from reviews.comment_forms import CommentForm, a_new_form, answered
from reviews.models import Comment, Entry
from reviews.queries import comments as reading
from reviews.queries.comments import Closed, Thread, thread_of
from reviews.queries.entries import readable_entries
from reviews.views.unsaved import sign_in_and_come_back, typed_before
from social.models import Viewer
from web.access import sign_in_first
from web.finding import first_or_404
from web.viewer import viewer_of

BOTH = ["GET", "HEAD", "POST"]
REFUSALS = {
    actions.ThreadClosed: "The comments here were closed to you while you wrote.",
    actions.AcrossABlock: "You cannot comment here: one of you two has blocked the other.",
    actions.TooMany: "You have written many comments in the last minutes. Wait a little, then send this one again.",
    actions.CommentGone: "This comment was deleted meanwhile, so it cannot be changed.",
    actions.EditingOver: "A comment can be changed for 15 minutes, and they are over. What stands stays as it is; "
    "you can copy your words from here and add another comment.",
    actions.Suspended: "The moderators have suspended you from writing.",
}


def why(closed: Closed | None, review: Entry, viewer: Viewer) -> str:
    """Why there is no form under the comments, "" where there is one or a visitor is asked to sign in."""
    if closed is None:
        return ""
    author = review.author.name
    if closed == Closed.SUSPENDED:
        until: Any = timezone.localtime(viewer.suspended_until)  # type: ignore[union-attr]
        return f"The moderators have suspended you from writing until {until.day} {until:%B %Y}."
    return {
        Closed.REMOVED: "The moderators have removed this review, so nobody can comment on it.",
        Closed.NOBODY: f"{author} has closed the comments on this review.",
        Closed.FOLLOWED: f"Only people {author} follows can comment on this review.",
    }.get(closed, "")


def section(thread: Thread, form: CommentForm | None = None, *, new: int | None = None) -> dict[str, Any]:
    """What the comments on a page need; `new` is the key of the comment that was just added."""
    is_open = thread.closed is None
    return {
        "thread": thread,
        "comment_form": form or a_new_form() if is_open else None,
        "closed_words": why(thread.closed, thread.review, thread.viewer),
        "writer": thread.viewer.pk,
        "new": new,
    }


@require_http_methods(BOTH)
def comment(request: MemberRequest, pk: int) -> HttpResponse:
    """The form by itself, for who comes back to it; and what it and the form under a review send."""
    if not request.user.is_authenticated:
        return sign_in_and_come_back(request)
    review = next(iter(reading.reviews_with_thread(pk, request.user)), None)
    if review is None:
        return nothing_there(request)
    form = answered(request.POST) if request.method == "POST" else None
    if form and form.is_valid():
        said = say(review, form, by=request.user)
        if said:
            return shown_in_place(request, review, said)
    if form and request.htmx:
        return retarget(the_form(request, review, form, "reviews/_comment_form.html"), "#comment-form")
    typed = None if form else typed_before(request)
    return the_form(
        request, review, form or (answered(typed) if typed else a_new_form()), "reviews/comment.html"
    )


def say(review: Entry, form: CommentForm, *, by: Any) -> Comment | None:
    """The comment that now stands; None where it was refused, and then the form says why."""
    refusal = why(reading.why_closed(review, by), review, by)
    if refusal:
        form.add_error(None, refusal)
        return None
    try:
        return actions.comment(
            review, form.cleaned_data["text"], by=by, save_key=form.cleaned_data["save_key"]
        )
    except actions.CannotComment as problem:
        form.add_error(None, REFUSALS[type(problem)])
    return None


def shown_in_place(request: MemberRequest, review: Entry, said: Comment) -> HttpResponse:
    """The comments as they stand now, at the page of the new one; for a plain form, the way there."""
    if not request.htmx:
        return redirect(reading.place_of(said, review))
    token = reading.token_of(said)
    now = first_or_404(reading.reviews_with_thread(review.pk, request.user))
    context = {**section(thread_of(now, request.user, token=token), new=said.pk), "is_fragment": True}
    shown = render(request, "reviews/_comments.html", context)
    return replace_url(shown, reading.page_url(review, token, f"comment-{said.pk}")) if token else shown


def the_form(request: MemberRequest, review: Entry, form: CommentForm, template: str) -> HttpResponse:
    context = {
        "review": review,
        "form": form,
        "closed_words": why(reading.why_closed(review, request.user), review, request.user),
        "was_signed_out": form.is_bound and request.method != "POST",
        "writer": request.user.pk,
        "typed": form["text"].value(),
    }
    return render(request, template, context, status=422 if request.method == "POST" else 200)


def nothing_there(request: HttpRequest) -> HttpResponse:
    """What was typed under a review that has gone, or is no longer open to its reader, is given back."""
    typed = request.POST.get("text", "")
    context = {"typed": typed, "review": None, "form": None}
    return render(request, "reviews/comment.html", context, status=404)


@require_safe
def comment_at(request: HttpRequest, pk: int) -> HttpResponse:
    """The permalink: leads to the comment on the right page of its thread."""
    viewer = viewer_of(request)
    said = first_or_404(reading.comment_at(pk))
    return redirect(reading.place_of(said, first_or_404(readable_entries(said.entry_id, viewer))))


@require_http_methods(BOTH)
def edit_comment(request: MemberRequest, pk: int) -> HttpResponse:
    if not request.user.is_authenticated:
        return sign_in_and_come_back(request)
    said = first_or_404(reading.own_comments(pk, request.user))
    review = first_or_404(readable_entries(said.entry_id, request.user))
    if request.method == "POST":
        form = answered(request.POST)
        if form.is_valid() and changed(said, form, by=request.user):
            messages.success(request, "Your comment is changed.")
            return redirect(reading.place_of(said, review))
    else:
        typed = typed_before(request)
        form = answered(typed) if typed else a_new_form(text=said.text)
    context = {"review": review, "comment": said, "form": form, "can_edit": is_young(said)}
    is_refused = request.method == "POST"
    return render(request, "reviews/edit_comment.html", context, status=422 if is_refused else 200)


def changed(said: Comment, form: CommentForm, *, by: Any) -> bool:
    try:
        actions.edit_comment(said, form.cleaned_data["text"], by=by)
    except actions.CannotComment as problem:
        form.add_error(None, REFUSALS[type(problem)])
        return False
    return True


def is_young(said: Comment) -> bool:
    return timezone.now() - said.created_at < actions.EDITABLE_FOR


def this_page(request: HttpRequest, **_: object) -> str:
    return request.path


@require_http_methods(BOTH)
@sign_in_first(page=this_page)
def delete_comment(request: MemberRequest, pk: int) -> HttpResponse:
    """Asks, and on POST deletes. Both who wrote the comment and who wrote the review may."""
    said = first_or_404(reading.comments_to_delete(pk, request.user))
    review = next(iter(readable_entries(said.entry_id, request.user)), None)
    if request.method == "POST":
        actions.delete_comment(said, by=request.user)
        days = actions.RESTORABLE_FOR.days
        messages.success(
            request, f"The comment is deleted. You can bring it back for {days} days, in your settings."
        )
        return redirect(reading.place_of(said, review) if review else "/")
    context = {"comment": said, "review": review, "is_own": said.author_id == request.user.pk}
    return render(request, "reviews/delete_comment.html", context)
