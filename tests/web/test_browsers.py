"""What every answer says to browsers: cookies only when needed, a strict policy, no form without its token."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import NoReverseMatch, reverse

from reviews.models import Entry
from tests.conventions.test_names import our_urls
from tests.factories import a_review

PUBLIC = [
    "/", "/films/", "/film/her-2013/", "/film/her-2013/reviews/", "/film/her-2013/members/", "/film/her-2013/likes/",
    "/film/her-2013/ratings/", "/person/spike-jonze/", "/search/?q=her", "/search/?q=her&as=suggestions", "/reviews/",
    "/members/", "/@alice/", "/@alice/films/", "/@alice/diary/", "/@alice/reviews/", "/@alice/watchlist/",
    "/@alice/likes/films/", "/@alice/likes/reviews/", "/@alice/followers/", "/@alice/following/",
    "/@alice/film/her-2013/", "/@alice/film/her-2013/likes/", "/keyboard/", "/healthz", "/readyz", "/robots.txt",
]  # fmt: skip
WITH_FORMS = ["/accounts/signup/", "/accounts/login/"]
SAMPLES = {
    "username": "alice", "slug": "her-2013", "number": 1, "digest": "0" * 12, "folder": "avatars", "name": "x.webp",
}  # fmt: skip


@pytest.fixture
def alices_review(alice, her) -> Entry:
    return a_review(alice, her)


@pytest.mark.parametrize("address", PUBLIC)
def test_a_visitor_reads_without_a_cookie(alices_review, address):
    response = Client().get(address)

    assert response.status_code == 200
    assert not response.cookies
    assert "csrfmiddlewaretoken" not in response.content.decode()


@pytest.mark.parametrize("address", WITH_FORMS)
def test_opening_a_form_brings_the_first_cookie_and_no_session(db, address):
    response = Client().get(address)

    assert list(response.cookies) == ["csrftoken"]


@pytest.mark.parametrize("address", [*PUBLIC, *WITH_FORMS, "/no/such/page/"])
def test_every_answer_carries_the_strict_policy(alices_review, address):
    headers = Client().get(address).headers

    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy or "sandbox" in policy
    assert "unsafe" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"


def reversed_with_samples(app: str, url: object, entry: Entry) -> str:
    names = {name: SAMPLES.get(name, entry.pk) for name in url.pattern.converters}
    return reverse(f"{app}:{url.name}", kwargs=names)


def test_nothing_is_posted_without_a_token(alices_review, bob):
    client = Client(enforce_csrf_checks=True)
    client.force_login(bob)
    answers = {}

    for app, url in our_urls():
        try:
            address = reversed_with_samples(app, url, alices_review)
        except NoReverseMatch:
            continue
        answers[f"{app}:{url.name}"] = client.post(address).status_code

    assert len(answers) > 40
    assert answers.pop("activity:stop_digest") == 404  # mail programs post to it; its address is the token
    assert {name: status for name, status in answers.items() if status not in (403, 405)} == {}
    assert answers["reviews:like"] == answers["social:follow"] == 403


def test_in_production_cookies_are_for_https_and_forms_insist_on_it(settings):
    from tests.conventions.test_settings import A_SECRET, start_with

    code = (
        "import config.settings as s; "
        "assert s.SESSION_COOKIE_SECURE and s.CSRF_COOKIE_SECURE and s.SESSION_COOKIE_HTTPONLY and s.SECURE_HSTS_SECONDS"
    )
    started = start_with(SECRET_KEY=A_SECRET, ALLOWED_HOSTS="films.example.org", code=code)

    assert started.returncode == 0, started.stderr
