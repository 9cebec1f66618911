"""What may be muted."""

from __future__ import annotations

from django import forms

from social.models.mutes import LONGEST_WORD
from web.characters import refuse_invisible_characters


class WordsForm(forms.Form):
    words = forms.CharField(
        label="A word, or words one after the other",
        max_length=LONGEST_WORD,
        validators=[refuse_invisible_characters],
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": "Which word?"},
    )

    def clean_words(self) -> str:
        """With single blanks; cards are searched for whole words, whatever their case."""
        words = " ".join(self.cleaned_data["words"].split())
        if not any(character.isalnum() for character in words):
            raise forms.ValidationError("There is no letter in it.", code="no_word")
        return words
