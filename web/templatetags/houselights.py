"""What templates of every app may say without loading anything."""

from django import template

from web.words import RATING_CHOICES, counted, in_stars, in_words, short_count

register = template.Library()
for words in (short_count, counted, in_stars, in_words):
    register.filter(words)


@register.simple_tag
def rating_choices() -> tuple[tuple[str, str], ...]:
    """The ten values of a rating with their names, lowest first."""
    return RATING_CHOICES
