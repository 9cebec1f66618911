"""The page of an entry: its words, its dates, what its author liked; changing it and taking it back."""

from __future__ import annotations

import datetime

import pytest
from django.test import Client

from reviews.actions import entries, likes, marks
from reviews.models import Entry, Mark, ReviewLike
from tests.factories import a_film, a_member, a_review, an_entry
from tests.reviews.worlds import HTMX

HER = "/@alice/film/her-2013/"
LONG = "\n\n".join(
    f"Paragraph {number}. " + "Nobody is looking across the train. " * 9 for number in range(6)
)


def page_of(address: str, client: Client | None = None) -> str:
    return " ".join((client or Client()).get(address).content.decode().split())


def test_the_text_stands_in_full_with_stars_tags_and_first_viewing(alice, her):
    a_review(alice, her, LONG, rating=9, tags=["los angeles"], liked=True)

    page = page_of(HER)

    assert "Paragraph 0." in page
    assert "Paragraph 5." in page
    assert "4.5 out of 5 stars" in page
    assert "first viewing" in page
    assert "los angeles" in page
    assert "Liked the film" in page


def test_the_parts_of_the_date_lead_into_the_diary(alice, her):
    a_review(alice, her, watched_on=datetime.date(2026, 11, 14))

    page = page_of(HER)

    for query, words in [
        ("year=2026&amp;month=11&amp;day=14", "14"),
        ("year=2026&amp;month=11", "Nov"),
        ("year=2026", "2026"),
    ]:
        assert f'href="/@alice/diary/?{query}">{words}</a>' in page


def test_an_entry_without_text_has_a_page_too(alice, her):
    an_entry(alice, her, is_rewatch=True)

    page = page_of(HER)

    assert "Diary entry by" in page
    assert "rewatch" in page
    assert "like__" not in page


def test_a_review_without_a_date_says_when_it_was_added(alice, her):
    a_review(alice, her, watched_on=None)

    assert "Added <time" in page_of(HER)


def test_the_authors_other_entries_on_the_film_are_linked(alice, her):
    a_review(alice, her, watched_on=datetime.date(2020, 5, 3))
    a_review(alice, her, watched_on=datetime.date(2026, 11, 14), is_rewatch=True)

    assert f'href="{HER}2/">Rewatched 14 Nov 2026</a>' in page_of(HER)
    assert f'href="{HER}">Watched 3 May 2020</a>' in page_of(f"{HER}2/")


def test_the_first_number_is_said_by_none(alice, her):
    a_review(alice, her)

    response = Client().get(f"{HER}1/")

    assert (response.status_code, response["Location"]) == (301, HER)


def test_the_address_without_a_number_leads_to_the_first_entry_that_stands(alice, her):
    first, second = a_review(alice, her), a_review(alice, her)
    entries.delete_entry(first)

    assert Client().get(HER)["Location"] == second.url
    entries.delete_entry(second)
    assert Client().get(HER).status_code == 404


def test_another_spelling_of_the_name_leads_to_the_entry(alice, her):
    a_review(alice, her)

    assert Client().get("/@ALICE/film/her-2013/")["Location"] == HER


def test_the_reviews_the_author_liked_stand_under_the_text_newest_like_first(alice, bob, carol, her):
    a_review(alice, her)
    for author, words in ((bob, "Words by bob"), (carol, "Words by carol")):
        likes.like_review(a_review(author, her, words), by=alice)
    likes.like_review(a_review(bob, a_film(), "Words on another film"), by=alice)
    likes.like_review(a_review(bob, her, "Liked by carol alone"), by=carol)

    block = page_of(HER).partition("alice liked these reviews")[2].partition("</section>")[0]

    assert block.index("Words by carol") < block.index("Words by bob")
    assert "Words on another film" not in block
    assert "Liked by carol alone" not in block
    assert "All the reviews of" not in block


def test_a_review_liked_by_many_stands_there_once(alice, bob, carol, her):
    a_review(alice, her)
    review = a_review(bob, her, "Words by bob")
    for member in (alice, carol, a_member(), a_member()):
        likes.like_review(review, by=member)

    assert page_of(HER).count("Words by bob") == 1
    assert page_of(f"{HER}likes/reviews/").count("Words by bob") == 1
    assert page_of("/@alice/likes/reviews/").count("Words by bob") == 1


def test_without_likes_there_is_no_such_block(alice, her):
    a_review(alice, her)

    assert "liked these reviews" not in page_of(HER)


def test_four_liked_reviews_are_shown_and_then_all_of_them_linked(alice, her):
    a_review(alice, her)
    for number in range(5):
        likes.like_review(a_review(a_member(), her, f"Words {number}"), by=alice)

    page, all_of_them = page_of(HER), page_of(f"{HER}likes/reviews/")

    assert [number for number in range(5) if f"Words {number}" in page] == [1, 2, 3, 4]
    assert f'href="{HER}likes/reviews/"' in page
    assert all(f"Words {number}" in all_of_them for number in range(5))


def test_a_block_between_the_author_and_a_writer_ends_the_showing(alice, carol, mallory, her):
    from social import actions as social

    a_review(alice, her)
    likes.like_review(a_review(carol, her, "Words by carol"), by=alice)
    social.block(carol, by=alice)

    assert "Words by carol" not in page_of(HER)


