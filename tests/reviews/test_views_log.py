"""Logging a film: the picker, the form, the preview, tags, and what happens to typed words."""

from __future__ import annotations

import datetime
import uuid
import zoneinfo

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import Session
from reviews.actions import marks
from reviews.models import Entry, Mark
from tests.factories import PASSWORD, a_film, a_review, an_entry

LOG = "/film/her-2013/log/"
DAY = "2026-11-14"


def said(**more: str) -> dict[str, str]:
    return {"watched_on": DAY, "audience": "everyone", "save_key": str(uuid.uuid4()), **more}


def test_the_picker_lists_films_with_links_to_their_forms(alice, her, signed_in):
    page = signed_in(alice).get("/log/?q=her").content.decode()

    assert f'href="{LOG}">Her</a>' in page


def test_the_picker_says_when_there_is_no_such_film(alice, signed_in):
    assert "No film found" in signed_in(alice).get("/log/?q=zzzzzzzz").content.decode()


def test_the_form_starts_with_today_where_the_member_lives(alice, her, signed_in):
    for zone in ("Pacific/Kiritimati", "Pacific/Pago_Pago"):
        alice.time_zone = zone
        alice.save()
        today = timezone.now().astimezone(zoneinfo.ZoneInfo(zone)).date()

        assert f'name="watched_on" value="{today.isoformat()}"' in signed_in(alice).get(LOG).content.decode()


def test_the_form_starts_with_what_the_mark_says(alice, her, signed_in):
    marks.rate(her, rating=9, by=alice)
    marks.like_film(her, by=alice)

    form = signed_in(alice).get(LOG).context["form"]

    assert (form["is_rewatch"].value(), form["liked"].value(), form["rating"].value()) == (True, True, 9)


def test_saving_makes_an_entry_and_leads_to_its_page(alice, her, signed_in):
    response = signed_in(alice).post(
        LOG,
        said(
            rating="9",
            liked="on",
            text="Words *here*.",
            has_spoilers="on",
            tags="Red, home",
            audience="followers",
        ),
    )

    entry = Entry.objects.get()
    mark = Mark.objects.get()
    assert (response.status_code, response["Location"]) == (302, "/@alice/film/her-2013/")
    assert (entry.author, entry.watched_on, entry.rating) == (alice, datetime.date(2026, 11, 14), 9)
    assert (entry.text, entry.has_spoilers, entry.tags, entry.audience) == (
        "Words *here*.",
        True,
        ["red", "home"],
        "followers",
    )
    assert (mark.rating, mark.is_liked) == (9, True)


def test_saving_twice_with_the_same_key_makes_one_entry(alice, her, signed_in):
    client, typed = signed_in(alice), said(text="Once.")

    answers = [client.post(LOG, typed) for _ in range(3)]

    assert Entry.objects.count() == 1
    assert {answer["Location"] for answer in answers} == {"/@alice/film/her-2013/"}


def test_going_back_writing_on_and_saving_again_keeps_the_new_words(alice, her, signed_in):
    client, typed = signed_in(alice), said(text="Once.")
    client.post(LOG, typed)

    client.post(LOG, typed | {"text": "Once, and then some."})

    assert Entry.objects.get().text == "Once, and then some."


def test_two_forms_make_two_entries(alice, her, signed_in):
    client = signed_in(alice)

    client.post(LOG, said())
    client.post(LOG, said())

    assert [entry.number for entry in Entry.objects.order_by("number")] == [1, 2]


def test_a_refused_form_comes_back_with_what_was_typed(alice, her, signed_in):
    typed = said(
        watched_on="2199-01-01",
        rating="7",
        text="Long <b>thoughts</b> & more",
        tags="one, two",
        audience="me",
    )

    response = signed_in(alice).post(LOG, typed)
    page = response.content.decode()

    assert response.status_code == 422
    assert "This day has not come yet." in page
    assert "Long &lt;b&gt;thoughts&lt;/b&gt; &amp; more</textarea>" in page
    assert 'id="id_rating-7" value="7" checked' in page
    assert 'value="one, two"' in page
    assert f'value="{typed["save_key"]}"' in page
    assert (
        'value="me" required id="id_audience_2" checked' in page
        or "checked" in page.split('value="me"')[1][:80]
    )
    assert not Entry.objects.exists()
    assert not Mark.objects.exists()


def test_a_form_with_neither_date_nor_text_is_refused(alice, her, signed_in):
    response = signed_in(alice).post(LOG, said(watched_on=""))

    assert response.status_code == 422
    assert "Give the day you watched it, or write about it, or both." in response.content.decode()


def test_too_much_text_is_counted_and_not_lost(alice, her, signed_in):
    response = signed_in(alice).post(LOG, said(text="x" * 100_001))

    assert response.status_code == 422
    assert "The review has 100,001 characters; there is room for 100,000." in response.content.decode()
    assert "x" * 100_001 in response.content.decode()


