"""The form of the four favourite films: by picking from suggestions, or by typing titles alone."""

from __future__ import annotations

import re
from typing import Any

from django import forms

from films.models import Film
from films.queries.search import find_films
from reviews.models.favourites import FAVOURITES

POSITIONS = range(1, FAVOURITES + 1)
NAMESAKES = 20
WITH_YEAR = re.compile(r"(?P<title>.+?)\s*\((?P<year>\d{4})\)\s*\Z")


class FavouritesForm(forms.Form):
    """For each position a title, and the slug of the film picked for it. `films` are the films in order."""

    def __init__(self, *arguments: Any, chosen: list[Film], **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.films: list[Film] = []
        for position in POSITIONS:
            film = chosen[position - 1] if position <= len(chosen) else None
            self.fields[f"title_{position}"] = forms.CharField(
                label=f"Film {position}", max_length=300, required=False, initial=str(film or "")
            )
            self.fields[f"film_{position}"] = forms.CharField(
                max_length=120, required=False, initial=film.slug if film else "", widget=forms.HiddenInput
            )

    def rows(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        return [(self[f"title_{position}"], self[f"film_{position}"]) for position in POSITIONS]

    def clean(self) -> None:
        for position in POSITIONS:
            title = self.cleaned_data.get(f"title_{position}", "").strip()
            if not title:
                continue
            film = find_film(title, picked=self.cleaned_data.get(f"film_{position}", ""))
            if film is None:
                self.add_error(
                    f"title_{position}", f"No film called “{title}” is in the catalogue. Is it spelled so?"
                )
            elif film in self.films:
                self.add_error(f"title_{position}", "You have chosen this film already.")
            else:
                self.films.append(film)


def find_film(title: str, *, picked: str) -> Film | None:
    """The film picked from the suggestions while its title still stands there, else the one best known by the title."""
    film = Film.objects.filter(slug=picked).first() if picked else None
    if film and str(film) == title:
        return film
    return film_called(title)


def film_called(title: str) -> Film | None:
    """What search finds first under this title; "Her (2013)" minds the year."""
    dated = WITH_YEAR.match(title)
    if dated:
        of_year = [
            film for film in find_films(dated["title"], limit=NAMESAKES) if film.year == int(dated["year"])
        ]
        if of_year:
            return of_year[0]
    return next(iter(find_films(title, limit=1)), None)
