"""Pages travel compressed to browsers that can read them so, and their length tells nothing."""

from __future__ import annotations

import gzip

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from web.compression import MOST_PADDING, CompressPages, accepts_gzip

PAGE = b"<p>The train window is the best frame in it.</p>" * 20
requests = RequestFactory()


def answer(page: HttpResponse, accepted: str = "gzip, br") -> HttpResponse:
    return CompressPages(lambda request: page)(requests.get("/", headers={"Accept-Encoding": accepted}))


def test_a_page_arrives_as_it_was_written():
    response = answer(HttpResponse(PAGE, headers={"ETag": '"page"'}))

    assert response["Content-Encoding"] == "gzip"
    assert gzip.decompress(response.content) == PAGE
    assert response["Content-Length"] == str(len(response.content))
    assert (response["Vary"], response["ETag"]) == ("Accept-Encoding", 'W/"page"')


def test_the_same_page_has_many_lengths():
    lengths = {len(answer(HttpResponse(PAGE)).content) for _ in range(50)}

    assert len(lengths) > 10
    assert max(lengths) - min(lengths) < MOST_PADDING


def test_browsers_that_cannot_read_it_get_it_plain_and_caches_are_told():
    response = answer(HttpResponse(PAGE), accepted="identity")

    assert response.content == PAGE
    assert response["Vary"] == "Accept-Encoding"


@pytest.mark.parametrize(
    "page",
    [
        HttpResponse(b"short"),
        HttpResponse(PAGE, content_type="image/webp"),
        HttpResponse(PAGE, headers={"Content-Encoding": "br"}),
    ],
)
def test_what_is_short_or_compressed_already_is_left_alone(page):
    before = page.content

    assert answer(page).content == before
    assert "Vary" not in page


@pytest.mark.parametrize(
    ("said", "is_accepted"),
    [
        ("gzip", True),
        ("br, gzip;q=0.5", True),
        ("gzip;q=0", False),
        ("gzip; q=0.0, br", False),
        ("br", False),
    ],
)
def test_a_quality_of_nought_is_a_refusal(rf, said, is_accepted):
    assert accepts_gzip(rf.get("/", HTTP_ACCEPT_ENCODING=said)) == is_accepted
