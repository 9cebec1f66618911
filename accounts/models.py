"""Who I am: the member with the face they show, and the names they had before."""

from __future__ import annotations

import datetime
import zoneinfo
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import OpClass
from django.core.validators import URLValidator
from django.db import models
from django.db.models.functions import Now, Upper
from django.utils import timezone

from accounts import usernames
from accounts.sessions import Session
from web import pictures
from web.models import Model, all_but

__all__ = [
    "Audience",
    "CommentsFrom",
    "Digest",
    "FormerUsername",
    "Member",
    "MemberManager",
    "Session",
    "Theme",
]

AVATAR_TONES = 12


class Theme(models.TextChoices):
    SYSTEM = "system", "As my device decides"
    DARK = "dark", "Dark, like the auditorium"
    LIGHT = "light", "Light, like a matinee"


class Audience(models.TextChoices):
    EVERYONE = "everyone", "Everyone"
    FOLLOWERS = "followers", "People who follow me"
    ME = "me", "Only me"


class CommentsFrom(models.TextChoices):
    """Who may comment on what a member writes."""

    EVERYONE = "everyone", "Everyone who may read it"
    FOLLOWED = "followed", "People I follow"
    NOBODY = "nobody", "Nobody but me"


class Digest(models.TextChoices):
    NEVER = "never", "Never"
    DAILY = "daily", "Once a day"
    WEEKLY = "weekly", "Once a week"


class MemberManager(BaseUserManager["Member"]):
    """Finds members whatever the case of the name that was typed."""

    def get_by_natural_key(self, username: str | None) -> Member:
        return self.get(username__iexact=username)

    def create_user(self, username: str, password: str | None = None, **fields: Any) -> Member:
        member = self.model(username=username, **fields)
        member.set_password(password)
        member.save(using=self._db)
        return member

    def create_superuser(self, username: str, password: str | None = None, **fields: Any) -> Member:
        return self.create_user(username, password, is_staff=True, is_superuser=True, **fields)


