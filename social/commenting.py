"""The pages of comments, whatever they stand under: saying something, changing it, taking it back, and the bell."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django_htmx.http import replace_url, retarget

from accounts.requests import MemberRequest
from social.actions import bells
from social.actions import words as actions
from social.comment_forms import CommentForm, a_new_form, answered
from social.models import Threads, Viewer, Words
from social.queries import threads as reading
from social.queries.threads import Closed, Thread
from web import unsaved
from web.finding import first_or_404
from web.parts import part_answer
from web.redirects import next_url
from web.text import LONGEST
from web.unsaved import typed_before

REFUSED = 422
KEPT = ("text", "save_key", "writer")
REFUSALS = {
    actions.ThreadClosed: "The comments here were closed to you while you wrote.",
    actions.AcrossABlock: "You cannot comment here: one of you two has blocked the other.",
    actions.TooMany: "You have written many comments in the last minutes. Wait a little, then send this one again.",
    actions.CommentGone: "This comment was deleted meanwhile, so it cannot be changed.",
    actions.EditingOver: "A comment can be changed for 15 minutes, and they are over. What stands stays as it is; "
    "you can copy your words from here and add another comment.",
    actions.Suspended: "The moderators have suspended you from writing.",
}
Found = Callable[[int, Any], Sequence[Any]]


@dataclass(frozen=True)
class Ground:
    """What comments stand under, as their pages see it: `title` of it, and by its key the one that a viewer may read
    (`readable`), and the same with what decides about its comments (`with_thread`)."""

    threads: Threads[Any]
    title: Callable[[Any], str]
    readable: Found
    with_thread: Found
    thread_of: Callable[..., Thread]

    def template(self, name: str) -> str:
        return f"{self.threads.posts._meta.app_label}/{name}.html"

    def known(self, post: Any) -> dict[str, Any]:
        """What every page says of the post."""
        return {"post": post, "noun": self.threads.noun, "title": self.title(post) if post else ""}


def why(closed: Closed | None, noun: str, post: Any, viewer: Viewer) -> str:
    """Why there is no form under the comments, "" where there is one or a visitor is asked to sign in."""
    if closed is None:
        return ""
    author = post.author.name
    if closed == Closed.SUSPENDED:
        until: Any = timezone.localtime(viewer.suspended_until)  # type: ignore[union-attr]
        return f"The moderators have suspended you from writing until {until.day} {until:%B %Y}."
    return {
        Closed.REMOVED: f"The moderators have removed this {noun}, so nobody can comment on it.",
        Closed.NOBODY: f"{author} has closed the comments on this {noun}.",
        Closed.FOLLOWED: f"Only people {author} follows can comment on this {noun}.",
    }.get(closed, "")


def section(thread: Thread, form: CommentForm | None = None, *, new: int | None = None) -> dict[str, Any]:
    """What the comments on a page need; `new` is the key of the comment that was just added."""
    is_open = thread.closed is None
    return {
        "thread": thread,
        "comment_form": form or a_new_form() if is_open else None,
        "closed_words": why(thread.closed, thread.threads.noun, thread.post, thread.viewer),
        "writer": thread.viewer.pk,
        "new": new,
    }


def sign_in_and_come_back(request: HttpRequest) -> HttpResponse:
    typed = {name: request.POST[name][:LONGEST] for name in KEPT if name in request.POST}
    return unsaved.sign_in_and_come_back(request, typed)


def comment(request: MemberRequest, ground: Ground, pk: int) -> HttpResponse:
    """The form by itself, for who comes back to it; and what it and the form under a post send."""
    if not request.user.is_authenticated:
        return sign_in_and_come_back(request)
    post = next(iter(ground.with_thread(pk, request.user)), None)
    if post is None:
        return nothing_there(request, ground)
    form = answered(request.POST) if request.method == "POST" else None
    if form and form.is_valid():
        said = say(ground, post, form, by=request.user)
        if said:
            return shown_in_place(request, ground, post, said)
    if form and request.htmx:
        shown = the_form(request, ground, post, form, "social/_comment_form.html")
        return retarget(shown, "#comment-form")
    typed = None if form else typed_before(request)
    form = form or (answered(typed) if typed else a_new_form())
    return the_form(request, ground, post, form, ground.template("comment"))


def say(ground: Ground, post: Any, form: CommentForm, *, by: Any) -> Words | None:
    """The comment that now stands; None where it was refused, and then the form says why."""
    refusal = why(reading.why_closed(post, by), ground.threads.noun, post, by)
    if refusal:
        form.add_error(None, refusal)
        return None
    said = form.cleaned_data
    try:
        return actions.comment(ground.threads, post, said["text"], by=by, save_key=said["save_key"])
    except actions.CannotComment as problem:
        form.add_error(None, REFUSALS[type(problem)])
    return None


def shown_in_place(request: MemberRequest, ground: Ground, post: Any, said: Words) -> HttpResponse:
    """The comments as they stand now, at the page of the new one; for a plain form, the way there."""
    if not request.htmx:
        return redirect(reading.place_of(ground.threads, said, post))
    token = reading.token_of(ground.threads, said)
    now = first_or_404(ground.with_thread(post.pk, request.user))
    thread = ground.thread_of(now, request.user, token=token)
    context = {**section(thread, new=said.pk), "is_fragment": True}
    shown = render(request, "social/_comments.html", context)
    return replace_url(shown, reading.page_url(post, token, f"comment-{said.pk}")) if token else shown


def the_form(
    request: MemberRequest, ground: Ground, post: Any, form: CommentForm, template: str
) -> HttpResponse:
    context = ground.known(post) | {
        "form": form,
        "kind": ground.threads.kind,
        "form_url": ground.threads.form_url(post),
        "closed_words": why(reading.why_closed(post, request.user), ground.threads.noun, post, request.user),
        "was_signed_out": form.is_bound and request.method != "POST",
        "writer": request.user.pk,
        "typed": form["text"].value(),
    }
    return render(request, template, context, status=REFUSED if request.method == "POST" else 200)


def nothing_there(request: HttpRequest, ground: Ground) -> HttpResponse:
    """What was typed under a post that has gone, or is no longer open to its reader, is given back."""
    context = ground.known(None) | {"typed": request.POST.get("text", ""), "form": None}
    return render(request, ground.template("comment"), context, status=404)


def comment_at(viewer: Viewer, ground: Ground, pk: int) -> HttpResponse:
    """The permalink: leads to the comment on the right page of its thread."""
    said = first_or_404(reading.comment_at(ground.threads, pk))
    post = first_or_404(ground.readable(ground.threads.post_key(said), viewer))
    return redirect(reading.place_of(ground.threads, said, post))


def edit_comment(request: MemberRequest, ground: Ground, pk: int) -> HttpResponse:
    if not request.user.is_authenticated:
        return sign_in_and_come_back(request)
    said = first_or_404(reading.own_comments(ground.threads, pk, request.user))
    post = first_or_404(ground.readable(ground.threads.post_key(said), request.user))
    if request.method == "POST":
        form = answered(request.POST)
        if form.is_valid() and changed(ground, said, form, by=request.user):
            messages.success(request, "Your comment is changed.")
            return redirect(reading.place_of(ground.threads, said, post))
    else:
        typed = typed_before(request)
        form = answered(typed) if typed else a_new_form(text=said.text)
    context = ground.known(post) | {"comment": said, "form": form, "can_edit": is_young(said)}
    status = REFUSED if request.method == "POST" else 200
    return render(request, ground.template("edit_comment"), context, status=status)


def changed(ground: Ground, said: Words, form: CommentForm, *, by: Any) -> bool:
    try:
        actions.edit_comment(ground.threads, said, form.cleaned_data["text"], by=by)
    except actions.CannotComment as problem:
        form.add_error(None, REFUSALS[type(problem)])
        return False
    return True


def is_young(said: Words) -> bool:
    return timezone.now() - said.created_at < actions.EDITABLE_FOR


def delete_comment(request: MemberRequest, ground: Ground, pk: int) -> HttpResponse:
    """Asks, and on POST deletes. Both who wrote the comment and who wrote the post may."""
    said = first_or_404(reading.comments_to_delete(ground.threads, pk, request.user))
    post = next(iter(ground.readable(ground.threads.post_key(said), request.user)), None)
    if request.method == "POST":
        actions.delete_comment(said, by=request.user)
        days = actions.RESTORABLE_FOR.days
        messages.success(
            request, f"The comment is deleted. You can bring it back for {days} days, in your settings."
        )
        return redirect(reading.place_of(ground.threads, said, post) if post else "/")
    context = ground.known(post) | {"comment": said, "is_own": said.author_id == request.user.pk}
    return render(request, ground.template("delete_comment"), context)


def restore_comment(request: MemberRequest, ground: Ground, pk: int, *, back: str) -> HttpResponse:
    """The comment is back, or a message says why not; `back` is the page of what one deleted."""
    said = first_or_404(reading.deleted_comments_of(ground.threads, request.user).filter(pk=pk))
    try:
        actions.restore_comment(said, by=request.user)
    except actions.CannotComment as problem:
        messages.error(request, REFUSALS[type(problem)])
    else:
        messages.success(request, "The comment is back.")
    return redirect(back)


def subscribe(request: MemberRequest, ground: Ground, pk: int) -> HttpResponse:
    post = first_or_404(ground.with_thread(pk, request.user))
    bells.subscribe(ground.threads, post, by=request.user)
    return rung(request, ground, post)


def unsubscribe(request: MemberRequest, ground: Ground, pk: int) -> HttpResponse:
    post = first_or_404(ground.with_thread(pk, request.user))
    bells.unsubscribe(ground.threads, post, by=request.user)
    return rung(request, ground, post)


def rung(request: MemberRequest, ground: Ground, post: Any) -> HttpResponse:
    """The bell as it stands now, or the page the plain form came from."""
    if not request.htmx:
        return redirect(next_url(request, f"{post.url}#comments"))
    now = first_or_404(ground.with_thread(post.pk, request.user))
    return part_answer(request, "social/bell", bell=reading.bell_of(ground.threads, now, request.user))


def this_page(request: HttpRequest, **_: object) -> str:
    return request.path
