"""What every request passes through: broken input, and a database that does not answer."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import InterfaceError, OperationalError
from django.http import HttpResponse
from django.test import Client, RequestFactory
from psycopg_pool import PoolTimeout

from config.wsgi import application
from web.middleware import (
    LARGEST_FORM,
    LARGEST_UPLOAD,
    every_wait_has_an_end,
    refuse_broken_input,
    with_an_end,
)

FORM = "application/x-www-form-urlencoded"
requests = RequestFactory()


def status_of(request) -> int:
    return refuse_broken_input(lambda request: HttpResponse("through"))(request).status_code


@pytest.mark.parametrize("query", ["q=a%00b", "q=%FF%FE", "q=%ED%A0%80", "%00=1", "q=a+%C3"])
def test_broken_queries_are_refused(query):
    assert status_of(requests.get("/", QUERY_STRING=query)) == 400


@pytest.mark.parametrize(
    "query", ["", "q=caf%C3%A9", "q=%F0%9F%8E%AC", "q=100%", "q=a+b&&=", "q=é", "q=%EF%BF%BD"]
)
def test_whole_queries_pass(query):
    assert status_of(requests.get("/", QUERY_STRING=query.encode().decode("latin-1"))) == 200


def test_broken_paths_are_refused():
    assert Client().get("/film/%00/").status_code == 400
    assert Client().get("/film/%FF%FE/").status_code == 404


@pytest.mark.parametrize("body", [b"text=a%00b", b"text=%FF", b"text=%ED%A0%80", b"te%00xt=a", b"text=\xff"])
def test_broken_forms_are_refused(body):
    assert status_of(requests.post("/", body, content_type=FORM)) == 400


def test_whole_forms_pass():
    assert status_of(requests.post("/", {"text": "Amélie 🎬\r\nnext line\ttab"})) == 200
    assert status_of(requests.post("/", b"text=100%+of+a%26b%", content_type=FORM)) == 200


def test_a_text_pasted_with_the_sign_of_broken_characters_passes():
    assert status_of(requests.post("/", b"text=caf%EF%BF%BD", content_type=FORM)) == 200


@pytest.mark.parametrize("charset", ["hex", "idna", "utf-16", "utf-7", "unicode_escape", "latin-1", ""])
def test_another_charset_is_refused(charset):
    request = requests.post("/", {"text": "fine"})
    request.content_params["charset"] = charset

    assert status_of(request) == 400


@pytest.mark.parametrize("charset", ["hex", "idna"])
def test_a_charset_that_django_itself_trips_over_is_refused(db, charset):
    said = []
    environ = {**requests.get("/?q=%41").environ, "CONTENT_TYPE": f"text/plain; charset={charset}"}

    body = b"".join(application(environ, lambda status, headers: said.append(status)))

    assert (said, body) == (["400 Bad Request"], b"We could not read that.\n")


def test_a_cookie_that_spells_a_nul_character_is_refused(db):
    quoted = '"' + r"\000" * 12 + '"'

    assert Client().get("/", headers={"Cookie": f"sessionid={quoted}"}).status_code == 400


def test_broken_fields_beside_a_file_are_refused():
    picture = SimpleUploadedFile("picture.png", b"\x00\xff")

    assert status_of(requests.post("/", {"text": "a\0b", "picture": picture})) == 400
    assert status_of(requests.post("/", {"text": "fine", "picture": picture})) == 200


@pytest.mark.parametrize("length", [str(LARGEST_FORM + 1), "-1", "many", "9" * 30, "9" * 5_000])
def test_huge_bodies_are_refused_before_they_are_read(length):
    assert status_of(requests.post("/", b"", content_type=FORM, CONTENT_LENGTH=length)) == 413


def test_bodies_with_files_may_be_larger():
    fitting, huge = requests.post("/", {"text": "fine"}), requests.post("/", {"text": "fine"})
    fitting.META["CONTENT_LENGTH"], huge.META["CONTENT_LENGTH"] = str(LARGEST_UPLOAD), str(LARGEST_UPLOAD + 1)

    assert [status_of(fitting), status_of(huge)] == [200, 413]


def test_a_form_with_more_fields_than_any_of_ours_is_refused(alice, signed_in):
    response = signed_in(alice).post(
        "/preview/", "&".join(f"f{number}=1" for number in range(5_000)), content_type=FORM
    )

    assert response.status_code == 400


@pytest.mark.parametrize("problem", [OperationalError("gone"), InterfaceError("closed"), PoolTimeout("busy")])
def test_a_database_that_does_not_answer_is_said_so(problem):
    middleware = every_wait_has_an_end(lambda request: HttpResponse())

    response = middleware.process_exception(requests.get("/"), problem)

    assert (response.status_code, response["Retry-After"]) == (503, "5")


def busy(*_: object, **__: object):
    raise PoolTimeout("busy")


@pytest.mark.parametrize("address", ["/settings/", "/@somebody/", "/film/nothing-here/", "/nowhere/"])
def test_a_database_that_does_not_say_who_is_looking_is_said_so(address, alice, signed_in, monkeypatch):
    client = signed_in(alice)
    monkeypatch.setattr("accounts.sessions.SessionStore.load", busy)

    response = client.get(address)

    assert (response.status_code, response["Retry-After"]) == (503, "5")


def test_a_database_that_does_not_take_the_session_is_said_so(her, monkeypatch):
    visitor = Client(raise_request_exception=False)
    monkeypatch.setattr("django.contrib.sessions.backends.db.SessionStore.save", busy)

    response = visitor.post(f"{her.url}log/", {"text": "Kept until they signed in."})

    assert (response.status_code, response["Retry-After"]) == (503, "5")


def test_a_middleware_that_asks_the_database_does_not_fail_either():
    assert with_an_end(busy)(requests.get("/")).status_code == 503


def test_other_faults_are_left_to_the_framework():
    middleware = every_wait_has_an_end(lambda request: HttpResponse())

    assert middleware.process_exception(requests.get("/"), ValueError()) is None
