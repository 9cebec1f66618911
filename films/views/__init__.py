from films.views.browse import browse
from films.views.film import detail, drawn_poster
from films.views.person import person
from films.views.popular import popular
from films.views.search import search

__all__ = ["browse", "detail", "drawn_poster", "person", "popular", "search"]
