"""The curators' desk: the catalogue in Django's admin."""

from films.admin.films import FilmAdmin
from films.admin.people import PersonAdmin

__all__ = ["FilmAdmin", "PersonAdmin"]
