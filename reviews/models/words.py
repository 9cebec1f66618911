"""How the words of reviews are looked for."""

from __future__ import annotations

import re

from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db import models
from django.db.models import F, Func, Value

# PostgreSQL looks for addresses, paths and comments too: over 100,000 characters of "a_a_a…" for minutes. It gets words alone.
JOINS = "&+-./:<=>?@_~"
BETWEEN_WORDS = re.compile(rf"(?<=\w)[{re.escape(JOINS)}]+(?=\w)")
BARE_TEXT = Func(
    F("text"), Value(JOINS), Value(" " * len(JOINS)), function="translate", output_field=models.TextField()
)
WORDS = SearchVector(BARE_TEXT, config="simple")


def asked_for(words: str) -> SearchQuery:
    """All of these words, "in quotes" one after the other, and none with a -word: to be compared with WORDS."""
    return SearchQuery(BETWEEN_WORDS.sub(" ", words), search_type="websearch", config="simple")
