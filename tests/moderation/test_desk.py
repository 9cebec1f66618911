"""The moderators' desk in the admin: who gets where, what stands there, and several cases at once."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import Member
from moderation.models import Act, Case, Decision, Report
from reviews.actions.entries import Viewing, edit_entry
from reviews.models import Entry
from social.models import Audience
from tests.factories import a_comment, a_film, a_member, a_review
from tests.moderation.desk import CASES, TOGETHER, a_case, decided, removed, staff

YES, NO, SIGN_IN, GONE = 200, 403, 302, 404
ROLES = ("nobody", "member", "curator", "moderator", "superuser")
DESKS = {
    "/admin/": (SIGN_IN, SIGN_IN, YES, YES, YES),
    "/admin/moderation/": (SIGN_IN, SIGN_IN, YES, YES, YES),
    "/admin/moderation/case/": (SIGN_IN, SIGN_IN, YES, YES, YES),
    "/admin/moderation/case/?state=all": (SIGN_IN, SIGN_IN, YES, YES, YES),
    "/admin/moderation/case/{of_entry}/change/": (SIGN_IN, SIGN_IN, GONE, YES, YES),
    "/admin/moderation/case/{of_film}/change/": (SIGN_IN, SIGN_IN, GONE, YES, YES),
    "/admin/moderation/case/{handed_over}/change/": (SIGN_IN, SIGN_IN, YES, YES, YES),
    "/admin/moderation/case/decide/?case={of_entry}": (SIGN_IN, SIGN_IN, GONE, YES, YES),
    "/admin/moderation/case/add/": (SIGN_IN, SIGN_IN, NO, NO, NO),
    "/admin/moderation/case/{of_entry}/delete/": (SIGN_IN, SIGN_IN, NO, NO, NO),
    "/admin/moderation/decision/": (SIGN_IN, SIGN_IN, NO, YES, YES),
    "/admin/moderation/decision/{decision}/change/": (SIGN_IN, SIGN_IN, NO, YES, YES),
    "/admin/moderation/decision/add/": (SIGN_IN, SIGN_IN, NO, NO, NO),
    "/admin/moderation/decision/{decision}/delete/": (SIGN_IN, SIGN_IN, NO, NO, NO),
    "/admin/reviews/entry/": (SIGN_IN, SIGN_IN, NO, YES, YES),
    "/admin/reviews/entry/{entry}/change/": (SIGN_IN, SIGN_IN, NO, YES, YES),
    "/admin/accounts/member/": (SIGN_IN, SIGN_IN, NO, YES, YES),
    "/admin/films/film/": (SIGN_IN, SIGN_IN, YES, NO, YES),
}


def whoever(role: str) -> Client:
    client = Client()
    if role == "superuser":
        client.force_login(Member.objects.create_superuser("boss"))
    elif role == "member":
        client.force_login(a_member("somebody"))
    elif role != "nobody":
        client.force_login(staff(role))
    return client


@pytest.mark.parametrize("place", range(len(ROLES)), ids=ROLES)
def test_each_role_gets_to_its_desks_and_no_further(alice, bob, maud, review, place):
    of_film, handed_over, seen_to = (a_case(a_film(), by=bob) for _ in range(3))
    decided(handed_over, Act.HAND_OVER, maud)
    keys = {
        "of_entry": a_case(review, by=bob).pk,
        "of_film": of_film.pk,
        "handed_over": handed_over.pk,
        "decision": decided(seen_to, Act.MENDED, maud).pk,
        "entry": review.pk,
    }
    client = whoever(ROLES[place])

    got = {desk: client.get(desk.format(**keys)).status_code for desk in DESKS}

    assert got == {desk: expected[place] for desk, expected in DESKS.items()}


def test_every_desk_of_the_moderators_is_in_the_table():
    from django.contrib import admin

    ours = {model._meta.label_lower.replace(".", "/") for model in admin.site._registry}
    ours -= {"auth/group", "account/emailaddress", "films/person"}

    assert {
        label for label in ours if not any(desk.startswith(f"/admin/{label}/") for desk in DESKS)
    } == set()


def page_of(client: Client, *cases: Case):
    return client.get(TOGETHER, {"case": [case.pk for case in cases]})


def send(client: Client, page, **typed):
    seen = dict(re.findall(r'name="(seen-\d+)" value="([\d.]+)"', page.content.decode()))
    cases = [file.case.pk for file in page.context["files"]]
    return client.post(TOGETHER, {**seen, "case": cases, **typed}, follow=True)


def said(answer) -> list[str]:
    return [str(message) for message in answer.context["messages"]]


def waiting(client: Client, state: str = "") -> list[Case]:
    return list(client.get(CASES, {"state": state} if state else {}).context["cl"].result_list)


def test_what_waits_longest_comes_first_and_what_is_decided_last(
    signed_in, alice, bob, carol, maud, review, her
):
    of_member, of_review = a_case(alice, by=bob), a_case(review, by=bob)
    a_case(review, by=carol)
    of_film = a_case(her, by=bob)
    client = signed_in(maud)
    assert waiting(client) == [of_member, of_review, of_film]
    assert [case.reports_waiting for case in waiting(client)] == [1, 2, 1]

    decided(of_member, Act.DISMISS, maud)
    decided(of_film, Act.HAND_OVER, maud)

    assert waiting(client) == [of_review]
    assert waiting(client, "curators") == [of_film]
    assert waiting(client, "decided") == [of_member]
    assert waiting(client, "all") == [of_review, of_film, of_member]
    assert waiting(signed_in(staff("curator"))) == [of_film]


def test_a_case_has_all_that_is_to_be_read(signed_in, alice, bob, carol, maud, review):
    case = a_case(review, by=carol, message="Line three.")
    edit_entry(review, Viewing(watched_on=review.watched_on, text="Something <b>harmless</b>."))
    removed(a_comment(alice, a_review(bob, a_film("Amour"))), carol, maud)

    page = page_of(signed_in(maud), case).content.decode()

    for words in (
        "Review of Her (2013), @alice", "Something &lt;b&gt;harmless", "Line three.", "@carol", "Something else",
        "The train window is the best frame in it.", "Earlier versions", "comment on bob’s review of Amour (1960)",
    ):  # fmt: skip
        assert words in page


def test_what_its_author_keeps_to_themselves_meanwhile_is_not_shown(signed_in, alice, bob, maud, review):
    case = a_case(review, by=bob)
    private = Viewing(watched_on=review.watched_on, text="A secret.", audience=Audience.ME)
    edit_entry(review, private)

    page = page_of(signed_in(maud), case).content.decode()

    assert "The train window" in page
    assert "A secret." not in page


def test_a_moderator_does_not_see_who_reported_them(signed_in, bob, carol, maud, norman, her):
    cases = [a_case(maud, by=bob), a_case(a_review(maud, her), by=bob)]
    decision = removed(a_comment(maud, a_review(carol, her)), bob, norman)

    assert set(waiting(signed_in(norman))) == set(cases)
    assert waiting(signed_in(maud)) == []
    assert [signed_in(maud).get(f"{CASES}{case.pk}/change/").status_code for case in cases] == [404, 404]
    assert "The train" not in signed_in(maud).get("/admin/moderation/decision/").content.decode()
    assert signed_in(maud).get(f"/admin/moderation/decision/{decision.pk}/change/").status_code == 302


def test_several_cases_are_decided_at_once(signed_in, alice, bob, carol, maud, review):
    reviews = [review, *(a_review(alice, a_film()) for _ in range(2))]
    cases = [a_case(one, by=bob) for one in reviews]
    client = signed_in(maud)
    page = client.post(
        CASES, {"action": "decide", "_selected_action": [case.pk for case in cases]}, follow=True
    )

    answer = send(client, page, act="remove", why="Copied from a newspaper.")

    assert said(answer) == ["3 cases: Remove it."]
    assert Decision.objects.filter(why="Copied from a newspaper.").count() == 3
    assert not Entry.objects.filter(removed_at=None).exists()


def test_only_what_fits_all_of_them_is_offered(signed_in, alice, bob, maud, review, her):
    page = page_of(signed_in(maud), a_case(review, by=bob), a_case(her, by=bob))

    assert page.context["form"].fields["act"].choices == [("dismiss", "Leave it as it is")]


def test_who_was_second_sees_what_happened_and_keeps_their_words(signed_in, alice, bob, maud, norman, review):
    cases = [a_case(review, by=bob), a_case(a_review(alice, a_film()), by=bob)]
    client = signed_in(norman)
    page = page_of(client, *cases)
    decided(cases[0], Act.REMOVE, maud)

    answer = send(client, page, act="suspend", why="My own words.", until="2099-01-01")

    assert answer.status_code == 409
    assert said(answer)[0].startswith("Review of Her (2013): @maud was quicker: “Remove it”")
    assert "My own words." in answer.content.decode()
    assert [file.case for file in answer.context["files"]] == cases[:1]
    assert Decision.objects.get(moderator=norman).case == cases[1]


def test_a_choice_that_went_meanwhile_is_explained(signed_in, bob, maud, norman, review):
    case = a_case(review, by=bob)
    client = signed_in(norman)
    page = page_of(client, case)
    decided(case, Act.REMOVE, maud)

    answer = send(client, page, act="remove", why="My own words.")

    assert answer.status_code == 422
    assert "@maud was quicker" in said(answer)[0]
    assert "My own words." in answer.content.decode()


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({}, "Choose what to do."),
        ({"act": "remove"}, "Say why: they are told."),
        ({"act": "suspend", "why": "Rude."}, "Give a day that is still to come."),
        ({"act": "suspend", "why": "Rude.", "until": "2020-01-01"}, "Give a day that is still to come."),
        ({"act": "suspend", "why": "Rude.", "until": "soon"}, "This is no date of the calendar"),
        ({"act": "remove", "why": "Rude. " * 400}, "there is room for 2,000"),
        ({"act": "mended", "why": "Rude."}, "This cannot be done here"),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_lost(signed_in, bob, maud, review, typed, sentence):
    client = signed_in(maud)

    answer = send(client, page_of(client, a_case(review, by=bob)), **typed)

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert typed.get("why", "") in answer.content.decode()
    assert not Decision.objects.exists()


@pytest.mark.parametrize("rubbish", ["", "x", "-1", "9" * 40, "1,2"])
def test_rubbish_leads_nowhere(signed_in, maud, rubbish):
    client = signed_in(maud)

    assert client.get(TOGETHER, {"case": rubbish}).status_code == 404
    assert (
        client.post(TOGETHER, {"case": rubbish, f"seen-{rubbish}": rubbish, "act": "remove"}).status_code
        == 404
    )
    assert client.get(CASES, {"state": rubbish}).status_code == 200
    assert client.get(CASES, {"about__password__startswith": "m"}).status_code == 400


def test_curators_see_to_films_that_were_handed_over(signed_in, bob, maud, her):
    case, client = a_case(her, by=bob), signed_in(staff("curator"))
    assert page_of(client, case).status_code == 404
    decided(case, Act.HAND_OVER, maud, why="The same as Amour.")

    page = page_of(client, case)
    assert "The same as Amour." in page.content.decode()
    send(client, page, act="mended")

    assert Decision.objects.get(act=Act.MENDED).moderator.username == "curator"
    assert Report.objects.get().answer.act == Act.MENDED


def test_the_list_takes_the_same_queries_for_any_number_of_cases(signed_in, bob, maud):
    client = signed_in(maud)

    def a_few() -> None:
        film = a_film()
        for subject in (
            film,
            a_member(),
            a_review(a_member(), film),
            a_comment(a_member(), a_review(a_member(), film)),
        ):
            a_case(subject, by=bob)

    a_few()
    with CaptureQueriesContext(connection) as for_few:
        client.get(CASES)
    for _ in range(4):
        a_few()
        Report.objects.update(created_at=timezone.now() - timezone.timedelta(hours=2))

    with CaptureQueriesContext(connection) as for_many:
        assert len(waiting(client)) == 20

    assert len(for_many) == len(for_few)
