"""What members do to each other, by noun."""

from social.actions.blocks import block, unblock
from social.actions.follows import (
    Blocked,
    accept,
    follow,
    go_private,
    open_up,
    refuse,
    remove_follower,
    unfollow,
)
from social.actions.mutes import (
    MOST_WORDS,
    TooManyWords,
    mute_film,
    mute_member,
    mute_words,
    unmute_film,
    unmute_member,
    unmute_words,
)
from social.actions.refusals import Yourself

__all__ = [
    "MOST_WORDS",
    "Blocked",
    "TooManyWords",
    "Yourself",
    "accept",
    "block",
    "follow",
    "go_private",
    "mute_film",
    "mute_member",
    "mute_words",
    "open_up",
    "refuse",
    "remove_follower",
    "unblock",
    "unfollow",
    "unmute_film",
    "unmute_member",
    "unmute_words",
]
