"""The comments under a review: what each viewer is shown of them, page by page."""

from __future__ import annotations

import datetime
from urllib.parse import unquote

import pytest
from django.test import Client
from django.utils import timezone

from reviews.actions import comments as actions
from reviews.actions import marks
from reviews.models import Comment
from reviews.queries import comments as reading
from social import actions as social
from social.actions.mutes import mute_member, mute_words
from social.models import DeletedBy
from tests.factories import a_comment, a_member, a_review, an_entry

HER = "/@alice/film/her-2013/"


@pytest.fixture
def review(alice, her):
    return a_review(alice, her)


def thread(client: Client, address: str = HER) -> str:
    page = " ".join(client.get(address).content.decode().split())
    return page.partition('<section class="comments"')[2].partition("</section>")[0]


def many(review, author, count: int) -> list[Comment]:
    start = timezone.now() - datetime.timedelta(days=2)
    return Comment.objects.bulk_create(
        Comment(
            entry=review,
            owner=review.author,
            author=author,
            text=f"Comment {number}.",
            text_html=f"<p>Comment {number}.</p>",
            created_at=start + datetime.timedelta(minutes=number // 2),  # two at a time
        )
        for number in range(count)
    )


def test_comments_stand_oldest_first_with_names_and_times(review, bob, carol, client):
    at = datetime.datetime(2026, 11, 14, 21, 4, tzinfo=datetime.UTC)
    second = a_comment(carol, review, "And *the coat*.", at=at + datetime.timedelta(hours=1))
    first = a_comment(bob, review, "The window.", at=at)

    shown = thread(client)

    assert shown.index("The window.") < shown.index("And <em>the coat</em>.")
    assert f'id="comment-{first.pk}"' in shown
    assert '<time datetime="2026-11-14T21:04+00:00">14 Nov 2026, 21:04</time>' in shown
    assert f'href="/comments/{second.pk}/"' in shown
    assert ">2 comments</h2>" in shown
    assert "edited" not in shown


def test_a_time_is_the_one_where_the_viewer_is(review, bob, signed_in):
    a_comment(bob, review, at=datetime.datetime(2026, 11, 14, 21, 4, tzinfo=datetime.UTC))
    bob.time_zone = "Asia/Tokyo"
    bob.save()

    assert "15 Nov 2026, 06:04" in thread(signed_in(bob))


def test_an_edited_comment_says_so(review, bob, client):
    actions.edit_comment(a_comment(bob, review), "The window, and the coat.", by=bob)

    assert "edited" in thread(client)


def test_visitors_are_asked_to_sign_in(review, client):
    shown = thread(client)

    assert f'href="/accounts/login/?next={HER}#comments"' in unquote(shown)
    assert "<form" not in shown
    assert "No comments yet" in shown


def test_where_one_cannot_comment_a_sentence_says_why(alice, bob, carol, review, signed_in):
    assert "<textarea" in thread(signed_in(bob))

    for comments_from, words in [
        ("nobody", "alice has closed the comments on this review."),
        ("followed", "Only people alice follows can comment on this review."),
    ]:
        type(review).objects.update(comments_from=comments_from)
        shown = thread(signed_in(bob))
        assert words in shown
        assert "<textarea" not in shown
        assert "<textarea" in thread(signed_in(alice))

    social.follow(carol, by=alice)
    assert "<textarea" in thread(signed_in(carol))


def test_who_is_suspended_reads_until_when(bob, review, signed_in):
    bob.suspended_until = timezone.now().replace(year=2199, month=3, day=4)
    bob.save()

    assert "suspended you from writing until 4 March 2199" in thread(signed_in(bob))


@pytest.mark.parametrize("deleted_by", DeletedBy)
def test_a_stub_says_by_whom_and_nothing_else(alice, bob, carol, review, signed_in, deleted_by):
    said = a_comment(bob, review, "Something sharp.")
    assert "Something sharp." in thread(signed_in(carol))

    Comment.objects.update(deleted_at=timezone.now(), deleted_by=deleted_by)

    for client in (Client(), signed_in(alice), signed_in(bob), signed_in(carol)):
        shown = thread(client)
        assert deleted_by.label in shown
        assert "Something sharp." not in shown
        assert "/@bob/" not in shown
        assert "No comments yet" in shown
        assert f'id="comment-{said.pk}"' in shown


def test_a_comment_by_somebody_one_blocked_is_folded_and_by_who_blocked_one_is_shut(
    alice, bob, carol, review, signed_in
):
    a_comment(carol, review, "What a coat.")
    assert "What a coat." in thread(signed_in(bob))

    social.block(carol, by=bob)
    folded = thread(signed_in(bob))
    assert "A comment by somebody you blocked</summary>" in folded
    assert "What a coat." in folded

    a_comment(bob, review, "What a train.")
    shut = thread(signed_in(carol))
    assert "This comment is not open to you" in shut
    assert "What a train." not in shut
    assert "What a train." in thread(Client())


def test_a_comment_by_somebody_one_muted_is_folded(bob, carol, review, signed_in):
    a_comment(carol, review)
    mute_member(carol, by=bob)

    assert "A comment by somebody you muted</summary>" in thread(signed_in(bob))
    assert "muted" not in thread(signed_in(carol))


def test_a_comment_with_a_word_one_muted_is_folded(bob, carol, review, signed_in):
    a_comment(carol, review, "What a *Coat*.")
    mute_words("coat", by=bob)

    assert "A comment with a word you muted (“coat”)</summary>" in thread(signed_in(bob))
    assert "muted" not in thread(signed_in(carol))


def test_comments_on_a_covered_review_are_covered_too(alice, bob, her, signed_in):
    a_comment(bob, a_review(alice, her, has_spoilers=True), "She leaves.")
    client = signed_in(bob)
    assert '<details class="spoiler">' in thread(client)

    marks.watch(her, by=bob)

    assert '<details class="spoiler">' not in thread(client)


def test_a_spoiler_in_a_comment_opens_once_the_film_is_watched(bob, carol, her, review, signed_in):
    a_comment(carol, review, "And ||she leaves||.")
    client = signed_in(bob)
    assert "spoiler-words" in thread(client)

    marks.watch(her, by=bob)

    assert "And she leaves." in thread(client)


def test_what_one_may_do_stands_beside_each_comment(alice, bob, carol, review, signed_in):
    said = a_comment(bob, review)
    edit, delete = f"/comments/{said.pk}/edit/", f"/comments/{said.pk}/delete/"

    may = {
        member.username: (edit in thread(signed_in(member)), delete in thread(signed_in(member)))
        for member in (alice, bob, carol)
    }
    assert may == {"alice": (False, True), "bob": (True, True), "carol": (False, False)}

    Comment.objects.update(created_at=timezone.now() - actions.EDITABLE_FOR)
    assert edit not in thread(signed_in(bob))


def test_a_long_thread_goes_on_and_a_permalink_leads_to_its_page(review, bob, client):
    written = many(review, bob, 130)
    first = thread(client)
    assert "Comment 49." in first
    assert "Comment 50." not in first

    second = thread(client, first.partition('rel="next" href="')[2].partition("#")[0])
    assert "Comment 50." in second
    assert "Comment 99." in second
    assert "The first comments" in second

    for number, comes_first in ((20, 0), (120, 111)):
        response = client.get(f"/comments/{written[number].pk}/")
        address, _, place = response["Location"].partition("#")
        page = thread(client, address)
        assert place == f"comment-{written[number].pk}"
        assert f"Comment {number}." in page
        assert f"Comment {comes_first}." in page
        assert f"Comment {comes_first - 1}." not in page


def test_a_permalink_costs_the_same_however_long_the_thread(review, bob, client, django_assert_num_queries):
    written = many(review, bob, 130)

    for number in (0, 129):
        with django_assert_num_queries(3):
            client.get(f"/comments/{written[number].pk}/")


def test_a_thread_takes_one_query_for_one_comment_and_for_thirty(review, bob, django_assert_num_queries):
    found = reading.reviews_with_thread(review.pk, bob)[0]
    for count in (1, 29):
        many(review, bob, count)
        with django_assert_num_queries(1):
            reading.thread_of(found, bob)


def test_an_address_that_is_no_page_of_the_thread_is_refused(review, client):
    assert client.get(f"{HER}?after=nonsense").status_code == 400


def test_cards_say_how_many_comments_there_are(alice, bob, review, client):
    assert "comments" not in client.get("/film/her-2013/reviews/").content.decode()

    for words in ("One.", "Two."):
        a_comment(bob, review, words)

    page = " ".join(client.get("/film/her-2013/reviews/").content.decode().split())
    assert f'<a href="{HER}#comments">' in page
    assert "2 comments<span" in page


def test_an_entry_without_text_has_no_thread(alice, her, client):
    an_entry(alice, her)

    assert 'id="comments"' not in client.get(HER).content.decode()


def test_a_comment_by_a_private_member_stays_under_a_public_review(review, client):
    quiet = a_member("quiet", is_private=True)
    a_comment(quiet, review, "Said here on purpose.")

    assert "Said here on purpose." in thread(client)
