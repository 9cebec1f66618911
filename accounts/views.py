"""The profile that others see, and the settings behind it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from allauth.account import views as allauth
from allauth.core import ratelimit
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from accounts import actions
from accounts.adapter import TAKEN
from accounts.favourites import FavouritesForm
from accounts.forms import DeleteAccountForm, PrivacyForm, ProfileForm, UsernameForm
from accounts.metadata import link_card_of
from accounts.models import Member
from accounts.profile import Face, parts_of, parts_of_face, profile_of
from accounts.requests import MemberRequest
from accounts.sign_in_forms import SignUpForm
from lists.actions.members import delete_account as delete_account_for_good
from reviews.actions.audiences import give_to_all
from reviews.actions.favourites import set_favourites
from reviews.queries.audiences import said_of_entries
from reviews.queries.posters import favourites_of
from social.actions import go_private, open_up
from social.queries import member_for
from web.access import sign_in_first
from web.kept import kept_for_visitors, resting_on
from web.viewer import viewer_of
from web.words import counted

REFUSED = 422


def posted(request: HttpRequest) -> QueryDict | None:
    """What a form is bound to: nothing until it is sent."""
    return request.POST if request.method == "POST" else None


@require_safe
@kept_for_visitors()
def profile(request: HttpRequest, username: str) -> HttpResponse:
    viewer = viewer_of(request)
    member, relation = member_for(viewer, username)
    if relation.blocks:
        return render(request, "accounts/_blocked.html", {"member": member})
    if not relation.may_see:
        face = Face(member, relation, is_visitor=not viewer.is_authenticated)
        page = render(request, "accounts/_private.html", {"profile": face, "member": member})
        return resting_on(page, parts_of_face, face)
    shown = profile_of(member, viewer, relation)
    card = None if viewer.is_authenticated else link_card_of(shown, request.build_absolute_uri)
    page = render(request, "accounts/profile.html", {"profile": shown, "link_card": card})
    return resting_on(page, parts_of, shown)


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_first
def profile_settings(request: MemberRequest) -> HttpResponse:
    form = ProfileForm(posted(request), request.FILES or None, member=request.user)
    if request.method == "POST" and form.is_valid():
        save_profile(request, form)
        messages.success(request, "Saved.")
        return redirect("accounts:profile_settings")
    context = {"form": form, "member": request.user}
    return render(
        request, "accounts/profile_settings.html", context, status=REFUSED if form.is_bound else 200
    )


def save_profile(request: MemberRequest, form: ProfileForm) -> None:
    said = form.cleaned_data
    picture, remove = said.pop("avatar"), said.pop("remove_avatar", False)
    actions.edit_profile(request.user, **said)
    if picture is not None:
        actions.set_avatar(request.user, picture)
    elif remove:
        actions.remove_avatar(request.user)


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_first
def privacy(request: MemberRequest) -> HttpResponse:
    form = PrivacyForm(posted(request), member=request.user)
    if request.method == "POST" and form.is_valid():
        messages.success(request, f"Saved.{''.join(save_privacy(request.user, **form.cleaned_data))}")
        return redirect("accounts:privacy")
    context = {"form": form, "written": said_of_entries(request.user)}
    return render(request, "accounts/privacy.html", context, status=REFUSED if form.is_bound else 200)


def save_privacy(
    member: Member, *, is_private: bool, apply_to_all: bool, default_audience: str, **more: Any
) -> Iterator[str]:
    """Saves, and says what else has changed by it."""
    actions.set_preferences(member, default_audience=default_audience, **more)
    if apply_to_all:
        changed = give_to_all(member, audience=default_audience)
        yield f" {counted(changed, 'older entry,older entries').capitalize()} changed."
    if is_private and not member.is_private:
        go_private(member)
    elif member.is_private and not is_private:
        let_in = open_up(member)
        if let_in:
            yield f" {counted(let_in, 'member,members').capitalize()} who had asked now follow you."


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_first
def favourites(request: MemberRequest) -> HttpResponse:
    form = FavouritesForm(posted(request), chosen=favourites_of(request.user))
    if request.method == "POST" and form.is_valid():
        set_favourites(request.user, form.films)
        messages.success(request, "Saved.")
        return redirect("accounts:favourites")
    return render(
        request, "accounts/favourites.html", {"form": form}, status=REFUSED if form.is_bound else 200
    )


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_first
def change_username(request: MemberRequest) -> HttpResponse:
    form = UsernameForm(posted(request))
    if request.method == "POST" and form.is_valid():
        if not ratelimit.consume(request, action="change_username", user=request.user):
            return ratelimit.respond_429(request)
        try:
            actions.change_username(request.user, username=form.cleaned_data["username"])
        except actions.UsernameTaken:
            form.add_error("username", TAKEN)
        else:
            messages.success(request, "You have a new name. The old address leads to it.")
            return redirect("accounts:change_username")
    context = {"form": form, "member": request.user}
    return render(request, "accounts/change_username.html", context, status=REFUSED if form.is_bound else 200)


@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_first
def delete_account(request: MemberRequest) -> HttpResponse:
    form = DeleteAccountForm(posted(request))
    if request.method == "POST":
        if not ratelimit.consume(request, action="delete_account", user=request.user):
            return ratelimit.respond_429(request)
        if form.is_valid() and request.user.check_password(form.cleaned_data["password"]):
            return leave(request)
        if form.is_valid():
            form.add_error("password", "This is not your password.")
    return render(
        request, "accounts/delete_account.html", {"form": form}, status=REFUSED if form.is_bound else 200
    )


def leave(request: MemberRequest) -> HttpResponse:
    member = request.user
    delete_account_for_good(member)
    logout(request)
    actions.drop_unused_avatar(member.avatar)
    messages.success(request, "Your account is gone, and all you wrote with it. Good-bye, and thank you.")
    return redirect("activity:home")


class SignUp(allauth.SignupView):
    """allauth's sign-up, where a name that went to somebody else in the last moment is an error of the form."""

    def form_valid(self, form: SignUpForm) -> HttpResponse:
        try:
            answer: HttpResponse = super().form_valid(form)
        except actions.UsernameTaken:
            form.add_error("username", TAKEN)
            return self.form_invalid(form)
        return answer

    def form_invalid(self, form: SignUpForm) -> HttpResponse:
        answer: HttpResponse = super().form_invalid(form)
        answer.status_code = REFUSED
        return answer


def sign_up(request: HttpRequest) -> HttpResponseBase:
    return SignUp.as_view()(request)


def mail(request: HttpRequest) -> HttpResponseBase:
    """allauth's page of mail addresses, where the site sends mail."""
    if not settings.HAS_MAIL:
        raise Http404
    return allauth.email(request)


@never_cache
def reset_password(request: HttpRequest) -> HttpResponseBase:
    """allauth's way to a new password by mail, or whom to ask where the site sends none."""
    if not settings.HAS_MAIL:
        return render(request, "accounts/reset_password.html")
    return allauth.password_reset(request)
