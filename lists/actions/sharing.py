"""The secret link: whoever has it reads the list, whoever the list is for."""

from __future__ import annotations

import secrets

from accounts.actions import refuse_suspended
from lists.models import List

BYTES = 16  # as many as a key of 128 bits has: nobody guesses one


def share_list(list_: List) -> None:
    """Makes the link, or another one in the place of one that went too far. Raises Suspended."""
    refuse_suspended(list_.author)
    list_.secret = secrets.token_urlsafe(BYTES)
    list_.save(update_fields=["secret"])


def unshare_list(list_: List) -> None:
    """From now on the link leads nowhere."""
    list_.secret = ""
    list_.save(update_fields=["secret"])
