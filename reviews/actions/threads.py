"""Who hears of new comments under a review."""

from __future__ import annotations

from functools import partial

from reviews.models import REVIEW_THREADS
from social.actions import bells

subscribe = partial(bells.subscribe, REVIEW_THREADS)
unsubscribe = partial(bells.unsubscribe, REVIEW_THREADS)
