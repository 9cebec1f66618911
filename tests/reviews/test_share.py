"""What links to our pages show elsewhere: cards, linked data, drawn pictures; and the page to share from."""

from __future__ import annotations

import io
import json
import re

import pytest
from django.test import Client
from PIL import Image

from accounts.models import Member
from films.actions.films import set_poster
from reviews.actions.entries import Viewing, edit_entry
from reviews.actions.favourites import set_favourites
from reviews.actions.marks import rate
from reviews.models import Entry
from reviews.pictures import picture_of_entry
from reviews.pictures.canvas import STAR
from reviews.pictures.lettering import drawable
from tests.factories import a_film, a_member, a_review, an_entry
from tests.reviews.worlds import MAY_READ, four_audiences

pytestmark = pytest.mark.django_db
DATA = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
META = re.compile(r'<meta (?:property|name)="((?:og|twitter):[^"]+)" content="([^"]*)">')
GIVES_AWAY = "This review gives things away."


def page(address: str) -> str:
    response = Client().get(address)
    assert response.status_code == 200
    return response.content.decode()


def linked_data(address: str) -> dict:
    (data,) = DATA.findall(page(address))
    return json.loads(data)


def card(address: str) -> dict[str, str]:
    return dict(META.findall(page(address)))


def words_on(entry: Entry) -> str:
    """All the words of the picture of an entry, with a blank between its lines."""
    shown = Entry.objects.select_related("author", "film").with_author_liked_film().get(pk=entry.pk)
    svg = re.sub(r"<clipPath.*?</clipPath>", "", picture_of_entry(shown).svg)
    return " ".join(re.findall(r"<text[^>]*>([^<]*)</text>", svg))


def picture_at(address: str, client: Client | None = None) -> Image.Image:
    response = (client or Client()).get(address)
    assert (response.status_code, response["Content-Type"]) == (200, "image/png")
    return Image.open(io.BytesIO(response.content))


def test_a_film_tells_programs_its_three_numbers(her):
    for number, rating in enumerate((10, 8, 7, 4)):
        member = a_member()
        if number < 2:
            a_review(member, her, f"Words {number}.", rating=rating)
        else:
            rate(her, rating=rating, by=member)
    movie = linked_data("/film/her-2013/")

    assert (movie["@type"], movie["name"], movie["url"]) == (
        "Movie",
        "Her",
        "http://testserver/film/her-2013/",
    )
    assert [person["name"] for person in movie["director"]] == ["Spike Jonze"]
    assert movie["aggregateRating"] == {
        "@type": "AggregateRating",
        "ratingValue": 3.56,  # (10 + 8 + 7 + 4 + 5 × 7) ÷ 9, halved
        "ratingCount": 4,
        "reviewCount": 2,
        "bestRating": 5.0,
        "worstRating": 0.5,
    }
    assert card("/film/her-2013/")["twitter:data2"] == "3.56 out of 5"


def test_a_film_without_a_published_average_claims_none(her, alice):
    rate(her, rating=9, by=alice)

    assert "aggregateRating" not in linked_data("/film/her-2013/")
    assert "twitter:label2" not in card("/film/her-2013/")


def test_a_review_tells_programs_who_wrote_what_about_which_film(alice, her):
    review = a_review(alice, her, "It *lasts*.", rating=9)

    said = linked_data(review.url)

    assert (said["@type"], said["reviewBody"]) == ("Review", "It lasts.")
    assert said["author"] == {"@type": "Person", "name": "alice", "url": "http://testserver/@alice/"}
    assert (said["itemReviewed"]["@type"], said["itemReviewed"]["name"]) == ("Movie", "Her")
    assert said["reviewRating"]["ratingValue"] == 4.5
    assert said["datePublished"] == review.created_at.date().isoformat()


def test_linked_data_cannot_end_its_own_block(alice, her):
    type(her).objects.filter(pk=her.pk).update(synopsis="A </script><script>alert(1)</script> <!-- & so on")
    review = a_review(alice, her, "Say </script> and <!-- twice.")

    assert (
        linked_data("/film/her-2013/")["description"] == "A </script><script>alert(1)</script> <!-- & so on"
    )
    assert linked_data(review.url)["reviewBody"] == "Say </script> and <!-- twice."
    for address in ("/film/her-2013/", review.url):
        scripts = re.findall(r"<script[^>]*>", page(address))
        assert [tag for tag in scripts if " src=" not in tag] == ['<script type="application/ld+json">']


def test_cards_say_what_a_link_leads_to(alice, her):
    review = a_review(alice, her, "It lasts.", rating=9)

    assert card(review.url) | {"og:image:alt": ""} == {
        "og:site_name": "Houselights",
        "og:type": "article",
        "og:title": "A ★★★★½ review of Her (2013) by alice",
        "og:description": "It lasts.",
        "og:url": "http://testserver/@alice/film/her-2013/",
        "og:image": "http://testserver/@alice/film/her-2013/share.png",
        "og:image:width": "1200",
        "og:image:height": "630",
        "og:image:alt": "",
        "twitter:card": "summary_large_image",
        "twitter:title": "A ★★★★½ review of Her (2013) by alice",
        "twitter:description": "It lasts.",
        "twitter:image": "http://testserver/@alice/film/her-2013/share.png",
    }
    assert card("/film/her-2013/")["og:image"] == "http://testserver/film/her-2013/share.png"
    assert card("/film/her-2013/")["twitter:data1"] == "Spike Jonze"
    assert card("/@alice/")["og:type"] == "profile"