def test_the_preview_works_without_scripts_and_saves_nothing(alice, her, signed_in):
    response = signed_in(alice).post(LOG, said(text="Words *here*.", preview="1"))
    page = response.content.decode()

    assert response.status_code == 200
    assert "Words <em>here</em>." in page
    assert "Words *here*.</textarea>" in page
    assert not Entry.objects.exists()


def test_the_preview_fragment_is_clean(alice, signed_in):
    response = signed_in(alice).post("/preview/", {"text": "*a* <script>alert(1)</script>"})

    assert "<em>a</em>" in response.content.decode()
    assert "<script" not in response.content.decode()


def test_a_preview_of_too_much_text_is_refused_in_words(alice, signed_in):
    response = signed_in(alice).post("/preview/", {"text": "x" * 100_001})

    assert (response.status_code, response.content.decode()) == (
        422,
        "The text has 100,001 characters; there is room for 100,000.",
    )


def test_previews_are_for_members(db):
    assert Client().post("/preview/", {"text": "a"}).status_code == 302


def test_tags_are_completed_from_ones_own_most_used_first(alice, bob, signed_in):
    for tags in (["home", "hope"], ["hope"], ["tram"]):
        an_entry(alice, a_film(), tags=tags)
    an_entry(bob, a_film(), tags=["house"])

    assert signed_in(alice).get("/tags/?q=HO").json() == {"tags": ["hope", "home"]}
    assert signed_in(alice).get("/tags/").json() == {"tags": []}
    assert signed_in(alice).get("/tags/?q=%25").json() == {"tags": []}


def test_visitors_sign_in_and_come_back_to_the_form(her):
    assert Client().get(LOG)["Location"] == "/accounts/login/?next=%2Ffilm%2Fher-2013%2Flog%2F"
    assert Client().get("/log/?q=her")["Location"] == "/accounts/login/?next=%2Flog%2F%3Fq%3Dher"


def sign_in(client: Client, username: str) -> None:
    response = client.post("/accounts/login/", {"login": username, "password": PASSWORD})
    assert response.status_code == 302


def test_words_typed_in_a_session_that_ended_are_there_after_signing_in(alice, her):
    client, typed = Client(), said(text="Words of an hour.", rating="9", tags="late")

    answer = client.post(LOG, typed | {"writer": str(alice.pk)})
    assert answer["Location"] == "/accounts/login/?next=%2Ffilm%2Fher-2013%2Flog%2F"
    assert not Entry.objects.exists()
    sign_in(client, "alice")
    page = client.get(LOG).content.decode()

    assert "Words of an hour.</textarea>" in page
    assert "You had been signed out." in page
    assert 'id="id_rating-9" value="9" checked' in page
    assert f'value="{typed["save_key"]}"' in page
    assert client.session.get_expiry_age() > 30 * 24 * 60 * 60


def test_the_token_of_a_form_outlives_the_session(alice, her):
    client = Client(enforce_csrf_checks=True)
    client.force_login(alice)
    token = client.get(LOG).context["csrf_token"]
    Session.objects.all().delete()

    answer = client.post(LOG, said(text="Words of an hour.", csrfmiddlewaretoken=str(token)))

    assert answer["Location"] == "/accounts/login/?next=%2Ffilm%2Fher-2013%2Flog%2F"


def test_they_are_not_shown_to_somebody_else(alice, carol, her):
    client = Client()
    client.post(LOG, said(text="Words of an hour.") | {"writer": str(alice.pk)})
    sign_in(client, "carol")

    assert "Words of an hour." not in client.get(LOG).content.decode()


def test_words_of_a_changed_entry_are_there_after_signing_in_too(alice, her):
    entry, client = a_review(alice, her, "As it was."), Client()
    client.post(f"/entries/{entry.pk}/edit/", said(text="As it shall be.") | {"writer": str(alice.pk)})
    sign_in(client, "alice")

    assert "As it shall be.</textarea>" in client.get(f"/entries/{entry.pk}/edit/").content.decode()


@pytest.mark.parametrize("field", ["watched_on", "rating", "text", "tags", "audience", "save_key"])
@pytest.mark.parametrize("rubbish", ["a\0b", "\ud800", "%00", "9" * 5000, "'; DROP TABLE", "[]"])
def test_rubbish_in_a_field_is_refused_or_saved_never_half(alice, her, signed_in, field, rubbish):
    body = "&".join(f"{name}={value}" for name, value in said(**{field: rubbish}).items())
    content = body.encode("utf-8", "surrogatepass")

    response = signed_in(alice).post(LOG, content, content_type="application/x-www-form-urlencoded")

    assert response.status_code in {302, 400, 422}
    assert Entry.objects.exists() == (response.status_code == 302)
