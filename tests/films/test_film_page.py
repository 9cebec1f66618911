"""The page of one film."""

from __future__ import annotations

import datetime

import pytest
from django.test import Client

from films.actions.films import retire_film, settle_film
from films.models import AlternativeTitle, Film, Role
from reviews.actions import likes, marks
from social import actions as social
from tests.factories import a_credit, a_film, a_member, a_person, a_review
from tests.films.pages import page_of, queries_of

MOST_FOR_VISITORS, MOST_FOR_MEMBERS = 8, 12


def change(film: Film, **facts: object) -> None:
    Film.objects.filter(pk=film.pk).update(**facts)


def fill(film: Film, reader, count: int) -> None:
    """So many rows more of everything the page shows; the reader follows all who wrote."""
    for number in range(count):
        member = a_member()
        social.follow(member, by=reader)
        review = a_review(
            member,
            film,
            f"Review {number}.",
            rating=number % 10 + 1,
            liked=True,
            has_spoilers=number % 2 == 0,
        )
        likes.like_review(review, by=reader)
        AlternativeTitle.objects.create(film=film, title=f"Other title {member.pk}")
        for role in Role:
            a_credit(
                film,
                a_person(f"{role.label} of {member.username}"),
                role=role,
                billing=number,
                character="Somebody",
            )
        a_credit(a_film(), film.credits.filter(role=Role.DIRECTOR).first().person, role=Role.DIRECTOR)


@pytest.mark.parametrize("tab", ["popular", "recent"])
def test_a_visitor_costs_the_same_few_queries_whatever_there_is_to_show(her, bob, tab):
    fill(her, bob, 1)
    few = queries_of(Client(), her.url, reviews=tab)
    fill(her, bob, 29)

    assert queries_of(Client(), her.url, reviews=tab) == few <= MOST_FOR_VISITORS


@pytest.mark.parametrize("tab", ["popular", "recent", "following"])
def test_a_member_costs_the_same_few_queries_whatever_there_is_to_show(her, bob, signed_in, tab):
    fill(her, bob, 1)
    marks.rate(her, rating=8, by=bob)
    few = queries_of(signed_in(bob), her.url, reviews=tab)
    fill(her, bob, 29)

    assert queries_of(signed_in(bob), her.url, reviews=tab) == few <= MOST_FOR_MEMBERS


def test_a_visitor_gets_no_cookie(her):
    response = Client().get(her.url)

    assert not response.cookies
    assert not response.wsgi_request.session.accessed


def test_the_page_says_what_the_film_is(her):
    change(
        her,
        runtime=126,
        tagline="A letter writer and the voice in his ear.",
        synopsis="A man who writes other people’s letters.",
        original_title="Elle",
        released_on=datetime.date(2013, 12, 18),
    )
    page = page_of(her)

    assert '<h1 class="film__title">Her</h1>' in page
    assert (
        '<a href="/films/?year=2013">2013</a> · directed by <a href="/person/spike-jonze/">Spike Jonze</a>'
        in page
    )
    assert "126 min" in page
    assert "A letter writer and the voice in his ear." in page
    assert "A man who writes other people’s letters." in page
    assert "<bdi>Elle</bdi>" in page
    assert '<time datetime="2013-12-18">18 December 2013</time>' in page


def test_words_lead_to_the_films_that_share_them(her):
    change(her, genres=["science-fiction"], countries=["US", "SU"], languages=["en", "zxx"])
    page = page_of(her)

    assert '<a href="/films/?genre=science-fiction">Science fiction</a>' in page
    assert (
        '<a href="/films/?country=US">United States</a>, <a href="/films/?country=SU">Soviet Union</a>'
        in page
    )
    assert 'in <a href="/films/?language=en">English</a> · without spoken words' in page


def test_the_cast_stands_in_billing_order_with_characters(her):
    for billing, (name, character) in enumerate(
        [("Joaquin Phoenix", "Theodore"), ("Scarlett Johansson", "Samantha"), ("Amy Adams", "")], start=1
    ):
        a_credit(her, a_person(name), character=character, billing=billing)
    page = page_of(her)

    assert (
        '<a href="/person/joaquin-phoenix/">Joaquin Phoenix</a> <span class="muted">as Theodore</span>, '
        '<a href="/person/scarlett-johansson/">Scarlett Johansson</a> <span class="muted">as Samantha</span>, '
        '<a href="/person/amy-adams/">Amy Adams</a>'
    ) in page
    assert "<details>" not in page


