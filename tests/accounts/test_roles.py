"""Curators and moderators have just the rights they need."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Group

from accounts.models import Member
from accounts.roles import CURATOR, MODERATOR, RIGHTS, make_roles
from tests.factories import PASSWORD, a_member

pytestmark = pytest.mark.django_db


def staff(role):
    make_roles()
    member = a_member(role, is_staff=True)
    member.groups.add(Group.objects.get(name=role))
    return member


@pytest.fixture
def moderator():
    return staff(MODERATOR)


def address_of(member):
    return f"/admin/accounts/member/{member.pk}/change/"


def test_each_role_has_all_of_its_rights():
    make_roles()

    assert {role: Group.objects.get(name=role).permissions.count() for role in RIGHTS} == {
        role: len(rights) for role, rights in RIGHTS.items()
    }


def test_making_them_again_takes_nothing_away():
    make_roles()
    group = Group.objects.get(name=CURATOR)
    before = set(group.permissions.values_list("codename", flat=True))

    make_roles()

    assert set(group.permissions.values_list("codename", flat=True)) == before


@pytest.mark.parametrize(
    ("role", "may", "may_not"),
    [
        (
            CURATOR,
            ["films.change_film", "films.delete_credit"],
            ["accounts.view_member", "reviews.change_entry"],
        ),
        (
            MODERATOR,
            ["accounts.change_member", "reviews.change_entry"],
            ["films.change_film", "accounts.delete_member", "accounts.add_member"],
        ),
    ],
)
def test_each_may_what_it_needs_and_no_more(role, may, may_not):
    member = Member.objects.get(pk=staff(role).pk)

    assert [right for right in may if not member.has_perm(right)] == []
    assert [right for right in may_not if member.has_perm(right)] == []


def test_a_moderator_finds_and_suspends(signed_in, moderator, alice):
    client = signed_in(moderator)
    assert "alice" in client.get("/admin/accounts/member/?q=ali").content.decode()

    client.post(address_of(alice), {"former_usernames-TOTAL_FORMS": 0, "former_usernames-INITIAL_FORMS": 0})

    alice.refresh_from_db()
    assert alice.is_active is False


def test_a_moderator_changes_nothing_else(signed_in, moderator, alice):
    signed_in(moderator).post(
        address_of(alice),
        {
            "is_active": "on",
            "username": "root",
            "email": "x@example.org",
            "password": "x",
            "is_staff": "on",
            "is_superuser": "on",
            "groups": [Group.objects.get(name=MODERATOR).pk],
            "former_usernames-TOTAL_FORMS": 0,
            "former_usernames-INITIAL_FORMS": 0,
        },
    )

    alice.refresh_from_db()
    assert (alice.username, alice.email, alice.is_staff, alice.is_superuser) == ("alice", "", False, False)
    assert alice.check_password(PASSWORD)
    assert not alice.groups.exists()


def test_the_page_of_a_member_shows_no_password_and_offers_no_deletion(signed_in, moderator, alice):
    page = signed_in(moderator).get(address_of(alice)).content.decode()

    assert alice.password not in page
    assert 'name="password"' not in page
    assert "deletelink" not in page


def test_a_moderator_acts_on_nobody_of_the_staff_nor_on_themselves(signed_in, moderator):
    client, superuser = signed_in(moderator), Member.objects.create_superuser("boss", PASSWORD)

    for member in (superuser, moderator, staff(CURATOR)):
        response = client.post(address_of(member), {})
        member.refresh_from_db()
        assert (response.status_code, member.is_active) == (403, True)


def test_a_moderator_does_not_read_passwords_one_character_at_a_time(signed_in, moderator, alice):
    client = signed_in(moderator)

    for asked in ("password__startswith=m", "password__regex=^m", "email__contains=a", "is_active__regex=("):
        assert client.get(f"/admin/accounts/member/?{asked}").status_code == 400
    assert "alice" in client.get("/admin/accounts/member/?is_active__exact=1").content.decode()


def test_mail_addresses_are_for_superusers(signed_in, moderator):
    member, boss = (
        a_member("dora", email="dora@example.org"),
        Member.objects.create_superuser("boss", PASSWORD),
    )

    seen = {
        viewer.username: [
            "dora@example.org" in client.get(address_of(member)).content.decode(),
            ">dora<" in client.get("/admin/accounts/member/?q=dora@example.org").content.decode(),
        ]
        for viewer in (moderator, boss)
        for client in [signed_in(viewer)]
    }

    assert seen == {"moderator": [False, False], "boss": [True, True]}


def test_a_superuser_gives_roles(signed_in, alice):
    make_roles()
    superuser = Member.objects.create_superuser("boss", PASSWORD)

    signed_in(superuser).post(
        address_of(alice),
        {
            "is_active": "on",
            "is_staff": "on",
            "groups": [Group.objects.get(name=CURATOR).pk],
            "former_usernames-TOTAL_FORMS": 0,
            "former_usernames-INITIAL_FORMS": 0,
        },
    )

    alice = Member.objects.get(pk=alice.pk)
    assert alice.is_staff
    assert alice.has_perm("films.change_film")


@pytest.mark.parametrize(
    "address",
    ["/admin/accounts/member/add/", "/admin/accounts/member/1/delete/", "/admin/accounts/member/1/password/"],
)
def test_accounts_are_neither_made_nor_deleted_nor_opened_here(signed_in, moderator, address):
    assert signed_in(moderator).get(address).status_code in {302, 403, 404}


@pytest.mark.parametrize("address", ["/admin/", "/admin/accounts/member/"])
def test_members_without_a_role_do_not_get_in(signed_in, alice, address):
    assert signed_in(alice).get(address).status_code in {302, 403}


def test_a_curator_does_not_see_members(signed_in):
    assert signed_in(staff(CURATOR)).get("/admin/accounts/member/").status_code == 403
