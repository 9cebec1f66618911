"""Me and others: who follows, blocks and mutes whom, and the one rule for who may read what."""

from accounts.models import Audience, CommentsFrom
from social.models.comments import DeletedBy, Threads, Words
from social.models.mutes import FilmMute, MemberMute, WordMute
from social.models.people import Block, Follow, FollowCounts, FollowedMember, FollowRequest
from social.models.posts import Post, PostQuerySet, Reach, Viewer, films_muted_by, followed_by, muted_by

__all__ = [
    "Audience",
    "Block",
    "CommentsFrom",
    "DeletedBy",
    "FilmMute",
    "Follow",
    "FollowCounts",
    "FollowRequest",
    "FollowedMember",
    "MemberMute",
    "Post",
    "PostQuerySet",
    "Reach",
    "Threads",
    "Viewer",
    "WordMute",
    "Words",
    "films_muted_by",
    "followed_by",
    "muted_by",
]