def test_a_long_cast_is_there_but_folded_away(her):
    for billing in range(1, 12):
        a_credit(her, a_person(f"Actor {billing}"), billing=billing)
    shown, folded = page_of(her).split("<details><summary>+ 7 more</summary>")

    assert "Actor 4<" in shown
    assert "Actor 5<" in folded
    assert "Actor 11<" in folded


def test_the_crew_stands_by_what_they_did(her):
    a_credit(her, a_person("Hoyte van Hoytema"), role=Role.PHOTOGRAPHY)
    a_credit(her, a_person("Jeff Buchanan"), role=Role.EDITING, billing=1)
    a_credit(her, a_person("Eric Zumbrunnen"), role=Role.EDITING, billing=2)
    page = page_of(her)

    assert 'Hoyte van Hoytema</a>, <span class="muted">photography</span>' in page
    assert (
        'Jeff Buchanan</a>, <a href="/person/eric-zumbrunnen/">Eric Zumbrunnen</a>, <span class="muted">editing</span>'
    ) in page


def test_pages_elsewhere_are_linked_where_they_are_known(her):
    assert "Elsewhere" not in page_of(her)
    change(her, imdb_id="tt1798709", tmdb_id="152601", wikidata_id="Q788822", letterboxd_id="her")
    page = page_of(her)

    for address in (
        "https://www.imdb.com/title/tt1798709/",
        "https://www.themoviedb.org/movie/152601",
        "https://www.wikidata.org/wiki/Q788822",
        "https://letterboxd.com/film/her/",
    ):
        assert f'<a href="{address}" rel="external noopener">' in page


def test_what_titles_and_names_hold_is_text(db):
    film = a_film(
        "<b>Bold</b>", 1999, directed_by="<i>Italic</i>", synopsis="<script>1</script>", tagline="\"'<"
    )

    assert "<b>Bold" not in page_of(film)
    assert "<i>Italic" not in page_of(film)
    assert "<script>1" not in page_of(film)


def test_a_film_of_which_only_the_title_is_known_has_a_page(db):
    assert "Untold" in page_of(a_film("Untold", None))


def test_a_retired_film_says_so_and_stays_readable(her, alice, signed_in):
    a_review(alice, her, "Words that stay.")
    retire_film(her)

    for client in (Client(), signed_in(alice)):
        page = page_of(her, client)
        assert "no longer on offer" in page
        assert "Words that stay." in page
        assert "/film/her-2013/log/" not in page
    assert "/film/her-2013/forget/" in page_of(her, signed_in(alice))


def test_an_adult_film_has_its_page_with_a_note(her):
    assert "adult film" not in page_of(her)
    change(her, is_adult=True)

    assert "An adult film: kept out of browsing and search." in page_of(her)


def test_a_provisional_film_says_so(her):
    change(her, state="provisional")

    assert "a curator has not looked at it yet" in page_of(her)


def test_a_backdrop_is_cut_where_its_subject_is(her):
    assert "backdrop" not in page_of(her)
    change(her, backdrop="0" * 32, backdrop_focus=37)

    assert 'class="backdrop__picture focus-7"' in page_of(her)
    for percentage, place in ((0, 0), (100, 20)):
        change(her, backdrop_focus=percentage)
        assert f'focus-{place}"' in page_of(her)


@pytest.mark.parametrize("rest", ["", "reviews/", "members/", "ratings/8/"])
def test_former_addresses_lead_on(her, rest):
    change(her, slug="her")
    her.refresh_from_db()
    settle_film(her, former_slug="her-2013")
    response = Client().get(f"/film/her-2013/{rest}")

    assert (response.status_code, response["Location"]) == (301, f"/film/her/{rest}")


def test_former_addresses_of_entries_lead_on_too(her, alice):
    a_review(alice, her)
    change(her, slug="her")
    her.refresh_from_db()
    settle_film(her, former_slug="her-2013")

    assert Client().get("/@alice/film/her-2013/")["Location"] == "/@alice/film/her/"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address", ["/film/nothing-1900/", "/film/HER/", "/film/-/", f"/film/{'a' * 300}/", "/film/%C3%A9/"]
)
def test_there_is_nothing_at_other_addresses(address):
    assert Client().get(address).status_code == 404
