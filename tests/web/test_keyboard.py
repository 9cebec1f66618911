"""The page of the keys, and who has them switched off."""

from __future__ import annotations

from django.test import Client

KEYBOARD = "/keyboard/"


def test_a_member_is_led_to_the_settings_and_a_visitor_has_a_switch(alice):
    client = Client()
    assert "<key-switch>" in client.get(KEYBOARD).content.decode()
    client.force_login(alice)

    page = client.get(KEYBOARD).content.decode()

    assert "<key-switch>" not in page
    assert 'href="/settings/">settings</a> switch them off' in page


def test_the_keys_of_a_member_who_switched_them_off_are_off_on_every_page(alice, client):
    client.force_login(alice)
    assert "<key-commands>" in client.get("/films/").content.decode()
    alice.single_keys = False
    alice.save(update_fields=["single_keys"])

    assert "<key-commands off>" in client.get("/films/").content.decode()
    assert "switch them on" in client.get(KEYBOARD).content.decode()
