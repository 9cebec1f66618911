"""The page where everything is found, and its suggestions while one types."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from reviews.actions import likes
from social import actions as social
from social.models import Audience
from tests.factories import a_credit, a_film, a_member, a_person, a_review
from tests.films.pages import page_at, queries_of

pytestmark = pytest.mark.django_db
MOST_QUERIES, MOST_FOR_SUGGESTIONS = 7, 3
HOSTILE = [
    "'",
    '"',
    '"open',
    ":*",
    "a:*b",
    "a & b | !c",
    "<->",
    "((",
    "\\",
    "\\'",
    "%",
    "_",
    "%%%",
    "-",
    "-her",
    "or",
    "½",
    "🎬",
    "٣",
    "\u200b",
    "a\tb\nc",
    "her' OR '1'='1",
    "x" * 10_000,
    "é" * 3_000,
    "(" * 200,
    "a " * 100,
]


def search(query: str, client: Client | None = None, **words: str) -> str:
    return page_at("/search/", client, q=query, **words)


def test_all_kinds_are_found_at_once(alice):
    a_film("Marathon", 1999, directed_by="Mara Lind")
    a_member("marabou")
    a_review(alice, a_film("Other"), "I saw Mara in the rain.")
    page = search("mara")

    assert re.findall(r"<h2>(\w+)</h2>", page) == ["Films", "People", "Members", "Reviews"]
    assert 'href="/film/marathon-1999/"' in page
    assert "directed by Mara Lind" in page
    assert 'href="/person/mara-lind/"' in page
    assert "Director · 1 film" in page
    assert 'href="/@marabou/"' in page
    assert "I saw Mara in the rain." in page


@pytest.mark.parametrize(
    ("kind", "heading"), [("films", "Films"), ("people", "People"), ("members", "Members")]
)
def test_one_kind_can_be_asked_for(kind, heading):
    a_film("Marathon", 1999, directed_by="Mara Lind")
    a_member("marabou")

    assert re.findall(r"<h2>(\w+)</h2>", search("mara", kind=kind)) == [heading]


def test_a_kind_that_is_none_is_not_found():
    assert Client().get("/search/?q=a&kind=spells").status_code == 404


def test_nothing_asked_is_only_a_form():
    page = search("")

    assert 'role="search"' in page
    assert "Nothing found" not in page
    assert "<h2>" not in page


def test_nothing_found_is_said():
    assert "Nothing found" in search("xylophone")


def test_what_was_asked_stands_in_the_field_as_text():
    page = search('"><script>alert(1)</script>')

    assert "<script>alert" not in page
    assert "&quot;&gt;&lt;script&gt;" in page


@pytest.mark.parametrize("query", HOSTILE)
@pytest.mark.parametrize("words", [{}, {"as": "suggestions"}, {"kind": "reviews"}, {"kind": "members"}])
def test_no_query_breaks_the_page(her, alice, query, words):
    a_review(alice, her)

    assert Client().get("/search/", {"q": query, **words}).status_code == 200


def test_members_are_found_by_how_their_names_begin():
    a_member("xplodera", display_name="Ines Lind")

    for query in ("xplo", "XPLODERA", "@xplodera", "ines"):
        assert 'href="/@xplodera/"' in search(query, kind="members")
    assert 'href="/@xplodera/"' not in search("lodera", kind="members")


def test_members_most_followed_stand_first(alice, bob):
    a_member("alicia")
    page = search("ali", kind="members")

    assert page.index('href="/@alice/"') < page.index('href="/@alicia/"')


def test_members_do_not_find_each_other_across_a_block(alice, mallory, signed_in):
    assert 'class="result__title" href="/@alice/"' not in search("alice", signed_in(mallory))
    assert 'class="result__title" href="/@mallory/"' not in search("mallory", signed_in(alice))
    assert 'class="result__title" href="/@alice/"' in search("alice")


def test_members_who_left_are_not_found():
    a_member("goner", is_active=False)

    assert 'href="/@goner/"' not in search("goner")


def test_reviews_are_found_by_all_of_their_words(her, alice, carol):
    a_review(alice, her, "The train window is the best frame.")
    a_review(carol, a_film("Other"), "The train is late.")
    page = search("frame train", kind="reviews")

    assert "The train window is the best frame." in page
    assert "The train is late." not in page


def test_small_words_count_in_reviews(her, alice):
    a_review(alice, her, "It is what it is.")

    assert "It is what it is." in search("it", kind="reviews")
    assert "It is what it is." not in search("the it", kind="reviews")


def test_the_best_liked_review_stands_first(her, alice, bob, carol):
    liked = a_review(alice, her, "Train number one.")
    a_review(carol, her, "Train number two.")
    likes.like_review(liked, by=bob)
    page = search("train", kind="reviews")

    assert page.index("Train number one.") < page.index("Train number two.")


def test_only_readable_reviews_are_found(her, alice, bob, mallory, signed_in):
    a_review(alice, her, "Train for everyone.")
    a_review(alice, her, "Train for followers.", audience=Audience.FOLLOWERS)
    a_review(alice, her, "Train for herself.", audience=Audience.ME)

    def found(client=None):
        page = search("train", client, kind="reviews")
        return [words for words in ("for everyone", "for followers", "for herself") if words in page]

    assert found() == ["for everyone"]
    assert found(signed_in(bob)) == ["for everyone", "for followers"]
    assert found(signed_in(alice)) == ["for everyone", "for followers", "for herself"]
    assert found(signed_in(mallory)) == []


def test_spoilers_stay_covered(her, alice):
    a_review(alice, her, "The train was a dream.", has_spoilers=True)

    assert '<details class="spoiler">' in search("train", kind="reviews")


def test_the_page_costs_the_same_few_queries_whatever_is_found(her, alice, bob, signed_in):
    def find(count):
        for _ in range(count):
            member = a_member()
            social.follow(member, by=alice)
            film = a_film("Mara and the member", directed_by="")
            a_credit(film, a_person(f"Member Mara {member.pk}"))
            a_review(member, film, "A member of mara.")

    find(1)
    few = queries_of(signed_in(alice), "/search/", q="member"), queries_of(Client(), "/search/", q="member")
    find(30)

    assert (
        queries_of(signed_in(alice), "/search/", q="member"),
        queries_of(Client(), "/search/", q="member"),
    ) == few
    assert max(few) <= MOST_QUERIES
    assert queries_of(signed_in(alice), "/search/", q="membre marra") <= MOST_QUERIES


def test_a_visitor_gets_no_cookie(her):
    response = Client().get("/search/", {"q": "her"})

    assert not response.cookies
    assert not response.wsgi_request.session.accessed


def test_suggestions_are_films_and_people_and_nothing_else(her):
    page = search("he", **{"as": "suggestions"})

    assert page.startswith(
        '<div class="suggestion" role="option" data-url="/film/her-2013/" data-value="her-2013" data-label="Her (2013)">'
    )
    assert f'<img class="suggestion__picture" src="{her.poster_src}" width="28" height="42" alt="">' in page
    assert (
        '<b>Her</b> <span class="year">2013</span><span class="suggestion__line">Spike Jonze</span>' in page
    )
    assert "<html" not in page

    people = search("spike", **{"as": "suggestions"})
    assert '<p class="suggestions__group" role="presentation">People</p>' in people
    assert 'data-url="/person/spike-jonze/"' in people


def test_suggestions_for_logging_lead_to_the_log_and_are_films_alone(her):
    page = search("her", **{"as": "suggestions", "for": "log"})

    assert 'data-url="/film/her-2013/log/"' in page
    assert "People" not in search("spike", **{"as": "suggestions", "for": "log"})
    assert "People" not in search("spike", **{"as": "suggestions", "kind": "films"})


def test_no_suggestion_is_an_empty_answer():
    assert search("", **{"as": "suggestions"}) == ""
    assert search("xylophone", **{"as": "suggestions"}) == ""


def test_suggestions_cost_few_queries_whoever_asks(her, alice, signed_in):
    for query in ("h", "her", "hre", "spike jonze", "xylophone"):
        for client in (Client(), signed_in(alice)):
            # The member's session and time zone are asked for on every page of theirs.
            allowed = MOST_FOR_SUGGESTIONS + (0 if client.cookies == {} else 1)
            assert queries_of(client, "/search/", q=query, **{"as": "suggestions"}) <= allowed


def test_what_titles_hold_is_text_in_suggestions():
    a_film('<b>"Bold"</b>', 1999)

    assert "<b>&quot;" not in search("bold", **{"as": "suggestions"}).replace("<b>&lt;", "")
    assert 'data-label="&lt;b&gt;&quot;Bold&quot;&lt;/b&gt; (1999)"' in search(
        "bold", **{"as": "suggestions"}
    )
