"""Words that a viewer does not want to meet."""

from __future__ import annotations

from reviews.models import Entry
from social.models import Viewer
from social.queries.muting import muted_words_among


def muted_words_in(review: Entry, viewer: Viewer) -> str:
    """The first of the viewer's muted words in the lead of somebody else's review or in the title of its film, "" for
    none. No query: the words come with the viewer's session."""
    if review.author_id == viewer.pk:
        return ""
    return muted_words_among(review.lead_html, viewer, also=review.film.title)
