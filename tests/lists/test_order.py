"""The order of the films in a list, and all ways to change it."""

from __future__ import annotations

import pytest

from lists.actions import ordering
from lists.actions.holding import NotTheirs
from lists.actions.items import add_films, remove_film
from lists.models import Item
from lists.queries.editing import A_PAGE, films_from, page_with, position_in
from reviews.actions import marks
from tests.factories import a_film, a_list, a_member
from tests.lists.test_actions import the_item

pytestmark = pytest.mark.django_db


@pytest.fixture
def letters(alice):
    """A list of alice's: A B C D E."""
    films = [
        a_film(letter, year) for letter, year in zip("ABCDE", (1950, 1990, 1930, 2010, 1970), strict=True)
    ]
    return a_list(alice, *films)


def order(list_) -> str:
    return "".join(Item.objects.of(list_).in_order().values_list("film__title", flat=True))


def at(list_, letter: str) -> Item:
    return Item.objects.select_related("list").get(list=list_, film__title=letter)


@pytest.mark.parametrize(
    ("letter", "position", "then"),
    [("E", 1, "EABCD"), ("A", 3, "BCADE"), ("D", 2, "ADBCE"), ("A", 99, "BCDEA"), ("C", 3, "ABCDE")],
)
def test_a_film_is_put_at_a_position(alice, letters, letter, position, then):
    ordering.move_to(at(letters, letter), position, by=alice)

    assert order(letters) == then
    assert position_in(letters, at(letters, letter)) == min(position, 5)


@pytest.mark.parametrize(
    ("letter", "steps", "then"),
    [("C", -1, "ACBDE"), ("C", 1, "ABDCE"), ("A", -1, "ABCDE"), ("E", 1, "ABCDE"), ("B", 3, "ACDEB")],
)
def test_a_film_is_moved_by_steps(alice, letters, letter, steps, then):
    ordering.move_by(at(letters, letter), steps, by=alice)

    assert order(letters) == then


def test_a_film_is_put_before_or_behind_another(alice, letters):
    ordering.move_before(at(letters, "E"), at(letters, "B"), by=alice)
    assert order(letters) == "AEBCD"
    ordering.move_before(at(letters, "D"), at(letters, "A"), by=alice)
    assert order(letters) == "DAEBC"
    ordering.move_after(at(letters, "D"), at(letters, "C"), by=alice)
    assert order(letters) == "AEBCD"
    ordering.move_after(at(letters, "D"), at(letters, "D"), by=alice)

    assert order(letters) == "AEBCD"


def test_a_film_is_not_put_beside_one_that_was_taken_out(alice, letters):
    gone = at(letters, "B")
    remove_film(gone, by=alice)

    with pytest.raises(ordering.FilmIsOut):
        ordering.move_before(at(letters, "E"), gone, by=alice)
    with pytest.raises(ordering.FilmIsOut):
        ordering.move_to(gone, 1, by=alice)

    assert order(letters) == "ACDE"


def test_a_hundred_moves_to_the_same_place_find_room(alice, letters):
    for number in range(100):
        ordering.move_to(at(letters, "DE"[number % 2]), 2, by=alice)

    assert order(letters) == "AEDBC"


@pytest.mark.parametrize(
    ("by", "then"),
    [
        ("name", "ABCDE"),
        ("newest", "DBEAC"),
        ("oldest", "CAEBD"),
        ("added", "ABCDE"),
        ("lately", "EDCBA"),
        ("reverse", "ABCDE"),
        ("rating", "BDECA"),
    ],
)
def test_all_films_are_ordered_anew(alice, letters, by, then):
    for letter in "ABCD":
        ordering.move_to(at(letters, letter), 1, by=alice)
    ordering.reorder(letters, "added", by=alice)
    ordering.reorder(letters, "lately", by=alice)
    marks.rate(at(letters, "B").film, rating=9, by=alice)
    marks.rate(at(letters, "D").film, rating=4, by=alice)
    assert order(letters) == "EDCBA"

    ordering.reorder(letters, by, by=alice)

    assert order(letters) == then


def test_the_weighted_average_orders_and_what_has_none_comes_last(alice, letters):
    for rating in (10, 10, 9):
        marks.rate(at(letters, "D").film, rating=rating, by=a_member())
    for rating in (2, 2, 2):
        marks.rate(at(letters, "B").film, rating=rating, by=a_member())

    ordering.reorder(letters, "average", by=alice)

    assert order(letters) == "DBACE"


def test_a_shuffle_loses_nothing_and_is_taken_back(alice, letters):
    ordering.reorder(letters, "shuffle", by=alice)
    shuffled = order(letters)
    add_films(letters, [a_film("F")], by=alice)

    ordering.give_back_order(letters, by=alice)

    assert sorted(shuffled) == list("ABCDE")
    assert order(letters) == "ABCDEF"
    ordering.give_back_order(letters, by=alice)
    assert order(letters) == f"{shuffled}F"


def test_only_who_keeps_the_list_orders_it(letters, carol):
    for act in (
        lambda: ordering.move_to(at(letters, "E"), 1, by=carol),
        lambda: ordering.reorder(letters, "name", by=carol),
        lambda: ordering.give_back_order(letters, by=carol),
    ):
        with pytest.raises(NotTheirs):
            act()


def test_the_editor_shows_the_page_that_a_position_is_on(alice, her):
    assert [page_with(position, 250) for position in (0, 1, 100, 101, 250, 999)] == [1, 1, 1, 101, 201, 201]
    own = a_list(alice, her)

    films = films_from(own, 7, 1)

    assert (films.first, films.last, films.previous, films.next) == (1, 1, 0, 0)
    assert films.rows[0].item == the_item(own, her)
    assert A_PAGE == 100
