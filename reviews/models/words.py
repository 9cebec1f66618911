"""How the words of reviews are looked for."""

from __future__ import annotations

import re

from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db import models
from django.db.models import F, Func, Value

# PostgreSQL looks for addresses, paths and comments too: over 100,000 characters of "a_a_a…" for minutes. It gets words alone.
JOINS = "&+-./:<=>?@_~"
BETWEEN_WORDS = re.compile(rf"(?<=\w)[{re.escape(JOINS)}]+(?=\w)")


def words_in(column: str) -> SearchVector:
    """The words of a column alone."""
    signs = (Value(JOINS), Value(" " * len(JOINS)))
    bare = Func(F(column), *signs, function="translate", output_field=models.TextField())
    return SearchVector(bare, config="simple")


WORDS = words_in("text")


def asked_for(words: str) -> SearchQuery:
    """All of these words, "in quotes" one after the other, and none with a -word: to be compared with WORDS."""
    return SearchQuery(BETWEEN_WORDS.sub(" ", words), search_type="websearch", config="simple")
