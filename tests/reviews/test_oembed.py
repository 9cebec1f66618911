"""oEmbed: other sites ask how to show the review whose address somebody pasted."""

from __future__ import annotations

import html
import re

import pytest
from django.test import Client

from tests.factories import a_review, an_entry
from tests.reviews.worlds import MAY_READ, four_audiences

pytestmark = pytest.mark.django_db
HERE = "http://testserver"


def asked(url: str, **more: str):
    return Client().get("/oembed/", {"url": url, **more})


def test_a_review_comes_as_a_quotation_without_scripts_and_frames(alice, her):
    a_review(alice, her, "It *lasts* & <b>lasts</b>.", rating=9)

    answer = asked(f"{HERE}/@alice/film/her-2013/")

    assert answer["Content-Type"] == "application/json"
    said = answer.json()
    assert {name: said[name] for name in ("version", "type", "title", "author_name", "provider_name")} == {
        "version": "1.0",
        "type": "rich",
        "title": "A ★★★★½ review of Her (2013)",
        "author_name": "alice",
        "provider_name": "Houselights",
    }
    assert (said["width"], said["height"]) == (550, None)
    assert said["thumbnail_url"] == f"{HERE}/@alice/film/her-2013/share.png"
    assert set(re.findall(r"</?(\w+)", said["html"])) == {"blockquote", "p", "footer", "a", "cite"}
    assert "It lasts & lasts." in html.unescape(said["html"])


def test_a_later_entry_is_found_by_its_number_and_the_width_is_kept_to(alice, her):
    an_entry(alice, her)
    a_review(alice, her, "Again.")

    said = asked(f"{HERE}/@alice/film/her-2013/2/", maxwidth="320").json()

    assert ("Again." in said["html"], said["width"]) == (True, 320)


def test_what_gives_things_away_is_not_quoted(alice, her):
    a_review(alice, her, "She leaves with the others.", has_spoilers=True)

    said = asked(f"{HERE}/@alice/film/her-2013/").json()

    assert "This review gives things away." in said["html"]
    assert "She leaves" not in said["html"]


def test_what_not_everybody_may_read_is_not_there(alice, her):
    written, _ = four_audiences(alice, her)

    statuses = {entry.lead_html: asked(HERE + entry.url).status_code for entry in written}

    assert statuses == {
        f"<p>{words}</p>": 200 if words in MAY_READ["nobody"] else 404 for words in MAY_READ["alice"]
    }


@pytest.mark.parametrize(
    "url",
    [
        "http://elsewhere.example/@alice/film/her-2013/",
        "//testserver/@alice/film/her-2013/",
        f"{HERE}/film/her-2013/",
        f"{HERE}/@alice/",
        f"{HERE}/@bob/film/her-2013/",
        f"{HERE}/@alice/film/her-2013/9/",
        "http://[",
        "nonsense",
    ],
)
def test_other_addresses_are_not_there(alice, bob, her, url):
    a_review(alice, her)
    an_entry(bob, her)
    assert asked(f"{HERE}/@alice/film/her-2013/").status_code == 200

    assert asked(url).status_code == 404


def test_broken_questions_are_refused(alice, her):
    a_review(alice, her)

    assert Client().get("/oembed/").status_code == 400
    assert asked(f"{HERE}/@alice/film/her-2013/", maxwidth="wide").status_code == 400
    assert asked(f"{HERE}/@alice/film/her-2013/", format="xml").status_code == 501


def test_a_review_says_where_to_ask(alice, her):
    a_review(alice, her)
    page = Client().get("/@alice/film/her-2013/").content.decode()

    (address,) = re.findall(
        r'<link rel="alternate" type="application/json\+oembed"[^>]* href="([^"]+)"', page
    )

    assert Client().get(html.unescape(address).removeprefix(HERE)).json()["author_name"] == "alice"
