"""Drawn pictures when many are asked for at once: the same is drawn once, and the site goes on."""

from __future__ import annotations

from django.test import Client

from reviews.pictures import canvas
from tests.factories import a_review


def test_the_same_picture_is_drawn_once(alice, her, monkeypatch):
    address, drawn = f"{a_review(alice, her).url}share.png", []
    monkeypatch.setattr(canvas, "kept", {})
    monkeypatch.setattr(canvas.Picture, "drawn", lambda picture: drawn.append(picture) or b"png")

    assert [Client().get(address).content for _ in range(3)] == [b"png"] * 3

    assert len(drawn) == 1


def test_who_asks_while_too_many_are_drawn_is_told_to_ask_again(alice, her, monkeypatch):
    address = f"{a_review(alice, her).url}share.png"
    monkeypatch.setattr(canvas, "kept", {})
    monkeypatch.setattr(canvas.Picture, "drawn", lambda picture: b"png")
    places = 0
    while canvas.PLACES.acquire(blocking=False):
        places += 1

    response = Client().get(address)
    for _ in range(places):
        canvas.PLACES.release()

    assert (response.status_code, response["Retry-After"]) == (503, "5")
    assert Client().get(address).status_code == 200
