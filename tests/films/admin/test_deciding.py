"""Publishing, retiring, and deleting only what nobody has recorded."""

from __future__ import annotations

from films.models import Film
from reviews.actions import marks
from reviews.actions.favourites import set_favourites
from tests.factories import a_film
from tests.films.admin.desk import FILMS, act, change_page, messages


def test_films_are_retired_and_published(curator, her):
    assert messages(act(curator, "retire", her)) == ["1 film retired."]
    assert Film.objects.get().is_retired

    assert messages(act(curator, "publish", her, a_film())) == ["2 films published."]
    assert set(Film.objects.values_list("state", flat=True)) == {"published"}


def test_a_film_nobody_recorded_anything_for_is_deleted(curator, her):
    act(curator, "delete_selected", her, post="yes")

    assert Film.objects.count() == 0


def test_a_film_with_a_mark_is_not_deleted(curator, her, alice):
    marks.add_to_watchlist(her, by=alice)

    words = ["Members have recorded something for Her (2013). Such a film can be retired, not deleted."]
    assert messages(act(curator, "delete_selected", her, a_film(), post="yes")) == words
    assert messages(curator.post(f"{FILMS}{her.pk}/delete/", {"post": "yes"}, follow=True)) == words
    assert "deletelink" not in curator.get(change_page(her)).content.decode()
    assert Film.objects.count() == 2


def test_a_favourite_film_is_not_deleted(curator, her, alice):
    set_favourites(alice, [her])

    curator.post(f"{FILMS}{her.pk}/delete/", {"post": "yes"})

    assert Film.objects.count() == 1


def test_a_film_recorded_while_the_curator_confirms_is_not_deleted(curator, her, alice, monkeypatch):
    monkeypatch.setattr("films.admin.films.FilmAdmin.has_delete_permission", lambda *args: True)
    marks.watch(her, by=alice)

    answer = curator.post(f"{FILMS}{her.pk}/delete/", {"post": "yes"}, follow=True)

    assert "can be retired, not deleted" in messages(answer)[0]
    assert Film.objects.count() == 1
