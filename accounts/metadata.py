"""What programs read of a profile: the card of a shared link."""

from __future__ import annotations

from collections.abc import Callable

from accounts.profile import Profile
from web import text as texts
from web.link_cards import LONGEST_DESCRIPTION, LinkCard
from web.words import counted


def link_card_of(profile: Profile, whole: Callable[[str], str]) -> LinkCard | None:
    """Nothing of whoever is private."""
    member = profile.member
    if member.is_private:
        return None
    about = f"What {member.name} watches and writes: {counted(profile.films, 'film,films')}."
    return LinkCard(
        kind="profile",
        title=f"{member.name} (@{member.username})",
        description=texts.excerpt(member.bio_html, LONGEST_DESCRIPTION) or about,
        url=whole(member.url),
        image=whole(f"{member.url}share.png"),
        image_said=f"{member.name} and their favourite films",
    )