def test_people_you_follow_who_liked_it_are_shown_to_you_alone(alice, bob, carol, her, signed_in):
    from social import actions as social

    review = a_review(alice, her)
    social.follow(carol, by=bob)
    likes.like_review(review, by=carol)

    assert "Liked by people you follow" in page_of(HER, signed_in(bob))
    assert "Liked by people you follow" not in page_of(HER)


def test_the_authors_latest_entries_on_other_films_are_in_the_margin(alice, her):
    a_review(alice, her)
    other = a_film("Paterson", 2016)
    an_entry(alice, other)
    again = an_entry(alice, other)

    assert f'href="{again.url}"' in page_of(HER).partition("Also by alice")[2]


def test_spoilers_are_covered_until_the_viewer_has_watched_the_film(alice, bob, her, signed_in):
    review = a_review(alice, her, "The ship sinks.", has_spoilers=True)
    covered = 'class="spoiler"'

    assert covered in page_of(HER)
    assert covered in page_of("/film/her-2013/reviews/")
    assert covered in page_of(HER, signed_in(bob))
    assert covered not in page_of(HER, signed_in(alice))
    marks.watch(her, by=bob)
    assert covered not in page_of(HER, signed_in(bob))
    assert covered not in page_of("/film/her-2013/reviews/", signed_in(bob))
    assert "The ship sinks." not in page_of(HER).partition("<title>")[2].partition("</head>")[0]
    assert review.has_spoilers


def test_cards_show_the_first_lines_and_fetch_the_rest(alice, her):
    review = a_review(alice, her, LONG)

    card = page_of("/film/her-2013/reviews/")
    rest = Client().get(f"/entries/{review.pk}/text/", headers=HTMX).content.decode()

    assert "Paragraph 5." not in card
    assert f'data-hx-get="/entries/{review.pk}/text/"' in card
    assert "Paragraph 5." in rest
    assert "<html" not in rest


def test_without_scripts_the_rest_is_the_page(alice, her):
    review = a_review(alice, her, LONG)

    assert Client().get(f"/entries/{review.pk}/text/")["Location"] == review.url


def test_a_page_says_that_the_draft_was_saved_to_its_author_alone(alice, bob, her, signed_in):
    entry = a_review(alice, her)

    page = page_of(HER, signed_in(alice))

    assert f'<draft-saved key="m{alice.pk}-film-{her.pk}-new">' in page
    assert f'<draft-saved key="m{alice.pk}-entry-{entry.pk}">' in page
    assert "draft-saved" not in page_of(HER, signed_in(bob))
    assert f'key="m{alice.pk}-film-{her.pk}-new"' in page_of("/film/her-2013/log/", signed_in(alice))
    assert f'key="m{alice.pk}-entry-{entry.pk}"' in page_of(f"/entries/{entry.pk}/edit/", signed_in(alice))


def test_editing_starts_with_what_stands_and_changes_it(alice, her, signed_in):
    entry = a_review(alice, her, "As *it* was.", rating=9, tags=["one", "two"], liked=True)
    client = signed_in(alice)

    form = client.get(f"/entries/{entry.pk}/edit/").context["form"]
    assert [form[name].value() for name in ("text", "rating", "tags", "liked")] == [
        "As *it* was.",
        9,
        "one, two",
        True,
    ]
    response = client.post(
        f"/entries/{entry.pk}/edit/", {"watched_on": "", "text": "As it is.", "audience": "me"}
    )

    entry.refresh_from_db()
    assert response["Location"] == HER
    assert (entry.text, entry.watched_on, entry.rating, entry.tags, entry.audience) == (
        "As it is.",
        None,
        None,
        [],
        "me",
    )
    assert not Mark.objects.get(member=alice).is_liked


def test_a_refused_change_changes_nothing_and_loses_nothing(alice, her, signed_in):
    entry = a_review(alice, her, "As it was.")

    response = signed_in(alice).post(
        f"/entries/{entry.pk}/edit/", {"text": "New words", "rating": "11", "audience": "me"}
    )

    entry.refresh_from_db()
    assert response.status_code == 422
    assert "New words</textarea>" in response.content.decode()
    assert entry.text == "As it was."


def test_deleting_asks_first_and_says_for_how_long_it_can_be_restored(alice, bob, her, signed_in):
    entry = a_review(alice, her)
    likes.like_review(entry, by=bob)
    client = signed_in(alice)

    page = page_of(f"/entries/{entry.pk}/delete/", client)
    assert "with its text and 1 like by others. For 30 days you can" in page
    assert Entry.objects.exists()
    response = client.post(f"/entries/{entry.pk}/delete/")

    assert response["Location"] == "/film/her-2013/"
    assert Entry.objects.get().is_deleted
    assert ReviewLike.objects.exists()
    assert Mark.objects.get(member=alice).is_watched


@pytest.mark.parametrize("act", ["edit", "delete"])
def test_visitors_sign_in_and_come_back_to_the_form(alice, her, act):
    entry = a_review(alice, her)
    address = f"/entries/{entry.pk}/{act}/"

    for response in (Client().get(address), Client().post(address)):
        assert response["Location"] == f"/accounts/login/?next={address.replace('/', '%2F')}"
    assert Entry.objects.exists()
