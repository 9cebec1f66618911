"""What members do with their accounts."""

from __future__ import annotations

from django.db import IntegrityError, transaction
from PIL import Image

from accounts.models import FormerUsername, Member
from web import pictures, text


class UsernameTaken(Exception):
    """Somebody else has this name, or had it and keeps its address."""


class Suspended(Exception):
    """The moderators have suspended this member from doing what others would read or see."""


def refuse_suspended(member: Member) -> None:
    if member.is_suspended:
        raise Suspended


def edit_profile(
    member: Member,
    *,
    display_name: str,
    bio: str,
    location: str,
    website: str,
    pronouns: str,
    time_zone: str,
    theme: str,
) -> None:
    """What others see of a member, and how the site looks to them."""
    member.display_name = display_name
    member.bio = bio
    member.bio_html = text.render(bio).html
    member.location = location
    member.website = website
    member.pronouns = pronouns
    member.time_zone = time_zone
    member.theme = theme
    member.save(
        update_fields=[
            "display_name",
            "bio",
            "bio_html",
            "location",
            "website",
            "pronouns",
            "time_zone",
            "theme",
        ]
    )


def set_preferences(
    member: Member,
    *,
    default_audience: str,
    watchlist_audience: str,
    comments_from: str,
    blind: bool,
    single_keys: bool,
) -> None:
    """How the member writes and reads from now on."""
    member.default_audience = default_audience
    member.watchlist_audience = watchlist_audience
    member.comments_from = comments_from
    member.blind = blind
    member.single_keys = single_keys
    member.save(
        update_fields=["default_audience", "watchlist_audience", "comments_from", "blind", "single_keys"]
    )


def set_time_zone(member: Member, time_zone: str) -> None:
    member.time_zone = time_zone
    member.save(update_fields=["time_zone"])


def set_avatar(member: Member, picture: Image.Image) -> None:
    former, member.avatar = member.avatar, pictures.keep_picture(picture, pictures.AVATAR)
    member.save(update_fields=["avatar"])
    drop_unused_avatar(former)


def remove_avatar(member: Member) -> None:
    """Back to the letter."""
    former, member.avatar = member.avatar, ""
    member.save(update_fields=["avatar"])
    drop_unused_avatar(former)


def drop_unused_avatar(name: str) -> None:
    """Erases the files of a picture that nobody shows any more: people who chose the same picture share its files."""
    if name and not Member.objects.filter(avatar=name).exists():
        pictures.drop_picture(name, pictures.AVATAR)


def is_taken(username: str, *, by_other_than: Member | None = None) -> bool:
    """Whether somebody has this name or keeps it from before."""
    others = Member.objects.filter(username__iexact=username)
    former = FormerUsername.objects.filter(username__iexact=username)
    if by_other_than:
        others, former = others.exclude(pk=by_other_than.pk), former.exclude(member=by_other_than)
    return others.exists() or former.exists()


def change_username(member: Member, *, username: str) -> None:
    """The member gets the new name and keeps the old one's address. Raises UsernameTaken."""
    if is_taken(username, by_other_than=member):
        raise UsernameTaken
    try:
        with transaction.atomic():
            present = Member.objects.select_for_update().get(pk=member.pk)
            if present.username.lower() != username.lower():
                FormerUsername.objects.filter(username__iexact=username, member=member).delete()
                FormerUsername.objects.get_or_create(username=present.username, member=member)
            member.username = username
            member.save(update_fields=["username"])
    except IntegrityError as problem:
        raise UsernameTaken from problem
