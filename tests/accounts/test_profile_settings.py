"""What members say about themselves, and the picture they show."""

from __future__ import annotations

import io
import re

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from accounts.models import Member, Theme
from tests.pictures import HOSTILE, a_photograph_on_its_side, a_picture
from web.pictures import RULE

SETTINGS = "/settings/"
pytestmark = pytest.mark.django_db


def save(client, **said):
    return client.post(SETTINGS, {"time_zone": "UTC", "theme": "system", **said})


def upload(client, content, name="me.jpg", content_type="image/jpeg", **said):
    return save(client, avatar=SimpleUploadedFile(name, content, content_type), **said)


def files():
    folders = default_storage.listdir(".")[0]
    return sorted(name for folder in folders for name in default_storage.listdir(folder)[1])


def test_all_of_it_is_saved(signed_in, alice):
    said = {
        "display_name": "Alice Guy",
        "bio": "I *look*.",
        "pronouns": "she/her",
        "location": "Paris",
        "website": "https://alice.example/films?x=1",
        "time_zone": "Europe/Paris",
        "theme": "light",
    }

    assert save(signed_in(alice), **said).url == SETTINGS

    alice.refresh_from_db()
    assert {name: getattr(alice, name) for name in said} == said
    assert alice.bio_html == "<p>I <em>look</em>.</p>"


def test_all_of_it_can_be_taken_back(signed_in, alice):
    client = signed_in(alice)
    save(client, display_name="Alice Guy", bio="x", website="https://alice.example")

    save(client)

    alice.refresh_from_db()
    assert (alice.display_name, alice.bio, alice.bio_html, alice.website) == ("", "", "", "")


def test_a_website_may_be_typed_as_people_say_it(signed_in, alice):
    save(signed_in(alice), website="alice.example")

    alice.refresh_from_db()
    assert alice.website == "https://alice.example"


@pytest.mark.parametrize(
    "said",
    [
        {"website": "javascript:alert(1)"},
        {"website": "ftp://alice.example"},
        {"website": "data:text/html,x"},
        {"website": "https://" + "a" * 200 + ".example"},
        {"display_name": "a" * 51},
        {"display_name": "Alice\u202eycrem"},
        {"display_name": "Alice\u2066"},
        {"display_name": "\u200d\u200c"},
        {"display_name": "\u3164"},
        {"location": "Paris\u200b"},
        {"bio": "a" * 5_001},
        {"time_zone": "Mars/Olympus"},
        {"time_zone": ""},
        {"theme": "pink"},
    ],
)
def test_what_cannot_be_comes_back_with_words_and_changes_nothing(signed_in, alice, said):
    response = save(signed_in(alice), **{"pronouns": "she/her", **said})

    alice.refresh_from_db()
    assert response.status_code == 422
    assert "field__errors" in response.content.decode()
    assert 'value="she/her"' in response.content.decode()
    assert alice.pronouns == ""


def test_a_family_of_emoji_is_a_fine_name(signed_in, alice):
    save(signed_in(alice), display_name="👩‍👩‍👧 Alice")

    alice.refresh_from_db()
    assert alice.display_name == "👩‍👩‍👧 Alice"


def test_the_zone_one_has_stays_on_offer_though_it_is_an_odd_one(signed_in, alice):
    Member.objects.filter(pk=alice.pk).update(time_zone="US/Pacific")

    page = signed_in(alice).get(SETTINGS).content.decode()

    assert '<option value="US/Pacific" selected>' in page
    assert '<optgroup label="Europe">' in page


@pytest.mark.parametrize(
    ("theme", "words"), [(Theme.DARK, 'data-theme="dark"'), (Theme.LIGHT, 'data-theme="light"')]
)
def test_the_theme_holds_on_every_page(signed_in, alice, theme, words):
    client = signed_in(alice)
    save(client, theme=theme)

    assert words in client.get("/members/").content.decode()


def test_other_fields_cannot_be_written(signed_in, alice):
    save(signed_in(alice), is_staff="on", is_superuser="on", username="root", avatar_name="x")

    alice.refresh_from_db()
    assert (alice.is_staff, alice.is_superuser, alice.username) == (False, False, "alice")


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_a_picture_is_shown_from_then_on(signed_in, alice, kind):
    client = signed_in(alice)

    assert upload(client, a_picture(kind), name=f"me.{kind.lower()}").status_code == 302

    alice.refresh_from_db()
    assert alice.avatar_src in client.get("/@alice/").content.decode()
    assert client.get(alice.avatar_src).status_code == 200
    assert len(files()) == 6


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_gets_a_sentence_and_nothing_is_stored(signed_in, alice, name):
    response = upload(signed_in(alice), HOSTILE[name], display_name="Alice Guy")

    alice.refresh_from_db()
    assert response.status_code == 422
    assert RULE in response.content.decode() or name == "empty"
    assert 'value="Alice Guy"' in response.content.decode()
    assert (alice.avatar, alice.display_name, files()) == ("", "", [])


def test_nine_megabytes_are_too_many(signed_in, alice):
    response = upload(signed_in(alice), a_picture("JPEG") + b"\0" * 9_000_000)

    assert response.status_code == 422
    assert RULE in response.content.decode()
    assert files() == []


def test_a_body_without_end_is_not_even_read(signed_in, alice):
    response = upload(signed_in(alice), a_picture("JPEG") + b"\0" * 11_000_000)

    assert response.status_code == 413


def test_a_photograph_is_upright_and_says_no_place(signed_in, alice):
    upload(signed_in(alice), a_photograph_on_its_side())

    alice.refresh_from_db()
    kept = Image.open(default_storage.open(f"avatars/{alice.avatar}-384.jpg"))
    assert dict(kept.getexif()) == {}
    assert kept.getpixel((192, 20))[0] > 150 > kept.getpixel((192, 360))[0]


@pytest.mark.parametrize(
    "name", ["../../settings.py", "me.php", "a" * 250 + ".jpg", "<script>.jpg", "me.jpg\u202egpj.exe"]
)
def test_the_name_of_the_file_means_nothing(signed_in, alice, name):
    upload(signed_in(alice), a_picture("JPEG"), name=name, content_type="text/html")

    assert all(re.fullmatch(r"[0-9a-f]{32}-(96|192|384)\.(webp|jpg)", file) for file in files())


def test_a_new_picture_takes_the_place_of_the_old_one(signed_in, alice):
    client = signed_in(alice)
    upload(client, a_picture("JPEG"))

    upload(client, a_photograph_on_its_side())

    assert len(files()) == 6


def test_the_picture_can_be_removed(signed_in, alice):
    client = signed_in(alice)
    assert "Remove the picture" not in client.get(SETTINGS).content.decode()
    upload(client, a_picture("JPEG"))
    assert "Remove the picture" in client.get(SETTINGS).content.decode()

    save(client, remove_avatar="on")

    alice.refresh_from_db()
    assert (alice.avatar, files()) == ("", [])


def test_saving_without_a_picture_keeps_the_one_there_is(signed_in, alice):
    client = signed_in(alice)
    upload(client, a_picture("JPEG"))

    save(client, display_name="Alice Guy")

    alice.refresh_from_db()
    assert alice.avatar


def test_a_picture_in_place_of_text_is_a_form_error(signed_in, alice):
    response = signed_in(alice).post(
        SETTINGS, {"time_zone": "UTC", "theme": "system", "display_name": io.BytesIO(a_picture())}
    )

    assert response.status_code in {302, 422}
