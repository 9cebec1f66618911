"""The house rules for code, as tests."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import models

ROOT = Path(settings.BASE_DIR)
OURS = ("accounts", "activity", "films", "lists", "moderation", "reviews", "social", "web")
ROOMS_THAT_ONLY_READ = (
    "views",
    "forms",
    "queries",
    "templatetags",
    "urls",
    "middleware",
    "context_processors",
)
WRITING = {
    "save",
    "create",
    "bulk_create",
    "bulk_update",
    "get_or_create",
    "update_or_create",
    "delete",
    "create_user",
}
# What the one renderer made is printed as it stands, in these places and no others.
ALLOWED: dict[str, set[str]] = {
    "|safe": {
        "parts/reviews/book_entries.html",
        "parts/lists/rows.html",
        "parts/social/comments.html",
        "parts/reviews/review.html",
        "templates/lists/detail.html",
        "templates/reviews/_text.html",
        "templates/reviews/_preview.html",
        "templates/reviews/entry.html",
        "templates/reviews/history.html",
        "templates/accounts/profile.html",
        "templates/accounts/_private.html",
        "templates/web/_field.html",  # hints that validators of passwords write
    },
    # Mail programs post the one press that stops mails (RFC 8058); the address is signed.
    "csrf_exempt": {"activity/views/stopping.py"},
    # What is filled in is escaped; the engine that escapes parts is told to in one place.
    "SafeString(": {"web/markup.py", "web/parts.py", "web/templatetags/parts.py"},
    "autoescape": {"web/parts.py"},
}


def files_of(*rooms: str) -> Iterator[Path]:
    for app in OURS:
        for room in rooms:
            yield from (ROOT / app).glob(f"{room}.py")
            yield from (ROOT / app / room).rglob("*.py")


def our_files() -> Iterator[Path]:
    for app in (*OURS, "config"):
        yield from (path for path in (ROOT / app).rglob("*.py") if "migrations" not in path.parts)


def calls(path: Path) -> Iterator[ast.Call]:
    yield from (node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Call))


def test_rows_are_written_in_actions_only():
    found = [
        f"{path.relative_to(ROOT)}:{call.lineno} .{call.func.attr}()"
        for path in files_of(*ROOMS_THAT_ONLY_READ)
        for call in calls(path)
        if isinstance(call.func, ast.Attribute) and call.func.attr in WRITING
    ]

    assert found == []


def test_no_signals_and_no_save_overrides():
    found = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in our_files()
        for node in ast.walk(ast.parse(path.read_text()))
        if (isinstance(node, ast.FunctionDef) and node.name == "save" and "models" in str(path))
        or (isinstance(node, ast.ImportFrom) and node.module == "django.db.models.signals")
    ]

    assert found == []


@pytest.mark.parametrize(
    "shortcut",
    ["mark_safe", "SafeString(", "csrf_exempt", "RawSQL", "extra(", "autoescape", "autoescape off", "|safe"],
)
def test_ways_round_the_narrow_places_are_closed(shortcut):
    files = [*our_files(), *(ROOT / "templates").rglob("*.html"), *(ROOT / "parts").rglob("*.html")]

    found = [str(path.relative_to(ROOT)) for path in files if shortcut in path.read_text()]

    assert set(found) - ALLOWED.get(shortcut, set()) == set()


def test_pictures_are_opened_in_one_place():
    found = [str(path.relative_to(ROOT)) for path in our_files() if "Image.open" in path.read_text()]

    assert found == ["web/pictures.py"]


def test_every_text_has_a_bound():
    unbounded = [
        f"{model.__name__}.{field.name}"
        for app in ("accounts", "films", "social", "reviews", "lists", "activity", "moderation")
        for model in apps.get_app_config(app).get_models()
        for field in model._meta.local_fields
        if isinstance(field, models.TextField | models.CharField) and field.editable and not field.max_length
    ]

    assert unbounded == []


def test_no_migration_is_missing(db):
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)


def test_migrations_are_named_for_what_they_change():
    unnamed = [path.name for app in OURS for path in (ROOT / app).glob("migrations/0*_auto_*.py")]

    assert unnamed == []


def test_no_prepared_function_asks_what_time_it_is():
    """The first answer would stand for ever. Times are refused at the first call too; this finds the uncalled."""
    asking = [
        f"{path.relative_to(ROOT)}:{node.lineno} {function.name}"
        for path in our_files()
        for function in ast.walk(ast.parse(path.read_text()))
        if isinstance(function, ast.FunctionDef)
        and any(isinstance(mark, ast.Name) and mark.id == "prepared" for mark in function.decorator_list)
        for node in ast.walk(function)
        if isinstance(node, ast.Attribute) and node.attr in {"now", "today", "localdate", "localtime"}
    ]

    assert asking == []
