"""Reviews that answer reviews: linked both ways, as far as each may be read, and told to who is answered."""

from __future__ import annotations

from functools import partial

import pytest
from django.test import Client

from accounts.models import Member
from reviews.actions.entries import Viewing, delete_entry, edit_entry, log_film
from reviews.actions.members import delete_account
from reviews.models import Entry, Mention
from social import actions as social
from tests.factories import a_film, a_review
from tests.reviews.test_views_log import LOG, said
from tests.threads import at_once


def an_answer(author, to: Entry, text: str = "I saw it otherwise.", **more) -> Entry:
    return log_film(to.film, Viewing(text=text, **more), by=author, answers=to.pk)


def test_the_form_begins_with_a_quotation_that_leads_back(alice, carol, her, signed_in):
    review, client = a_review(alice, her, "The *train* window."), signed_in(carol)
    address = f"{LOG}?answers={review.pk}"
    assert address in client.get(review.url).content.decode()

    response = client.get(address)
    form = response.context["form"]

    assert form["text"].value() == "> The train window.\n>\n> [alice](/@alice/film/her-2013/)\n\n"
    assert "An answer to" in response.content.decode()
    client.post(LOG, said(text=form["text"].value() + "No.", answers=str(form["answers"].value())))
    page = client.get("/@carol/film/her-2013/").content.decode()
    assert f'An answer to <a class="link" href="{review.url}">alice’s review</a>' in page
    assert f'<a href="{review.url}" rel="nofollow ugc noopener">alice</a>' in page


def test_the_two_are_linked_both_ways_and_the_author_is_told(alice, carol, her):
    review = a_review(alice, her)
    answer = an_answer(carol, review)

    assert f'href="{review.url}">alice’s review</a>' in Client().get(answer.url).content.decode()
    answered = Client().get(review.url).content.decode().partition("Answered by")[2]
    assert f'href="{answer.url}">carol</a>' in answered
    assert Mention.objects.filter(member=alice, entry=answer).count() == 1


def test_many_answers_have_a_page(alice, bob, carol, her):
    review = a_review(alice, her)
    for number in range(4):
        an_answer(carol, review, f"Answer {number}")

    assert f'href="{review.url}answers/"' in Client().get(review.url).content.decode()
    page = Client().get(f"{review.url}answers/").content.decode()
    assert all(f"Answer {number}" in page for number in range(4))


def test_only_a_readable_review_of_the_film_by_somebody_else_is_answered(alice, carol, mallory, her):
    review = a_review(alice, her)
    own, private = a_review(carol, her), a_review(alice, her, audience="me")
    elsewhere, blocked = a_review(alice, a_film()), a_review(mallory, her)
    assert an_answer(carol, review).answers == review

    for author, key in (
        (carol, own.pk),
        (carol, private.pk),
        (carol, elsewhere.pk),
        (alice, blocked.pk),
        (carol, 0),
    ):
        assert log_film(her, Viewing(text="Words"), by=author, answers=key).answers is None
    assert Mention.objects.count() == 1


@pytest.mark.parametrize("key", ["x", "-1", "99999999999999999999", "٣", ""])
def test_rubbish_answers_nothing(alice, her, signed_in, key):
    client = signed_in(alice)

    assert client.get(f"{LOG}?answers={key}").status_code == 200
    assert client.post(LOG, said(text="Words", answers=key)).status_code == 302
    assert Entry.objects.get().answers is None


def test_a_review_that_was_hidden_meanwhile_is_not_answered_and_the_words_stay(alice, carol, her, signed_in):
    review, client = a_review(alice, her), signed_in(carol)
    delete_entry(review)

    page = client.post(LOG, said(text="My answer", answers=str(review.pk)), follow=True).content.decode()

    assert "The review you answered is gone" in page
    assert "My answer" in page


def test_who_may_not_read_the_one_hears_nothing_of_it_on_the_other(alice, bob, carol, her, signed_in):
    review = a_review(alice, her, audience="followers")
    answer = an_answer(bob, review)
    assert "An answer to" in signed_in(bob).get(answer.url).content.decode()

    for client in (Client(), signed_in(carol)):
        assert "An answer to" not in client.get(answer.url).content.decode()

    public = a_review(alice, her)
    social.follow(bob, by=alice)
    hidden = an_answer(bob, public, audience="followers")
    assert hidden.url in signed_in(alice).get(public.url).content.decode()
    for client in (Client(), signed_in(carol)):
        assert "Answered by" not in client.get(public.url).content.decode()
        assert "No answers yet" in client.get(f"{public.url}answers/").content.decode()


def test_nothing_that_gives_the_film_away_is_quoted(alice, carol, her, signed_in):
    whole = a_review(alice, her, "The ship sinks.", has_spoilers=True)
    inside = a_review(alice, her, "A ship, ||sinking||.")

    for review in (whole, inside):
        text = signed_in(carol).get(f"{LOG}?answers={review.pk}").context["form"]["text"].value()
        assert "sink" not in text


def test_a_change_keeps_what_is_answered(alice, carol, her):
    answer = an_answer(carol, a_review(alice, her))

    edit_entry(answer, Viewing(text="Other words"))

    answer.refresh_from_db()
    assert answer.answers is not None


@pytest.mark.django_db(transaction=True)
def test_answers_edits_and_leaving_at_once_never_wait_in_a_circle(alice, bob, carol, her):
    review = a_review(alice, her)
    answers = [an_answer(bob, review), an_answer(carol, review)]

    results = at_once(
        partial(an_answer, bob, review),
        partial(edit_entry, Entry.objects.get(pk=answers[0].pk), Viewing(text="Changed")),
        partial(edit_entry, Entry.objects.get(pk=answers[1].pk), Viewing(text="Changed")),
        partial(delete_account, alice),
    )

    assert "deadlock" not in " ".join(map(str, results))
    assert not Member.objects.filter(pk=alice.pk).exists()
    assert not Entry.objects.filter(answers__isnull=False).exists()


def test_who_is_named_in_a_review_and_may_read_it_is_linked_and_told(alice, bob, carol, mallory, her):
    review = a_review(alice, her, "With @bob, @CAROL, @mallory and @nobody.", audience="followers")

    assert '<a href="/@carol/" rel="nofollow ugc noopener">@CAROL</a>' in review.text_html
    assert "@nobody." in review.text_html
    assert set(Mention.objects.values_list("member__username", flat=True)) == {"bob"}

    edit_entry(review, Viewing(text="With @carol."))
    assert set(Mention.objects.values_list("member__username", flat=True)) == {"carol"}


def test_who_is_answered_stays_told_when_the_answer_changes(alice, carol, her):
    answer = an_answer(carol, a_review(alice, her))

    edit_entry(answer, Viewing(text="Other words"))

    assert Mention.objects.get().member == alice
