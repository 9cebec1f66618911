"""A real caching proxy in front of the real web server: nothing of one person reaches another."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from accounts.models import Member
from films.models import Film
from reviews.actions import likes, marks
from reviews.models import Entry
from social import actions as social
from social.models import Audience
from tests.config.fronts import (
    Answer,
    Server,
    Site,
    Visitor,
    front,
    list_static_files,
    needed,
    signed_in_at,
)
from tests.factories import a_film, a_member, a_review

PAGES = ("/", "/films/", "/film/her-2013/", "/film/her-2013/reviews/", "/@author/", "/@author/film/her-2013/")
SECRET = re.compile(r'(csrfmiddlewaretoken" value="|X-CSRFToken": "|name="save_key" value=")[\w-]+')
# The shipped file leaves out whoever sends a session cookie; here a cache that goes by the answers' headers alone.
BY_HEADERS_ALONE = {"proxy_cache $page_cache;": "proxy_cache pages;"}
ODD_REQUESTS: tuple[dict[str, str], ...] = (
    {"Accept_Encoding": "gzip"},
    {"Accept_Encoding": "br, gzip, deflate"},
    {"Range": "bytes=0-99"},
    {"If_None_Match": '"0123456789"'},
    {"If_Modified_Since": "Sat, 21 Nov 2026 08:00:00 GMT"},
    {"Cookie": "sessionid=a-session-that-has-ended-long-ago; theme=dark"},
    {"Cookie": "csrftoken=0123456789abcdef0123456789abcdef; seen=1"},
    {"HX_Request": "true", "HX_Target": "panel"},
    {"X_Forwarded_Host": "evil.example.org"},
    {"X_Forwarded_Proto": "https"},
    {"X_HTTP_Method_Override": "POST"},
    {"Accept_Language": "de"},
    {"Cache_Control": "no-cache"},
    {"Host": "films.example.org"},
    {"Authorization": "Basic YTpi"},
)


@dataclass
class Person:
    """A member with what only they may see, and all that the site gave to them alone."""

    member: Member
    secret: str
    visitor: Visitor
    given: set[str] = field(default_factory=set)

    @property
    def marks(self) -> set[str]:
        return {self.member.username, self.secret, *self.visitor.cookies.values(), *self.given}


@dataclass
class World:
    her: Film
    review: Entry
    people: list[Person]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    needed("nginx")
    folder = tmp_path_factory.mktemp("site")
    list_static_files(folder)
    return folder


@pytest.fixture(scope="module")
def keeping(folder: Path, django_db_setup: None) -> Iterator[Site]:
    """The site whose visitors' pages may be kept by shared caches for a minute."""
    site = Site(folder, SHARED_CACHE_SECONDS="60")
    yield site
    site.end()


@pytest.fixture(scope="module")
def ordinary(folder: Path, django_db_setup: None) -> Iterator[Site]:
    site = Site(folder)
    yield site
    site.end()


@pytest.fixture(params=["as shipped", "by headers alone"])
def cache(
    request: pytest.FixtureRequest, keeping: Site, tmp_path: Path, transactional_db: None
) -> Iterator[Server]:
    server = front(tmp_path, [keeping], changes=BY_HEADERS_ALONE if request.param != "as shipped" else {})
    yield server
    server.end()


@pytest.fixture
def simple_cache(keeping: Site, tmp_path: Path, transactional_db: None) -> Iterator[Server]:
    server = front(tmp_path, [keeping], changes=BY_HEADERS_ALONE)
    yield server
    server.end()


def a_world(port: int) -> World:
    """A film with a review by author, and six members whose every trace differs."""
    author, her = a_member("author"), a_film("Her", 2013, directed_by="Spike Jonze")
    review = a_review(author, her, "The city is the most beautiful lie in it.")
    people = []
    for number in range(6):
        mark = f"{random.getrandbits(48):012x}"
        member = a_member(f"member_{mark}")
        a_review(member, her, f"Nobody else reads {mark[::-1]}.", audience=Audience.ME)
        if number % 2:
            marks.like_film(her, by=member)
            likes.like_review(review, by=member)
        if number % 3 == 0:
            social.follow(author, by=member)
        people.append(Person(member, mark[::-1], signed_in_at(port, member)))
    return World(her, review, people)


