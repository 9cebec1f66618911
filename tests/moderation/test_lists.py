"""Lists and comments on them before the moderators."""

from __future__ import annotations

import pytest
from django.test import Client

from lists.actions.removal import remove_list
from lists.models import Item, List
from lists.queries.lists import readable_lists
from moderation.actions.decisions import NotOffered
from moderation.models import Act, Case, Report
from social.models import Audience
from tests.factories import a_list, a_list_comment
from tests.moderation.desk import CASES, a_case, decided, removed
from web.viewer import NOBODY


@pytest.fixture
def best(alice, her) -> List:
    return a_list(alice, her, title="Best of trains", description="Look at *this*.")


def test_a_list_and_a_comment_on_it_are_reported_with_their_words(alice, bob, carol, best, signed_in):
    Item.objects.update(note="Trains, trains.")
    comment = a_list_comment(bob, best, "Something sharp.")
    client = signed_in(carol)

    for address, title in (
        (f"/report/list/{best.pk}/", "list “Best of trains”"),
        (f"/report/list-comment/{comment.pk}/", "comment on alice’s list “Best of trains”"),
    ):
        assert title in client.get(address).content.decode().lower().replace("best", "Best")
        assert client.post(address, {"reason": "abuse"}).status_code == 302

    assert set(Report.objects.values_list("case__kind", "case__about", "copy")) == {
        ("list", alice.pk, "Best of trains\n\nLook at *this*.\n\nHer: Trains, trains."),
        ("list_comment", bob.pk, "Something sharp."),
    }


def test_what_one_cannot_read_one_cannot_report(alice, bob, carol, mallory, her, signed_in):
    hidden = a_list(alice, her, audience=Audience.FOLLOWERS)
    comment = a_list_comment(bob, hidden)
    addresses = (f"/report/list/{hidden.pk}/", f"/report/list-comment/{comment.pk}/")

    for address in addresses:
        assert signed_in(alice).get(address).status_code == 200
        assert signed_in(carol).get(address).status_code == 404
        assert signed_in(mallory).get(address).status_code == 404


def test_a_removed_list_is_its_authors_alone_who_reads_why(alice, bob, carol, maud, best, signed_in):
    assert readable_lists(best.pk, NOBODY)

    decision = removed(best, carol, maud)

    assert not readable_lists(best.pk, NOBODY)
    assert not readable_lists(best.pk, bob)
    assert readable_lists(best.pk, alice)
    client = signed_in(alice)
    assert client.get(f"/lists/{best.pk}/decision/").url == decision.url
    page = client.get(decision.url).content.decode()
    assert "removed your list “Best of trains”" in page
    assert "Look at *this*." in page
    assert signed_in(carol).get(f"/lists/{best.pk}/decision/").url == "/decisions/"
    decided(Case.objects.get(), Act.RESTORE, maud)
    assert readable_lists(best.pk, NOBODY)


def test_a_removed_comment_leaves_a_stub_and_comes_back(bob, carol, maud, best):
    comment = a_list_comment(bob, best, "Something sharp.")
    removed(comment, carol, maud)
    comment.refresh_from_db()
    assert comment.deleted_by == "moderator"

    decided(Case.objects.get(), Act.RESTORE, maud)

    comment.refresh_from_db()
    assert not comment.is_deleted


def test_a_list_gives_nothing_away_that_could_be_locked_and_is_removed_once(carol, maud, best):
    case = a_case(best, by=carol)

    with pytest.raises(NotOffered):
        decided(case, Act.LOCK, maud)
    remove_list(best)
    with pytest.raises(NotOffered):
        decided(case, Act.REMOVE, maud)


def test_the_desk_shows_both(bob, carol, maud, best, signed_in):
    comment = a_list_comment(bob, best, "Something sharp.")
    cases = [a_case(best, by=carol), a_case(comment, by=carol)]
    client = signed_in(maud)

    shown = client.get(CASES).content.decode()

    assert "List “Best of trains”" in shown
    assert "Comment on alice’s list “Best of trains”" in shown
    pages = [client.get(f"{CASES}{case.pk}/change/").content.decode() for case in cases]
    assert "Look at *this*." in pages[0]
    assert "Something sharp." in pages[1]
    assert Client().get(CASES).status_code == 302


def test_what_its_owner_now_keeps_to_themselves_is_nobody_elses(carol, maud, best, signed_in):
    case = a_case(best, by=carol)
    List.objects.update(audience=Audience.ME)

    page = signed_in(maud).get(f"{CASES}{case.pk}/change/").content.decode()

    assert "keeps it for nobody else now" in page
