"""Visitors who want to act sign in first, and come back to a page, never to an address that takes only forms."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse
from django.test import RequestFactory

from accounts.models import Member
from web.access import sign_in_first

SIGN_IN = "/accounts/login/?next="
HTMX = {"HX-Request": "true"}


@sign_in_first
def act(request, slug=""):
    return HttpResponse("done")


@sign_in_first(page=lambda request, slug: f"/@alice/film/{slug}/")
def act_elsewhere(request, slug=""):
    return HttpResponse("done")


def request_by(user, method="post", path="/film/her-2013/watch/", data=None, headers=None):
    request = getattr(RequestFactory(), method)(path, data or {}, headers=headers or {})
    request.user = user
    return request


def answer(view=act, **how):
    return view(request_by(AnonymousUser(), **how), slug="her-2013")


def test_members_pass():
    assert act(request_by(Member(pk=1))).content == b"done"


def test_a_page_comes_back_to_itself():
    assert answer(method="get", path="/log/?q=her").url == f"{SIGN_IN}%2Flog%2F%3Fq%3Dher"


def test_a_form_comes_back_to_the_page_above_its_address():
    assert answer().url == f"{SIGN_IN}%2Ffilm%2Fher-2013%2F"


def test_a_form_comes_back_to_the_page_it_names():
    assert answer(data={"next": "/films/?genre=drama"}).url == f"{SIGN_IN}%2Ffilms%2F%3Fgenre%3Ddrama"


def test_a_view_can_say_where_to_come_back():
    assert answer(act_elsewhere).url == f"{SIGN_IN}%2F%40alice%2Ffilm%2Fher-2013%2F"


@pytest.mark.parametrize(
    "elsewhere", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", "/\\evil.example"]
)
def test_never_to_another_site(elsewhere):
    assert answer(data={"next": elsewhere}).url == f"{SIGN_IN}%2Ffilm%2Fher-2013%2F"


def test_a_fragment_sends_the_whole_page_to_sign_in():
    response = answer(headers={**HTMX, "HX-Current-URL": "http://testserver/films/?sort=name"})

    assert response.status_code == 204
    assert response.headers["HX-Redirect"] == f"{SIGN_IN}%2Ffilms%2F%3Fsort%3Dname"


def test_a_fragment_asked_from_another_site_comes_back_to_ours():
    response = answer(headers={**HTMX, "HX-Current-URL": "https://evil.example/films/"})

    assert response.headers["HX-Redirect"] == f"{SIGN_IN}%2Ffilm%2Fher-2013%2F"


@pytest.mark.parametrize(
    "said",
    ["http://[::1", "http://testserver//evil.example/", "http://testserver/\\evil.example", "abc", "//["],
)
def test_a_fragment_that_says_nonsense_of_where_it_stands_comes_back_to_ours(said):
    response = answer(headers={**HTMX, "HX-Current-URL": said})

    assert response.headers["HX-Redirect"] == f"{SIGN_IN}%2Ffilm%2Fher-2013%2F"


def test_a_form_at_the_top_of_the_site_comes_back_to_the_front_page():
    assert answer(path="/preview/").url == f"{SIGN_IN}%2F"
