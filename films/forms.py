"""What visitors ask of the catalogue, read from the address."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping

from django import forms
from django.http import QueryDict

from films import vocabulary
from films.models import FilmQuerySet
from films.models.films import FIRST_YEAR, LAST_YEAR
from films.queries.browsing import films_of, words_in_use
from web.selects import OneOf


def decades() -> dict[str, str]:
    """The present one first."""
    present = datetime.datetime.now(datetime.UTC).year // 10 * 10
    return {f"{decade}s": f"{decade}s" for decade in range(present, FIRST_YEAR - 1, -10)}


class FilmFilters(forms.Form):
    """Genre, decade, country and language; a single year comes from the pages of films. An unknown word is an error."""

    year = forms.IntegerField(
        required=False, min_value=FIRST_YEAR, max_value=LAST_YEAR, widget=forms.HiddenInput
    )

    def __init__(self, asked: QueryDict) -> None:
        super().__init__(asked, auto_id="filter-%s")
        self.labels: dict[str, Mapping[str, str]] = {}
        in_use = words_in_use()
        self.offer("genre", vocabulary.GENRES, vocabulary.GENRES)
        self.offer("decade", decades(), decades())
        self.offer("country", vocabulary.countries(), in_use.countries)
        self.offer("language", vocabulary.languages(), in_use.languages)

    def offer(self, name: str, known: Mapping[str, str], offered: Iterable[str]) -> None:
        """Every known word is understood; those are offered that lead somewhere, and the one that was asked for."""
        shown = {*offered, self.data.get(name)}
        labels = {word: label for word, label in known.items() if word in shown}
        self.fields[name] = OneOf(known, {"": f"Any {name}"} | labels)
        self.labels[name] = known

    @property
    def selects(self) -> list[forms.BoundField]:
        return self.visible_fields()

    @property
    def are_chosen(self) -> bool:
        return any(self.cleaned_data.values())

    def films(self) -> FilmQuerySet:
        asked = self.cleaned_data
        decade = int(asked["decade"][:-1]) if asked["decade"] else None
        return films_of(
            genre=asked["genre"],
            decade=decade,
            year=asked["year"],
            country=asked["country"],
            language=asked["language"],
        )

    def label_of(self, name: str) -> str:
        """The chosen word as people say it, "" where nothing is chosen."""
        chosen = self.cleaned_data[name]
        return self.labels.get(name, {}).get(chosen, str(chosen or ""))
