from __future__ import annotations

import pytest

from accounts.models import Member
from reviews.models import Entry
from tests.factories import a_review
from tests.moderation.desk import staff


@pytest.fixture
def maud(db: None) -> Member:
    """A moderator."""
    return staff("moderator", "maud")


@pytest.fixture
def norman(db: None) -> Member:
    """Another moderator."""
    return staff("moderator", "norman")


@pytest.fixture
def review(alice: Member, her) -> Entry:
    return a_review(alice, her)
