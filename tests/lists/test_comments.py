"""Comments under lists: who may say something there, what each viewer is shown, and what is lost of it."""

from __future__ import annotations

import datetime
import uuid
from functools import partial

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from lists.actions.comments import delete_comment, edit_comment, restore_comment, subscribe, unsubscribe
from lists.actions.people import accept, invite
from lists.models import Item, List, ListComment, ListMention, ListStats
from lists.queries.comments import lists_with_thread, thread_of
from reviews.actions import marks
from social import actions as social
from social.actions.words import AcrossABlock, CannotComment, Suspended, ThreadClosed
from social.models import Audience
from social.queries.threads import WILL_HEAR, WILL_NOT_HEAR, Thread
from tests.factories import PASSWORD, a_film, a_list, a_list_comment
from tests.reviews.worlds import HTMX
from tests.threads import at_once, refusals
from web.viewer import NOBODY

WORDS = "The <fourth> & the *fifth*."


@pytest.fixture
def best(alice, her) -> List:
    return a_list(alice, her, title="Best of trains")


def thread(list_: List, viewer=NOBODY) -> Thread:
    [found] = lists_with_thread(list_.pk, viewer)
    return thread_of(found, viewer)


def said(list_: List, viewer=NOBODY) -> list[str]:
    return [one.html for one in thread(list_, viewer).said]


def count(list_: List) -> int:
    return ListStats.objects.get(list=list_).comments_count


def test_comments_stand_oldest_first_and_are_counted(best, bob, carol):
    a_list_comment(bob, best, "The *fourth*?")
    a_list_comment(carol, best, "The fifth.")

    assert said(best) == ["<p>The <em>fourth</em>?</p>", "<p>The fifth.</p>"]
    assert count(best) == 2


def test_who_is_named_hears_of_it_if_they_may_read_the_list(alice, bob, carol, her):
    best = a_list(alice, her, audience=Audience.FOLLOWERS)
    comment = a_list_comment(alice, best, "Ask @bob, not @carol.")
    assert set(ListMention.objects.values_list("member", flat=True)) == {bob.pk}

    edit_comment(comment, "Ask nobody.", by=alice)

    assert not ListMention.objects.exists()


@pytest.mark.parametrize("by_list", [True, False])
def test_the_owner_says_who_may_comment_for_one_list_or_for_all(alice, bob, carol, best, by_list):
    rows = List.objects if by_list else type(alice).objects.filter(pk=alice.pk)
    a_list_comment(bob, best)
    for comments_from in ("followed", "nobody"):
        rows.update(comments_from=comments_from)
        with pytest.raises(ThreadClosed):
            a_list_comment(bob, best)
        a_list_comment(alice, best)
    social.follow(carol, by=alice)
    with pytest.raises(ThreadClosed):
        a_list_comment(carol, best)

    rows.update(comments_from="followed")

    assert a_list_comment(carol, best)


def test_nobody_comments_on_what_they_cannot_read_or_across_a_block(alice, bob, carol, mallory, best, her):
    hidden = a_list(alice, her, audience=Audience.FOLLOWERS)
    assert a_list_comment(bob, hidden)
    with pytest.raises(ThreadClosed):
        a_list_comment(carol, hidden)
    with pytest.raises(AcrossABlock):
        a_list_comment(mallory, best)
    type(bob).objects.filter(pk=bob.pk).update(suspended_until=timezone.now().replace(year=2199))
    bob.refresh_from_db()
    with pytest.raises(Suspended):
        a_list_comment(bob, best)


def test_who_keeps_a_list_together_comments_on_it_before_anybody_else_can(alice, carol, her):
    kept = a_list(alice, her, audience=Audience.ME)
    with pytest.raises(ThreadClosed):
        a_list_comment(carol, kept)

    invite(kept, carol, by=alice)
    accept(kept, by=carol)

    assert a_list_comment(carol, kept)
    assert len(said(kept, carol)) == 1


def test_a_stub_says_by_whom_and_who_deleted_it_brings_it_back(alice, bob, best):
    sharp = a_list_comment(bob, best, "Something sharp.")
    assert said(best) == ["<p>Something sharp.</p>"]

    delete_comment(sharp, by=alice)
    [stub] = thread(best, bob).said
    assert (stub.stub, stub.html, count(best)) == ("Deleted by the author of the list", "", 0)
    restore_comment(ListComment.objects.get(), by=alice)

    assert (said(best), count(best)) == (["<p>Something sharp.</p>"], 1)


def test_covered_passages_stand_open_for_who_has_seen_the_film_they_name(best, bob, carol, her):
    a_list_comment(bob, best, "||film:her-2013 She leaves|| and ||so do all||.")
    marks.watch(her, by=carol)

    [of_carol], [of_visitor] = said(best, carol), said(best)

    assert (of_carol.count('class="spoiler-words"'), of_visitor.count('class="spoiler-words"')) == (1, 2)
    assert said(best, bob) == ["<p>She leaves and so do all.</p>"]


def test_the_bell_has_three_states(alice, bob, best):
    def bell(member) -> tuple[bool, str]:
        shown = thread(best, member).bell
        assert shown
        return shown.hears, shown.foretold

    assert (bell(alice), bell(bob)) == ((True, ""), (False, WILL_HEAR))
    a_list_comment(bob, best)
    assert bell(bob) == (True, "")
    unsubscribe(best, by=bob)
    a_list_comment(bob, best)
    assert bell(bob) == (False, WILL_NOT_HEAR)
    subscribe(best, by=bob)
    assert bell(bob) == (True, "")


