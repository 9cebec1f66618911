"""Films are mended: addresses, identifiers, credits, pictures."""

from __future__ import annotations

import re

from django.core.files.uploadedfile import SimpleUploadedFile

from films.models import Film, FormerSlug, Role
from tests.factories import a_credit, a_film, a_person
from tests.films.admin.desk import a_picture, change_page, errors, stands


def test_an_identifier_of_another_film_is_refused_with_the_name_of_that_film(curator, her):
    a_film("Amour", 2012, imdb_id="tt1602620")

    answer = curator.post(change_page(her), stands(her, imdb_id="tt1602620"))

    assert "Amour (2012) has this already." in errors(answer)


def test_a_former_address_leads_on(curator, her):
    curator.post(change_page(her), stands(her, slug="samantha"))

    assert Film.objects.get().slug == "samantha"
    assert FormerSlug.objects.get(slug="her-2013").film == her
    assert "her-2013" in curator.get(change_page(her)).content.decode()


def test_an_emptied_address_is_made_anew_from_the_title(curator, her):
    curator.post(change_page(her), stands(her, slug=""))
    assert Film.objects.get().slug == "her-2013"

    curator.post(change_page(her), stands(her, slug="", title="Hers"))
    assert Film.objects.get().slug == "hers-2013"


def test_an_address_that_led_to_another_film_is_refused(curator, her):
    FormerSlug.objects.create(slug="amour", film=a_film("Amour", 2012))

    answer = curator.post(change_page(her), stands(her, slug="amour"))

    assert "This was the address of Amour (2012)" in errors(answer)


def test_credits_stand_in_the_order_of_the_film_page(curator, her):
    a_credit(her, a_person("Joaquin Phoenix"), character="Theodore")
    a_credit(her, a_person("Arcade Fire"), role=Role.MUSIC)

    formset = curator.get(change_page(her)).context["inline_admin_formsets"][0].formset

    assert [form.instance.role for form in formset.initial_forms] == ["director", "music", "actor"]


def test_a_poster_is_uploaded_shown_beside_the_drawn_one_and_removed(curator, her):
    curator.post(change_page(her), stands(her, poster_upload=a_picture()))
    her.refresh_from_db()
    page = curator.get(change_page(her)).content.decode()

    assert re.fullmatch(r"[0-9a-f]{32}", her.poster)
    assert her.poster_src in page
    assert f"/film/{her.slug}/poster-" in page

    curator.post(change_page(her), stands(her, poster_removal="on"))
    her.refresh_from_db()
    assert her.poster == ""


def test_a_backdrop_is_uploaded_with_its_focus(curator, her):
    wide = a_picture(size=(1600, 900))

    curator.post(change_page(her), stands(her, backdrop_upload=wide, backdrop_focus="20"))

    her.refresh_from_db()
    assert her.backdrop
    assert her.backdrop_focus == 20


def test_a_broken_picture_is_refused_in_words_and_nothing_is_saved(curator, her, tmp_path):
    broken = SimpleUploadedFile("poster.png", b"not a picture", "image/png")

    answer = curator.post(change_page(her), stands(her, title="Him", poster_upload=broken))

    assert "Please choose a JPEG, PNG, WebP or AVIF picture" in errors(answer)
    assert Film.objects.get().title == "Her"
    assert list(tmp_path.iterdir()) == []
