"""What a process of the site remembers for some minutes, and a test must not have from the one before."""

from __future__ import annotations

from activity.queries.figures.catalogue import remembered
from activity.queries.popular import ranked_lately
from films.queries.browsing import words_in_period
from reviews.queries.over_time import counted_in
from reviews.queries.reviews import start_of_the_latest_likes
from web.kept import shelf


def forget() -> None:
    words_in_period.cache_clear()
    start_of_the_latest_likes.cache_clear()
    ranked_lately.cache_clear()
    remembered.clear()
    counted_in.cache_clear()
    shelf.clear()