def test_the_bell_answers_in_place(bob, best, signed_in, mallory):
    rung = signed_in(bob).post(f"/lists/{best.pk}/subscribe/", headers=HTMX).content.decode()

    assert "Notified" in rung
    assert f'action="/lists/{best.pk}/unsubscribe/"' in rung
    assert signed_in(mallory).post(f"/lists/{best.pk}/subscribe/").status_code == 404


def test_a_comment_is_added_in_place_and_by_a_plain_form(bob, best, signed_in):
    address, client = f"/lists/{best.pk}/comment/", signed_in(bob)

    in_place = client.post(address, {"text": "The fourth?"}, headers=HTMX).content.decode()
    plain = client.post(address, {"text": "The fifth?"})

    assert "The fourth?" in in_place
    assert f'href="/list-comments/{ListComment.objects.earliest("pk").pk}/"' in in_place
    assert "1 comment</h2>" in in_place
    latest = ListComment.objects.latest("pk")
    assert plain["Location"] == f"{best.url}#comment-{latest.pk}"
    assert client.get(latest.url)["Location"] == plain["Location"]


def test_a_refusal_keeps_the_words(alice, bob, best, signed_in):
    List.objects.update(comments_from="nobody")

    page = signed_in(bob).post(f"/lists/{best.pk}/comment/", {"text": WORDS})

    assert page.status_code == 422
    assert "alice has closed the comments on this list." in page.content.decode()
    assert "The &lt;fourth&gt; &amp; the *fifth*.</textarea>" in page.content.decode()


def test_an_expired_session_gives_the_words_back(bob, best):
    address, client = f"/lists/{best.pk}/comment/", Client()
    sent = client.post(address, {"text": WORDS, "writer": bob.pk})
    client.post(sent["Location"], {"login": "bob", "password": PASSWORD})

    page = client.get(address).content.decode()

    assert "You had been signed out" in page
    assert "The &lt;fourth&gt; &amp; the *fifth*." in page


def test_words_under_a_list_that_has_gone_are_given_back(alice, carol, best, signed_in):
    client = signed_in(carol)
    assert client.get(f"/lists/{best.pk}/comment/").status_code == 200
    List.objects.update(deleted_at=timezone.now())

    page = client.post(f"/lists/{best.pk}/comment/", {"text": "My words."})

    assert page.status_code == 404
    assert "My words.</textarea>" in page.content.decode()
    assert best.title not in page.content.decode()


def test_a_comment_is_changed_and_deleted_on_pages_of_its_own(alice, bob, best, signed_in):
    comment = a_list_comment(bob, best, "Teh fourth.")
    client = signed_in(bob)

    assert "alice’s list Best of trains" in client.get(f"{comment.url}edit/").content.decode()
    client.post(f"{comment.url}edit/", {"text": "The fourth."})
    assert said(best) == ["<p>The fourth.</p>"]
    assert "the author of the list" in signed_in(alice).get(f"{comment.url}delete/").content.decode()
    client.post(f"{comment.url}delete/")
    assert said(best) == [""]
    shown = client.get("/settings/deleted/").content.decode()
    assert f'action="{comment.url}restore/"' in shown
    assert client.post(f"{comment.url}restore/")["Location"] == "/settings/deleted/"
    assert said(best) == ["<p>The fourth.</p>"]


def test_what_was_deleted_long_ago_is_forgotten_and_the_stub_stays(bob, best):
    old, late = a_list_comment(bob, best, "Old."), a_list_comment(bob, best, "Late.")
    for comment, days in ((old, 31), (late, 29)):
        at = timezone.now() - datetime.timedelta(days=days)
        ListComment.objects.filter(pk=comment.pk).update(deleted_at=at, deleted_by="author")

    call_command("sweep", verbosity=0)

    assert list(ListComment.objects.order_by("pk").values_list("text", flat=True)) == ["erased", "Late."]
    assert [one.stub for one in thread(best).said] == ["Deleted by its author"] * 2


def test_lists_their_notes_and_comments_are_rendered_anew(alice, bob, her):
    best = a_list(alice, her, description="Ask *@bob*.")
    a_list_comment(bob, best, "Ask *@alice*.")
    Item.objects.update(note="*Twice*.")
    old = {"renderer": 0}
    List.objects.update(description_html="", lead_html="", **old)
    Item.objects.update(note_html="", **old)
    ListComment.objects.update(text_html="", **old)

    call_command("render_texts", verbosity=0)

    best.refresh_from_db()
    assert 'href="/@bob/"' in best.description_html
    assert best.lead_html == best.description_html
    assert Item.objects.get().note_html == "<p><em>Twice</em>.</p>"
    assert 'href="/@alice/"' in ListComment.objects.get().text_html


@pytest.mark.django_db(transaction=True)
def test_a_double_click_makes_one_comment_and_a_block_at_that_moment_none_or_one(alice, bob, carol):
    best = a_list(alice, a_film("Her", 2013))
    results = at_once(*[partial(a_list_comment, bob, best, "@alice yes.", save_key=uuid.UUID(int=1))] * 4)
    assert refusals(results) == []
    assert count(best) == 1

    results = at_once(partial(a_list_comment, carol, best), partial(social.block, carol, by=alice))

    assert all(issubclass(refusal, CannotComment) for refusal in refusals(results))
    assert count(best) == ListComment.objects.count() == 2 - len(refusals(results))
