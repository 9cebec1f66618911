"""Fills an empty development database with the demo, through the same actions that members use."""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth.models import Group
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from accounts.actions import edit_profile
from accounts.models import Member
from films.models import Film
from lists.actions import comments as comments_on_lists
from lists.actions import likes as likes_of_lists
from lists.actions import lists
from lists.actions.items import note_film
from lists.models import Item, List
from reviews.actions import comments, companions, entries, favourites, likes, marks
from reviews.actions.viewings import How
from reviews.demo.story import Story, Told
from reviews.models import Companion, Entry
from social import actions as social
from social.models import Audience

AUDIENCES = {"followers": Audience.FOLLOWERS, "me": Audience.ME}
PASSWORD_FILE = "demo-password"  # noqa: S105  the name of a file


class Command(BaseCommand):
    help = "Fills an empty development database with the demo: members, diaries, reviews, likes, comments."

    def handle(self, **options: Any) -> None:
        if not settings.DEBUG:
            raise CommandError("The demo has members with a known password, so it is for development only.")
        if Member.objects.exists():
            raise CommandError("There are members already; the demo is for an empty database.")
        story = Story(timezone.now())
        films = {(film.title, film.year): film for film in Film.objects.all()}
        members = self.add_members(story, films)
        self.add_marks(story, members, films)
        written = self.add_entries(story, members, films)
        self.confirm_companions(members, written)
        self.add_likes(story, members, written)
        self.add_comments(story, members, written)
        self.add_lists(story, members, films)
        self.stdout.write(f"The demo is in: {len(members)} members, {len(written)} entries.")

    def add_members(self, story: Story, films: dict[Any, Film]) -> dict[str, Member]:
        password = demo_password(settings.DATA_DIR)
        members = {}
        for told in story.members:
            member = members[told["username"]] = self.add_member(told, password)
            favourites.set_favourites(member, [films[title, year] for title, year in told["favourites"]])
        for told in story.members:
            for followed in told["follows"]:
                social.follow(members[followed], by=members[told["username"]])
        return members

    def add_member(self, told: Told, password: str) -> Member:
        role = told.get("role")
        member = Member.objects.create_user(
            told["username"], password, is_staff=bool(role), is_superuser=role == "admin"
        )
        if role == "curator":
            member.groups.add(Group.objects.get(name="curator"))
        edit_profile(
            member,
            display_name=told.get("display_name", ""),
            bio=told.get("bio", ""),
            location=told.get("location", ""),
            website=told.get("website", ""),
            pronouns=told.get("pronouns", ""),
            time_zone=told["timezone"],
            theme="system",
        )
        return member

    def add_marks(self, story: Story, members: dict[str, Member], films: dict[Any, Film]) -> None:
        for told in story.marks:
            film, by, at = films[tuple(told["film"])], members[told["member"]], story.marked_at()
            if told.get("watched"):
                marks.watch(film, by=by, at=at)
            if told.get("liked"):
                marks.like_film(film, by=by, at=at)
            if told.get("rating"):
                marks.rate(film, rating=told["rating"], by=by, at=at)
            if told.get("watchlist"):
                marks.add_to_watchlist(film, by=by, at=at)

    def add_entries(
        self, story: Story, members: dict[str, Member], films: dict[Any, Film]
    ) -> list[tuple[Told, Entry]]:
        return [
            (
                told,
                entries.log_film(
                    films[tuple(told["film"])],
                    viewing_of(told, members),
                    by=members[told["author"]],
                    at=told["at"],
                ),
            )
            for told in story.entries
        ]

    def confirm_companions(self, members: dict[str, Member], written: list[tuple[Told, Entry]]) -> None:
        for told, entry in written:
            for member in (members[username] for username in told.get("confirmed", [])):
                companions.confirm(Companion.objects.get(entry=entry, member=member), by=member)

    def add_likes(self, story: Story, members: dict[str, Member], written: list[tuple[Told, Entry]]) -> None:
        for told, entry in written:
            for username in told.get("likes", []):
                likes.like_review(entry, by=members[username], at=story.liked_at(told["at"]))

    def add_comments(
        self, story: Story, members: dict[str, Member], written: list[tuple[Told, Entry]]
    ) -> None:
        reviews = {(told["author"], *told["film"]): entry for told, entry in written if told.get("text")}
        for told in story.comments:
            review = reviews[tuple(told["review"])]
            at = story.said_at(review.created_at, told["after"])
            comments.comment(review, told["text"], by=members[told["author"]], at=at)

    def add_lists(self, story: Story, members: dict[str, Member], films: dict[Any, Film]) -> None:
        for told in story.lists:
            author, at = members[told["author"]], told["at"]
            chosen = [films[title, year] for title, year, *_ in told["films"]]
            made = lists.create_list(said_of(told), by=author, films=chosen, at=at)
            self.add_notes(made, told, films)
            for username in told.get("likes", []):
                likes_of_lists.like_list(made.pk, by=members[username], at=story.liked_at(at))
            for username, hours, text in told.get("comments", []):
                comments_on_lists.comment(made, text, by=members[username], at=story.said_at(at, hours))

    def add_notes(self, made: List, told: Told, films: dict[Any, Film]) -> None:
        for title, year, *words in told["films"]:
            if words:
                item = Item.objects.of(made).select_related("list").get(film=films[title, year])
                note_film(item, words[0], has_spoilers=words[1:] == [True], by=made.author)


def said_of(told: Told) -> lists.Said:
    return lists.Said(
        title=told["title"],
        description=told.get("description", ""),
        is_ranked=told.get("ranked", False),
        tags=told["tags"],
        audience=AUDIENCES.get(told.get("audience", ""), Audience.EVERYONE),
    )


def viewing_of(told: Told, members: dict[str, Member]) -> entries.Viewing:
    return entries.Viewing(
        watched_on=told["watched_on"],
        is_rewatch=told.get("rewatch", False),
        rating=told.get("rating"),
        liked=told.get("like_film"),
        text=told.get("text", ""),
        has_spoilers=told.get("spoiler", False),
        tags=told.get("tags", []),
        audience=AUDIENCES.get(told.get("audience", ""), Audience.EVERYONE),
        how=how_of(told, members),
    )


def how_of(told: Told, members: dict[str, Member]) -> How | None:
    if "how" not in told:
        return None
    return How(**told["how"], companions=tuple(members[username] for username in told.get("with", [])))


def demo_password(data_folder: Path) -> str:
    """One password for all demo members, made once for each checkout and printed by `make run`."""
    path = data_folder / PASSWORD_FILE
    if not path.exists():
        data_folder.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(f"houselights-{secrets.token_hex(3)}\n")
    return path.read_text().strip()
