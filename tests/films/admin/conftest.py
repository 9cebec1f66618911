from __future__ import annotations

import pytest
from django.contrib.auth.models import Group
from django.test import Client

from accounts.roles import make_roles
from tests.factories import a_member


@pytest.fixture
def curator(db, signed_in) -> Client:
    """A client of somebody in the role."""
    make_roles()
    member = a_member("celine", is_staff=True)
    member.groups.add(Group.objects.get(name="curator"))
    return signed_in(member)
