from films.models.films import AlternativeTitle, Film, FilmQuerySet, FilmState, FormerSlug
from films.models.people import Credit, CreditQuerySet, Person, Role
from films.models.search import TitleKey

__all__ = [
    "AlternativeTitle",
    "Credit",
    "CreditQuerySet",
    "Film",
    "FilmQuerySet",
    "FilmState",
    "FormerSlug",
    "Person",
    "Role",
    "TitleKey",
]
