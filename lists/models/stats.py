"""What is counted about lists, kept by triggers; and lists of members who keep to themselves."""

from __future__ import annotations

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q

from accounts.models import Member
from lists.models.lists import List
from social.triggers import narrow_posts_of_private
from web.models import Model


class ListStats(Model):
    list = models.OneToOneField(List, on_delete=models.CASCADE, primary_key=True, related_name="stats")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    films_count = models.PositiveIntegerField(db_default=0)  # of a smart list: zero, they are found
    likes_count = models.PositiveIntegerField(db_default=0)
    comments_count = models.PositiveIntegerField(db_default=0)

    class Meta:
        indexes = [
            models.Index(
                fields=["-likes_count", "-list"], name="lists_most_liked", condition=Q(likes_count__gt=0)
            ),
            models.Index(fields=["author", "-likes_count", "-list"], name="most_liked_lists_of_author"),
        ]

    def __str__(self) -> str:
        return f"{self.list_id}: {self.films_count} films, {self.likes_count} likes"


class ListingMember(Member):
    """Whoever becomes private, or open again, takes their lists for everyone along."""

    class Meta:
        proxy = True
        triggers = [
            pgtrigger.Trigger(
                name="the_reach_of_lists_follows_their_author",
                operation=pgtrigger.UpdateOf("is_private"),
                when=pgtrigger.After,
                condition=pgtrigger.Condition("(OLD.is_private <> NEW.is_private)"),
                func=narrow_posts_of_private("lists_list"),
            )
        ]