def test_nothing_a_link_shows_gives_a_film_away(alice, her):
    review = a_review(alice, her, "Before. ||She leaves with the others.|| After.", rating=8)
    head = page(review.url).partition("<body")[0]
    assert "Before." in head
    assert "Before." in words_on(review)

    assert "She leaves" not in head + words_on(review) + page(f"{review.url}share/")

    edit_entry(review, Viewing(text="She leaves with the others.", rating=8, has_spoilers=True))
    head = page(review.url).partition("<body")[0]
    assert "She leaves" not in head + words_on(review) + page(f"{review.url}share/")
    assert GIVES_AWAY in head
    assert GIVES_AWAY in words_on(review)


def test_a_private_member_is_kept_from_search_engines_and_shows_no_card(alice, her):
    a_review(alice, her)
    assert card("/@alice/")
    assert "noindex" not in page("/@alice/")

    Member.objects.filter(pk=alice.pk).update(is_private=True)

    head = page("/@alice/").partition("<body")[0]
    assert '<meta name="robots" content="noindex">' in head
    assert "og:" not in head
    assert "application/rss+xml" not in head
    assert Client().get("/@alice/share.png").status_code == 404


def test_a_picture_is_of_the_size_that_cards_have(alice, her):
    a_review(alice, her, "It lasts.", rating=9)
    set_favourites(alice, [her])

    for address in ("/@alice/film/her-2013/share.png", "/@alice/share.png", "/film/her-2013/share.png"):
        assert picture_at(address).size == (1200, 630)


def test_a_picture_says_film_author_stars_and_first_words(alice, her):
    review = a_review(alice, her, "It *lasts* & lasts.", rating=9)

    words = words_on(review)

    for one in ("Her", "2013", "alice", "It lasts &amp; lasts.", "Houselights"):
        assert one in words


def test_a_picture_without_a_rating_has_no_stars_and_one_without_words_no_words(alice, her):
    seen = an_entry(alice, her)
    shown = Entry.objects.select_related("author", "film").with_author_liked_film().get(pk=seen.pk)

    assert STAR not in picture_of_entry(shown).svg
    assert "Seen by" in words_on(seen)


def test_an_uploaded_poster_is_on_the_picture(alice, her):
    a_review(alice, her)
    set_poster(her, Image.new("RGB", (400, 600), (0, 200, 0)))

    red, green, blue = picture_at("/film/her-2013/share.png").convert("RGB").getpixel((986, 300))

    assert green > 150 > max(red, blue)


@pytest.mark.parametrize("name", ["nobody", "alice", "bob", "mallory"])
@pytest.mark.parametrize("what", ["share.png", "share/"])
def test_only_what_everybody_may_read_can_be_shared(alice, bob, mallory, her, signed_in, name, what):
    written, _ = four_audiences(alice, her)
    member = {"alice": alice, "bob": bob, "mallory": mallory}.get(name)
    client = signed_in(member) if member else Client()

    statuses = {
        entry.lead_html: client.get(f"/@alice/film/her-2013/{entry.number}/{what}").status_code
        for entry in written
    }

    assert statuses == {
        f"<p>{words}</p>": 200 if words in MAY_READ["nobody"] else 404 for words in MAY_READ["alice"]
    }


def test_the_link_to_share_stands_under_what_everybody_may_read(alice, her, signed_in):
    written, _ = four_audiences(alice, her)
    pages = [signed_in(alice).get(entry.url).content.decode() for entry in written]

    assert [f'href="{entry.url}share/"' in shown for entry, shown in zip(written, pages, strict=True)] == [
        True, False, False, False,
    ]  # fmt: skip


def test_the_page_to_share_from_has_the_address_the_picture_and_the_html(alice, her):
    review = a_review(alice, her, "It lasts.", rating=9)

    shown = page(f"{review.url}share/")

    assert 'value="http://testserver/@alice/film/her-2013/"' in shown
    assert 'src="/@alice/film/her-2013/share.png"' in shown
    assert "&lt;blockquote cite=&quot;http://testserver/@alice/film/her-2013/&quot;&gt;" in shown


def test_who_has_the_picture_is_told_so_before_it_is_drawn(alice, her, monkeypatch):
    review = a_review(alice, her, "It lasts.")
    address = f"{review.url}share.png"
    first = Client().get(address)
    drawn = []
    monkeypatch.setattr("reviews.pictures.canvas.Picture.png", lambda picture: drawn.append(picture) or b"")

    assert Client().get(address, headers={"If-None-Match": first["ETag"]}).status_code == 304
    assert drawn == []

    edit_entry(review, Viewing(text="It lasts and lasts."))
    assert Client().get(address, headers={"If-None-Match": first["ETag"]}).status_code == 200
    assert len(drawn) == 1


def test_letters_that_the_font_lacks_never_become_boxes(alice):
    assert drawable("Зона — Ελλάδα — Ăn quả") == "Зона — Ελλάδα — Ăn quả"
    assert drawable("A film 🎬. About   love") == "A film. About love"
    assert drawable("花樣年華") == ""

    review = a_review(alice, a_film("花樣年華", 2000), "とても美しい。", rating=10)
    assert "花" not in words_on(review)
    assert "美" not in words_on(review)
