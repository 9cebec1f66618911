"""Web processes hold no state: two servers behind one front, and beside each other, are one site."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from accounts.models import Member
from reviews.models import Entry
from tests.config.fronts import Server, Site, Visitor, front, list_static_files, needed, signed_in_at
from tests.factories import PASSWORD, a_film, a_member
from tests.pictures import a_picture
from tests.threads import at_once

SIGN_IN = "/accounts/login/"
SAVE_KEY = re.compile(r'name="save_key" value="([\w-]+)"')
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory, django_db_setup: None) -> Iterator[tuple[Site, Site]]:
    needed("nginx")
    folder = tmp_path_factory.mktemp("site")
    list_static_files(folder)
    sites = Site(folder, WORKERS="1"), Site(folder, WORKERS="1")
    yield sites
    for site in sites:
        site.end()


@pytest.fixture
def nginx(sites: tuple[Site, Site], tmp_path: Path, transactional_db: None) -> Iterator[Server]:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM cache")  # where attempts are counted
    server = front(tmp_path, [*sites])
    yield server
    server.end()


@pytest.fixture
def real_passwords(settings: LazySettings) -> None:
    settings.PASSWORD_HASHERS = ["accounts.hashers.Argon2"]


def sign_in(visitor: Visitor, name: str, password: str = PASSWORD) -> int:
    return visitor.post(SIGN_IN, {"login": name, "password": password}).status


def test_who_signs_in_at_one_is_known_to_the_other(
    sites: tuple[Site, Site], nginx: Server, real_passwords: None
) -> None:
    a_member("alice")
    one, other = sites
    visitor = Visitor(one.port)
    assert sign_in(visitor, "alice") == 302
    visitor.port = other.port
    assert "alice" in visitor.visit("/").text
    visitor.port = nginx.port
    assert all("alice" in visitor.visit("/").text for _ in range(4))


def test_a_form_from_one_is_taken_by_the_other(
    sites: tuple[Site, Site], nginx: Server, real_passwords: None
) -> None:
    a_member("alice")
    visitor = Visitor(sites[0].port)
    token = TOKEN.search(visitor.visit(SIGN_IN).text)
    visitor.port = sites[1].port
    assert token
    answer = visitor.post(SIGN_IN, {"login": "alice", "password": PASSWORD}, token=token[1])
    assert answer.status == 302


def test_attempts_to_sign_in_are_counted_together(
    sites: tuple[Site, Site], nginx: Server, real_passwords: None
) -> None:
    a_member("alice")
    for number in range(5):
        guesser = Visitor(sites[number % 2].port, X_Forwarded_For="203.0.113.9")
        assert sign_in(guesser, "alice", "a wrong guess") in {200, 422}
    for site in sites:
        assert sign_in(Visitor(site.port, X_Forwarded_For="203.0.113.9"), "alice") != 302
    a_member("bob")
    assert sign_in(Visitor(nginx.port, X_Forwarded_For="203.0.113.10"), "bob") == 302


def test_the_front_tells_the_site_who_asks_and_believes_nobody_else(
    sites: tuple[Site, Site], nginx: Server, real_passwords: None
) -> None:
    """Ten failures a minute from one address: what an outsider writes before the proxy's own word changes nothing."""
    a_member("alice")
    statuses = [
        sign_in(
            Visitor(nginx.port, X_Forwarded_For=f"198.51.100.{number}, 203.0.113.77"),
            f"nobody{number}",
            "a guess",
        )
        for number in range(11)
    ]
    assert set(statuses) == {200}
    assert sign_in(Visitor(nginx.port, X_Forwarded_For="203.0.113.77"), "alice") != 302
    assert sign_in(Visitor(nginx.port, X_Forwarded_For="203.0.113.78"), "alice") == 302


def test_a_picture_uploaded_at_one_is_served_by_the_other_and_gone_from_all_when_replaced(
    sites: tuple[Site, Site], nginx: Server
) -> None:
    alice = a_member("alice")
    visitor = signed_in_at(sites[0].port, alice)
    first = upload(visitor, alice, side=200)
    for port in (sites[0].port, sites[1].port, nginx.port, nginx.port):
        answer = Visitor(port).ask(first)
        assert (answer.status, answer.header("Content-Type")) == (200, "image/webp")
        assert answer.body[8:12] == b"WEBP"
        assert "immutable" in answer.header("Cache-Control")
        assert "sandbox" in answer.header("Content-Security-Policy")
        assert answer.header("X-Content-Type-Options") == "nosniff"
    visitor.port = sites[1].port
    second = upload(visitor, alice, side=220)
    for port in (sites[0].port, sites[1].port, nginx.port):
        assert Visitor(port).ask(first).status == 404
        assert Visitor(port).ask(second).status == 200
    for path in ("/media/../secret-key", "/media/..%2fsecret-key", "/media/avatars/x.webp"):
        assert Visitor(nginx.port).ask(path).status in {400, 404}


def upload(visitor: Visitor, member: Member, *, side: int) -> str:
    """Through the form; returns the address of the picture."""
    picture = SimpleUploadedFile("me.png", a_picture(size=(side, side)), "image/png")
    answer = visitor.post(
        "/settings/", {"display_name": "", "avatar": picture, "time_zone": "UTC", "theme": "system"}
    )
    assert answer.status == 302, answer.text
    member.refresh_from_db()
    return member.avatar_src


def test_a_save_sent_to_both_at_once_is_one_entry(sites: tuple[Site, Site], nginx: Server) -> None:
    alice, her = a_member("alice"), a_film("Her", 2013)
    form = f"/film/{her.slug}/log/"
    visitor = signed_in_at(sites[0].port, alice)
    page = visitor.visit(form).text
    key, token = SAVE_KEY.search(page), TOKEN.search(page)
    assert key
    assert token
    facts = {"save_key": key[1], "watched_on": "2026-11-14", "text": "Once.", "audience": "everyone"}

    def save(site: Site) -> int:
        return Visitor(site.port, visitor.cookies).post(form, facts, token=token[1]).status

    assert at_once(*(lambda site=site: save(site) for site in (*sites, *sites))) == [302] * 4
    assert Entry.objects.count() == 1


def test_a_server_that_is_gone_is_left_out(sites: tuple[Site, Site], tmp_path: Path, nginx: Server) -> None:
    third = Site(Path(sites[0].environment["DATA_DIR"]), WORKERS="1")
    folder = tmp_path / "second"
    folder.mkdir()
    server = front(folder, [third, sites[0]])
    try:
        assert {Visitor(server.port).ask("/").status for _ in range(4)} == {200}
        third.end()
        assert {Visitor(server.port).ask("/").status for _ in range(6)} == {200}
    finally:
        server.end()
        third.end()
