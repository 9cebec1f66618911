"""Comments when everybody does everything at the same moment, over real connections."""

from __future__ import annotations

import io
import uuid
from functools import partial

import pytest
from django.core.management import call_command

from reviews.actions import comments as actions
from reviews.actions.members import delete_account
from reviews.models import Comment, Mention, ReviewStats
from social import actions as social
from social.models import Block
from tests.factories import a_comment, a_member, a_review
from tests.threads import at_once, refusals

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def review(alice, her):
    return a_review(alice, her)


def is_exact() -> bool:
    said = io.StringIO()
    call_command("recount", "--check", stdout=said)
    return said.getvalue() == "Every count is exact.\n"


def test_saving_by_a_double_click_makes_one_comment(review, bob):
    results = at_once(*[partial(a_comment, bob, review, "@alice yes.", save_key=uuid.UUID(int=1))] * 5)

    assert refusals(results) == []
    assert len({said.pk for said in results}) == 1
    assert Mention.objects.count() == 1
    assert ReviewStats.objects.get(entry=review).comments_count == 1


def test_a_comment_and_a_block_at_the_same_moment(alice, carol, review):
    for _ in range(8):
        results = at_once(partial(a_comment, carol, review), partial(social.block, carol, by=alice))

        assert set(refusals(results)) <= {actions.AcrossABlock}
        with pytest.raises(actions.AcrossABlock):
            a_comment(carol, review, "Once more.")
        assert Comment.objects.count() == 1 - len(refusals(results))
        assert is_exact()
        Block.objects.all().delete()
        Comment.objects.all().delete()


def test_many_comment_delete_and_restore_at_once_and_the_count_stays_exact(alice, review):
    members = [a_member(f"talker_{number}") for number in range(4)]
    stand = [a_comment(member, review, "Before.") for member in members]

    results = at_once(
        *[partial(a_comment, member, review, "@talker_0 and @talker_3") for member in members],
        *[partial(actions.delete_comment, said, by=said.author) for said in stand],
        *[partial(actions.delete_comment, said, by=alice) for said in stand],
        *[partial(actions.edit_comment, stand[0], f"Edit {number}", by=members[0]) for number in range(2)],
    )

    assert set(refusals(results)) <= {actions.CommentGone}
    assert ReviewStats.objects.get(entry=review).comments_count == 4
    assert is_exact()


@pytest.mark.parametrize("leaving", ["owner", "mentioned"])
def test_an_account_deleted_while_others_comment_leaves_exact_counts(alice, review, leaving):
    talkers = [a_member(f"talker_{number}") for number in range(4)]
    named = a_member("named")
    a_comment(named, review)

    results = at_once(
        partial(delete_account, alice if leaving == "owner" else named),
        *[partial(a_comment, talker, review, "@named and @alice") for talker in talkers],
    )

    assert set(refusals(results)) <= {actions.ThreadClosed}
    assert results[0] is None
    assert Comment.objects.count() == (0 if leaving == "owner" else 4)
    assert is_exact()
