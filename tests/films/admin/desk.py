"""What the browser sends to the curators' desk, and what comes back."""

from __future__ import annotations

import io
import re

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from films.models import Film

FILMS = "/admin/films/film/"
PEOPLE = "/admin/films/person/"


def film_form(*people: dict, titles: tuple[str, ...] = (), **facts) -> dict:
    """What the browser sends for a film with these new credits and alternative titles."""
    form = {"title": "Stalker", "year": "1979", "state": "published", "backdrop_focus": "50", **facts}
    form |= {"credits-TOTAL_FORMS": len(people), "credits-INITIAL_FORMS": 0}
    form |= {"alternative_titles-TOTAL_FORMS": len(titles), "alternative_titles-INITIAL_FORMS": 0}
    for index, credit in enumerate(people):
        form |= {f"credits-{index}-{name}": value for name, value in credit.items()}
    return form | {f"alternative_titles-{index}-title": title for index, title in enumerate(titles)}


def stands(film: Film, **changes) -> dict:
    """The form of a film as it stands, with these changes."""
    facts = {
        name: getattr(film, name) or "" for name in ("title", "year", "slug", "state", "imdb_id", "tmdb_id")
    }
    return film_form(**{**facts, "countries": film.countries, "languages": film.languages, **changes})


def change_page(film: Film) -> str:
    return f"{FILMS}{film.pk}/change/"


def errors(response) -> str:
    assert response.status_code == 200
    return " ".join(re.findall(r'<ul class="errorlist[^>]*>(.*?)</ul>', response.content.decode(), re.DOTALL))


def messages(response) -> list[str]:
    return [str(message) for message in response.context["messages"]]


def titles_in(response) -> list[str]:
    return [film.title for film in response.context["cl"].result_list]


def a_picture(colour: str = "red", *, size: tuple[int, int] = (400, 600)) -> SimpleUploadedFile:
    content = io.BytesIO()
    Image.new("RGB", size, colour).save(content, "PNG")
    return SimpleUploadedFile("poster.png", content.getvalue(), "image/png")


def act(client, action: str, *films: Film, **more):
    chosen = {"action": action, "_selected_action": [film.pk for film in films], **more}
    return client.post(FILMS, chosen, follow=True)