def without_secrets(page: str) -> str:
    """Tokens differ at each request, by design."""
    return SECRET.sub(r"\1…", page)


def everything(answer: Answer) -> str:
    return "\n".join(
        [*(f"{name}: {value}" for name, value in answer.headers), answer.body.decode(errors="replace")]
    )


def is_for_members_alone(answer: Answer) -> bool:
    return "private" in answer.header("Cache-Control") or "no-store" in answer.header("Cache-Control")


def straight_from(site: Site, cache: Server, cookies: dict[str, str] | None = None) -> Visitor:
    """Past the cache, at the same address."""
    return Visitor(site.port, cookies, Host=f"127.0.0.1:{cache.port}")


def test_nothing_of_a_member_reaches_another_or_a_visitor(cache: Server, keeping: Site) -> None:
    world = a_world(cache.port)
    nobody, direct = Visitor(cache.port), straight_from(keeping, cache)
    expected = {path: direct.ask(path).text for path in PAGES}
    seen: list[tuple[Person | None, str, Answer]] = []

    def request(number: int) -> None:
        chance = random.Random(number)  # noqa: S311
        path = chance.choice(PAGES)
        person = chance.choice([None, None, *world.people])
        odd = chance.choice([{}, {}, *ODD_REQUESTS]) if person is None or number % 4 == 0 else {}
        if person and "Cookie" in odd:
            odd = {}
        method = chance.choice(["GET", "GET", "GET", "HEAD"])
        who = person.visitor if person else nobody
        seen.append((person, path, who.ask(path, method, **odd)))

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(request, range(240)))

    for person, path, answer in seen:
        text = everything(answer)
        own = person.marks if person else set()
        leaked = [mark for other in world.people for mark in other.marks - own if mark in text]
        assert leaked == [], (path, answer.headers)
        assert answer.status in {200, 206, 304, 416, 503}, path  # busy, on a slow machine
        if person is None:
            assert "Set-Cookie" not in dict(answer.headers) or answer.header("X-Cache-Status") != "HIT"
            assert SECRET.search(text) is None
        else:
            assert is_for_members_alone(answer), (path, answer.headers)
            assert answer.header("X-Cache-Status") in {"", "MISS", "BYPASS", "EXPIRED"}
    # It is a cache that was looked into, and the members' marks are there for those who may see them.
    assert any(answer.header("X-Cache-Status") == "HIT" for person, _, answer in seen if person is None)
    assert any(person and person.secret in answer.body.decode(errors="replace") for person, _, answer in seen)

    for path in PAGES:
        assert nobody.ask(path).text == expected[path], path
        for person in world.people:
            through = without_secrets(person.visitor.ask(path).text)
            straight = straight_from(keeping, cache, person.visitor.cookies).ask(path).text
            assert through == without_secrets(straight), path
            assert person.member.username in through


def test_a_cache_that_minds_no_header_would_be_caught(
    keeping: Site, tmp_path: Path, transactional_db: None
) -> None:
    careless = "proxy_cache pages; proxy_ignore_headers Cache-Control Expires Set-Cookie Vary; proxy_cache_valid 200 1m;"
    server = front(tmp_path, [keeping], changes={"proxy_cache $page_cache;": careless})
    try:
        person = a_world(server.port).people[0]
        person.visitor.ask("/film/her-2013/")
        page = Visitor(server.port).ask("/film/her-2013/").text
        assert {person.member.username, person.secret} <= person.marks
        assert person.member.username in page
        assert person.secret in page
    finally:
        server.end()


