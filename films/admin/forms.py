"""What curators may put into the catalogue."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.admin.widgets import AdminTextareaWidget
from django.core.files.uploadedfile import UploadedFile
from django.core.validators import RegexValidator
from PIL import Image

from films import vocabulary
from films.actions.credits import UNBILLED
from films.actions.films import free_person_slug, free_slug
from films.admin.widgets import SearchableSelect
from films.models import Credit, Film, FormerSlug, Person
from films.titles import slug_of
from web import pictures

FILM_IDS = ("imdb_id", "tmdb_id", "wikidata_id", "letterboxd_id")
PERSON_IDS = ("imdb_id", "tmdb_id")


class PictureField(forms.FileField):
    """An upload that has become a checked picture once the form is clean."""

    widget = forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp,image/avif"})

    def clean(self, data: Any, initial: Any = None) -> Image.Image | None:
        upload: UploadedFile | None = super().clean(data, initial)
        if not upload:
            return None
        try:
            return pictures.read_picture(upload, upload.size or 0)
        except pictures.NotAPicture as problem:
            raise forms.ValidationError(str(problem)) from problem


class FilmForm(forms.ModelForm):
    genres = forms.MultipleChoiceField(
        choices=vocabulary.GENRES, required=False, widget=forms.CheckboxSelectMultiple
    )
    countries = forms.MultipleChoiceField(
        choices=vocabulary.countries, required=False, widget=SearchableSelect, help_text="The main one first."
    )
    languages = forms.MultipleChoiceField(
        choices=vocabulary.languages, required=False, widget=SearchableSelect, help_text="The main one first."
    )
    poster_upload = PictureField(
        label="New poster", required=False, help_text=pictures.RULE + " It is cut to 2:3."
    )
    poster_removal = forms.BooleanField(label="Remove the poster, show the drawn one", required=False)
    backdrop_upload = PictureField(label="New backdrop", required=False, help_text=pictures.RULE)
    backdrop_removal = forms.BooleanField(label="Remove the backdrop", required=False)

    class Meta:
        model = Film
        fields = (
            "title",
            "original_title",
            "year",
            "slug",
            "state",
            "released_on",
            "runtime",
            "tagline",
            "synopsis",
            "genres",
            "countries",
            "languages",
            *FILM_IDS,
            "backdrop_focus",
            "is_adult",
        )
        widgets = {"synopsis": AdminTextareaWidget(attrs={"rows": 4})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].required = False
            self.fields[
                "slug"
            ].help_text = "Left empty it is made of the title and the year. Old addresses lead on."

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or self.cleaned_data
        if facts.get("title") and "slug" in facts:
            facts["slug"] = facts["slug"] or self.own_slug(slug_of(facts["title"], facts.get("year")))
        former = FormerSlug.objects.filter(slug=facts.get("slug", "")).exclude(film=self.instance.pk).first()
        if former:
            self.add_error("slug", f"This was the address of {former.film} and leads there.")
        refuse_taken_ids(self, FILM_IDS)
        return facts

    def own_slug(self, wanted: str) -> str:
        stands_already = self.instance.pk and self.initial.get("slug") == wanted
        return wanted if stands_already else free_slug(wanted)


class CreditForm(forms.ModelForm):
    billing = forms.IntegerField(
        min_value=UNBILLED,
        max_value=9_999,
        required=False,
        widget=forms.NumberInput(attrs={"class": "vSmallField"}),
        help_text="1 stands first. Left empty it comes last of its role.",
    )

    class Meta:
        model = Credit
        fields = ("role", "person", "character", "billing")
        widgets = {"character": forms.TextInput(attrs={"class": "vTextField"})}

    def clean_billing(self) -> int:
        return self.cleaned_data["billing"] or UNBILLED


class PersonForm(forms.ModelForm):
    class Meta:
        model = Person
        fields = ("name", "note", "slug", "biography", *PERSON_IDS)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].required = False
            self.fields["slug"].help_text = "Left empty it is made of the name."
            self.fields["imdb_id"].validators.append(
                RegexValidator(r"\Anm\d{7,9}\Z", "An example of one: nm0005069")
            )
            self.fields["tmdb_id"].validators.append(
                RegexValidator(r"\A[1-9]\d{0,8}\Z", "An example of one: 5953")
            )

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or self.cleaned_data
        if facts.get("name") and "slug" in facts:
            facts["slug"] = facts["slug"] or free_person_slug(slug_of(facts["name"], facts.get("note")))
        namesakes = Person.objects.exclude(pk=self.instance.pk).filter(
            name=facts.get("name"), note=facts.get("note", "")
        )
        if namesakes.exists():
            self.add_error(
                "note", "Somebody of this name stands in the catalogue. Say here what tells the two apart."
            )
        refuse_taken_ids(self, PERSON_IDS)
        return facts


def refuse_taken_ids(form: forms.ModelForm, fields: tuple[str, ...]) -> None:
    """An identifier is one film's, or one person's: says whose."""
    others = form.instance.__class__.objects.exclude(pk=form.instance.pk)
    for field in fields:
        value = form.cleaned_data.get(field)
        if value and (other := others.filter(**{field: value}).first()):
            form.add_error(field, f"{other} has this already.")
