"""Evenings of two members: they meet, one goes private, one blocks the other, and nothing is given away."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from accounts.models import Member
from films.models import Film
from reviews.actions.likes import like_review
from reviews.models import Entry
from reviews.pictures import picture_of_entry
from reviews.queries.outside import entries_to_share
from social import actions as social
from tests.factories import a_comment, a_member, a_review

HER, ON_HER = "/film/her-2013/", "/@alice/film/her-2013/"
WORDS = "Everybody holds a whole world up to one ear."


@pytest.fixture
def alice(site) -> Member:
    return a_member("alice")


@pytest.fixture
def bob(site) -> Member:
    return a_member("bob")


@pytest.fixture
def her(site) -> Film:
    return Film.objects.get(slug="her-2013")


def press(page: Page, name: str) -> None:
    page.get_by_role("main").get_by_role("button", name=name).first.click()


def say(page: Page, words: str) -> None:
    page.get_by_label("Your comment").fill(words)
    page.get_by_role("button", name="Comment", exact=True).click()
    expect(page.locator(".comment").filter(has_text=words)).to_be_visible()


def open_notices(page: Page) -> Locator:
    """Those that are new, by way of the bell in the masthead."""
    page.goto("/films/")
    page.get_by_role("banner").get_by_role("link", name=re.compile("[1-9] new notice")).click()
    return page.locator(".notice--new")


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_two_members_meet_follow_comment_mention_and_hear_of_it(open_page, alice, bob, scripts):
    hers, his = (open_page(scripts=scripts, member=member) for member in (alice, bob))
    hers.goto(f"{HER}log/")
    hers.get_by_label("Review", exact=True).fill(WORDS)
    hers.get_by_role("button", name="Save", exact=True).click()
    expect(hers.get_by_text(WORDS)).to_be_visible()

    his.goto("/")
    press(his, "Follow alice")
    expect(his.get_by_role("button", name="Follow alice")).to_have_count(0)
    his.goto("/")
    press(his, "Like alice’s review")
    expect(his.get_by_role("button", name="Liked alice’s review")).to_be_visible()
    his.get_by_role("article").filter(has_text=WORDS).get_by_role("link", name="Her", exact=True).last.click()
    say(his, "That blue, @lindqvist.")

    told = open_notices(hers)
    for words in ("bob follows you", "bob liked your review of Her", "bob commented on your review of Her"):
        expect(told.filter(has_text=words)).to_be_visible()
    told.get_by_role("link", name="your review of Her").first.click()
    say(hers, "Just so, @bob.")
    told = open_notices(his)
    expect(told).to_have_count(1)
    expect(told).to_contain_text("alice mentioned you under alice’s review of Her")
    expect(told).to_contain_text("Just so, @bob.")


def test_one_goes_private_and_the_other_asks_and_is_let_in(open_page, alice, bob, her):
    a_review(alice, her, WORDS)
    hers, his = (open_page(scripts=False, member=member) for member in (alice, bob))
    his.goto(HER)
    expect(his.get_by_text(WORDS)).to_be_visible()

    hers.goto("/settings/privacy/")
    hers.get_by_label("I am private").check()
    press(hers, "Save")
    his.reload()
    expect(his.get_by_text(WORDS)).to_have_count(0)
    assert his.request.get(ON_HER).status == 404
    his.goto("/@alice/")
    press(his, "Ask to follow alice")
    expect(his.get_by_role("button", name="Requested to follow alice")).to_be_visible()
    expect(his.get_by_text("Once you are let in")).to_be_visible()

    told = open_notices(hers).filter(has_text="bob asks to follow you")
    told.get_by_role("link", name="answer").click()
    press(hers, "Let in bob")
    expect(hers.get_by_text("Nobody waits")).to_be_visible()
    his.goto("/")
    expect(his.get_by_text(WORDS)).to_be_visible()
    his.goto("/@alice/")
    expect(his.get_by_role("button", name="Following alice")).to_be_visible()
    expect(his.get_by_text(WORDS)).to_be_visible()


def where_one_meets(page: Page, name: str) -> list[str]:
    """The addresses of those where everybody meets everybody that show somebody's name."""
    met = []
    for address in (
        "/",
        HER,
        "/@lindqvist/film/her-2013/",
        "/@lindqvist/film/her-2013/likes/",
        "/@lindqvist/followers/",
        "/notifications/",
        f"/search/?q={name}",
        "/members/",
    ):
        page.goto(address)
        if re.search(rf"\b{name}\b", page.get_by_role("main").inner_text()):
            met.append(address)
    return met


def test_one_blocks_the_other_and_each_disappears_everywhere(open_page, alice, bob, her):
    hers, his = (open_page(scripts=False, member=member) for member in (alice, bob))
    lindqvists = Entry.objects.get()
    for one, other in ((alice, bob), (bob, alice)):
        social.follow(other, by=one)
        social.follow(lindqvists.author, by=one)
        like_review(lindqvists, by=one)
        a_comment(one, lindqvists)
        like_review(a_review(other, her, WORDS), by=one)
    assert len(where_one_meets(his, "alice")) == 8
    assert len(where_one_meets(hers, "bob")) == 8

    hers.goto("/@bob/")
    hers.locator("summary", has_text="More about bob").click()
    press(hers, "Block bob")

    assert where_one_meets(his, "alice") == []
    his.goto("/@lindqvist/film/her-2013/")
    expect(his.get_by_text("This comment is not open to you")).to_be_visible()
    assert {his.request.get(address).status for address in ("/@alice/", ON_HER)} == {404}
    assert where_one_meets(hers, "bob") == []
    hers.goto("/@bob/")
    expect(hers.get_by_text("You blocked bob")).to_be_visible()


def test_what_gives_things_away_stays_shut_everywhere(open_page, alice, bob, her):
    """Her whole review, some words in another of hers, and some in a comment."""
    social.follow(alice, by=bob)
    lindqvists = Entry.objects.get()
    whole = a_review(alice, her, "Samantha departs, @bob.", has_spoilers=True)
    partly = a_review(alice, her, "Go and see it: ||Theodore writes||.")
    a_comment(alice, lindqvists, "As when ||Alan dies||, @bob.")
    secrets = ("departs", "writes", "dies")
    page = open_page(scripts=False, member=bob)

    for address, also in (
        ("/", "Go and see it"),
        ("/notifications/", "mentioned you in a review of Her"),
        ("/notifications/", "As when"),
        ("/search/?q=go+and+see+it", "Go and see it"),
        ("/search/?q=samantha", "gives things away"),
        (f"{whole.url}share/", "alice on Her"),
        (f"{partly.url}share/", "alice on Her"),
        (lindqvists.url, "As when"),
    ):
        page.goto(address)
        shown = page.get_by_role("main").inner_text()
        values = page.locator("main textarea, main input").evaluate_all("all => all.map(one => one.value)")
        described = page.locator("meta[content], img[alt]").evaluate_all(
            "all => all.map(one => one.outerHTML)"
        )
        assert also in shown, address
        assert [word for word in secrets if word in f"{shown} {values} {described}"] == [], address
    for entry, also in ((whole, "alice"), (partly, "Go and see it")):
        [shared] = entries_to_share("alice", her.slug, entry.number)
        drawn = picture_of_entry(shared).svg
        assert also in drawn
        assert [word for word in secrets if word in drawn] == []

    page.goto("/")
    page.get_by_text("Read it anyway").click()
    page.get_by_label("Spoiler").check()
    expect(page.get_by_text("Samantha departs")).to_be_visible()
    expect(page.get_by_text("Theodore writes")).to_be_visible()