def test_a_visitors_second_request_is_answered_by_the_cache(cache: Server) -> None:
    a_world(cache.port)
    for path in PAGES:
        first, second = (Visitor(cache.port).ask(path) for _ in range(2))
        assert (first.header("X-Cache-Status"), second.header("X-Cache-Status")) == ("MISS", "HIT"), path
        assert second.body == first.body
        assert second.header("ETag") == first.header("ETag") != ""
        assert "s-maxage=60" in second.header("Cache-Control")
        assert {"Cookie", "Accept-Encoding"} <= set(re.split(r",\s*", second.header("Vary")))
        assert second.header("Set-Cookie") == ""
        part = Visitor(cache.port).ask(path, Range="bytes=0-14")
        assert part.body == first.body[:15] or part.body == first.body
        again = Visitor(cache.port).ask(path, If_None_Match=first.header("ETag"))
        assert (again.status, again.body) == (304, b"")
        head = Visitor(cache.port).ask(path, "HEAD")
        assert (head.status, head.body) == (200, b"")


def test_no_request_makes_the_cache_answer_the_next_visitor_otherwise(
    simple_cache: Server, keeping: Site
) -> None:
    a_world(simple_cache.port)
    nobody, direct = Visitor(simple_cache.port), straight_from(keeping, simple_cache)
    for number, odd in enumerate(ODD_REQUESTS):
        for page in (PAGES[number % 6], PAGES[(number + 3) % 6]):
            path = f"{page}?odd={number}"
            for method in ("HEAD", "GET"):
                Visitor(simple_cache.port).ask(path, method, **odd)
            after = nobody.ask(path)
            assert (after.status, after.text) == (200, direct.ask(path).text), (path, odd)
            assert after.header("Set-Cookie") == ""


def test_a_part_of_a_page_is_not_kept_as_the_page(simple_cache: Server) -> None:
    world = a_world(simple_cache.port)
    nobody, path = Visitor(simple_cache.port), f"/entries/{world.review.pk}/text/"
    assert [nobody.ask(path, HX_Request="true").status for _ in range(2)] == [200, 200]
    assert nobody.ask(path).status == 302
    assert nobody.ask(path, HX_Request="true").status == 200


def test_static_files_are_kept_too(simple_cache: Server) -> None:
    answers = [Visitor(simple_cache.port).ask("/static/favicon.svg") for _ in range(2)]
    assert [answer.status for answer in answers] == [200, 200]
    assert answers[1].header("X-Cache-Status") == "HIT"


def test_pages_with_a_form_to_sign_in_are_nobodys_to_keep(simple_cache: Server) -> None:
    for path in ("/accounts/login/", "/accounts/signup/"):
        one, two = (Visitor(simple_cache.port).visit(path) for _ in range(2))
        assert SECRET.search(one.text)
        assert "HIT" not in {one.header("X-Cache-Status"), two.header("X-Cache-Status")}
        assert SECRET.search(one.text)[0] != SECRET.search(two.text)[0]  # type: ignore[index]
        assert one.header("Set-Cookie") != two.header("Set-Cookie")


def test_unless_the_operator_says_so_nothing_is_kept_and_a_like_shows_at_once(
    ordinary: Site, tmp_path: Path, transactional_db: None
) -> None:
    server = front(tmp_path, [ordinary], changes=BY_HEADERS_ALONE)
    try:
        world = a_world(server.port)
        path = "/@author/film/her-2013/"
        before = [Visitor(server.port).ask(path) for _ in range(3)]
        likes.like_review(world.review, by=world.people[0].member)
        after = Visitor(server.port).ask(path)
        assert {answer.header("X-Cache-Status") for answer in before} == {"MISS"}
        assert len({answer.body for answer in before}) == 1
        assert after.body != before[0].body
        assert after.header("ETag") != before[0].header("ETag")
        assert [kept for kept in (tmp_path / "cache" / "pages").rglob("*") if kept.is_file()] == []
    finally:
        server.end()