class Member(Model, AbstractBaseUser, PermissionsMixin):
    username = models.CharField(max_length=usernames.LONGEST, validators=usernames.validators)
    email = models.EmailField("mail address", blank=True)
    display_name = models.CharField(max_length=50, blank=True)
    bio = models.TextField(max_length=5_000, blank=True)
    bio_html = models.TextField(blank=True, editable=False)
    location = models.CharField(max_length=80, blank=True)
    website = models.CharField(max_length=200, blank=True, validators=[URLValidator(["http", "https"])])
    pronouns = models.CharField(max_length=30, blank=True)
    avatar = models.CharField(max_length=pictures.NAME_LENGTH, blank=True, editable=False)
    time_zone = models.CharField(max_length=50, default="UTC")
    theme = models.CharField(max_length=6, choices=Theme, default=Theme.SYSTEM)
    is_private = models.BooleanField(default=False, db_default=False)
    default_audience = models.CharField(
        max_length=9, choices=Audience, default=Audience.EVERYONE, db_default=Audience.EVERYONE
    )
    comments_from = models.CharField(
        max_length=8, choices=CommentsFrom, default=CommentsFrom.EVERYONE, db_default=CommentsFrom.EVERYONE
    )
    watchlist_audience = models.CharField(
        max_length=9, choices=Audience, default=Audience.EVERYONE, db_default=Audience.EVERYONE
    )
    shows_watchlist = False  # to the viewer, known where somebody's pages begin (social.queries.member_for)
    blind = models.BooleanField(default=False, db_default=False)
    single_keys = models.BooleanField(default=True, db_default=True)
    muted_words = ArrayField(  # kept by the database
        models.CharField(max_length=50), default=list, db_default=[], blank=True, editable=False
    )
    notices_off = ArrayField(models.CharField(max_length=20), default=list, db_default=[], blank=True)
    notices_from_followed_only = models.BooleanField(default=False, db_default=False)
    notices_seen_at = models.DateTimeField(default=timezone.now, db_default=Now(), editable=False)
    digest = models.CharField(max_length=6, choices=Digest, default=Digest.NEVER, db_default=Digest.NEVER)
    digest_sent_at = models.DateTimeField(null=True, blank=True, editable=False)
    suspended_until = models.DateTimeField(null=True, blank=True, editable=False)
    told_at = models.DateTimeField(null=True, blank=True, editable=False)  # of what moderators decided
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField(default=False)
    joined_at = models.DateTimeField(default=timezone.now, editable=False)

    objects: ClassVar[MemberManager] = MemberManager()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        constraints = [
            # iexact look-ups compare UPPER(username), so this index serves them too.
            models.UniqueConstraint(
                Upper("username"),
                name="usernames_are_unique_whatever_the_case",
                violation_error_message="Somebody has this name already.",
            ),
            models.CheckConstraint(
                condition=models.Q(username__regex=r"^[A-Za-z0-9_]{2,20}$"),
                name="usernames_are_2_to_20_word_characters",
            ),
            models.CheckConstraint(condition=models.Q(theme__in=Theme.values), name="theme_is_one_of_ours"),
            models.CheckConstraint(
                condition=models.Q(default_audience__in=Audience.values),
                name="default_audience_is_one_of_ours",
            ),
            models.CheckConstraint(
                condition=models.Q(watchlist_audience__in=Audience.values),
                name="watchlist_audience_is_one_of_ours",
            ),
            models.CheckConstraint(
                condition=models.Q(comments_from__in=CommentsFrom.values),
                name="comments_come_from_one_of_ours",
            ),
            models.CheckConstraint(
                condition=models.Q(digest__in=Digest.values), name="digest_is_one_of_ours"
            ),
        ]
        indexes = [models.Index(OpClass(Upper("username"), "text_pattern_ops"), name="members_by_prefix")]

    def __str__(self) -> str:
        return f"@{self.username}"

    def get_absolute_url(self) -> str:
        return self.url

    @property
    def url(self) -> str:
        return f"/@{self.username}/"

    @property
    def name(self) -> str:
        return self.display_name or self.username

    @property
    def initial(self) -> str:
        return self.name[0].upper()

    @property
    def tone(self) -> int:
        """Which of the avatar colours this member has while there is no picture."""
        return self.pk % AVATAR_TONES if self.pk else 0

    @property
    def avatar_src(self) -> str:
        return pictures.AVATAR.url(self.avatar, 192) if self.avatar else ""

    @property
    def zone(self) -> zoneinfo.ZoneInfo:
        try:
            return zoneinfo.ZoneInfo(self.time_zone)
        except (zoneinfo.ZoneInfoNotFoundError, ValueError):
            return zoneinfo.ZoneInfo("UTC")

    @property
    def was_told_lately(self) -> bool:
        """Whether the moderators decided something about them since they looked at their notices."""
        return self.told_at is not None and self.told_at > self.notices_seen_at

    @property
    def is_suspended(self) -> bool:
        """Reads, but writes nothing that others would read."""
        return self.suspended_until is not None and self.suspended_until > timezone.now()

    @property
    def suspension(self) -> str:
        """What is said to a suspended member who wants to write for others, "" to all others."""
        if self.suspended_until is None or not self.is_suspended:
            return ""
        end = self.suspended_until.astimezone(self.zone)
        return f"The moderators have suspended you from writing until {end.day} {end:%B %Y}."

    def today(self) -> datetime.date:
        """The date it is now where this member lives."""
        return timezone.now().astimezone(self.zone).date()

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.username


def beyond_the_name(path: str) -> list[str]:
    """What is deferred of a member of whom a page shows name and face."""
    return all_but(Member, ("username", "display_name", "avatar", "is_active", "is_private"), path)


class FormerUsername(models.Model):
    """A name this member gave up: its address leads to the present one, and nobody else can take it."""

    username = models.CharField(max_length=usernames.LONGEST)
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="former_usernames")
    given_up_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(Upper("username"), name="former_usernames_are_unique_whatever_the_case")
        ]

    def __str__(self) -> str:
        return f"@{self.username}"
