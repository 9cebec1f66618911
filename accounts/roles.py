"""The roles as groups, with just the rights they need; who has one works in the admin and is staff."""

from __future__ import annotations

from typing import Any

from django.apps import apps as present_apps
from django.contrib.auth.management import create_permissions

CURATOR, MODERATOR = "curator", "moderator"
RIGHTS = {
    CURATOR: (
        "films.add_film",
        "films.change_film",
        "films.view_film",
        "films.delete_film",  # the database refuses it for a film that somebody has recorded
        "films.add_person",
        "films.change_person",
        "films.view_person",
        "films.delete_person",
        "films.add_credit",
        "films.change_credit",
        "films.view_credit",
        "films.delete_credit",
        "films.add_alternativetitle",
        "films.change_alternativetitle",
        "films.view_alternativetitle",
        "films.delete_alternativetitle",
        "moderation.view_case",
        "moderation.mend",
    ),
    MODERATOR: (
        "accounts.view_member",
        "accounts.change_member",
        "reviews.view_entry",
        "reviews.change_entry",
        "moderation.view_case",
        "moderation.judge",
        "moderation.view_decision",
    ),
}


def make_roles(apps: Any = present_apps) -> None:
    """Adds the groups and their rights where they are missing; takes nothing away. Safe to run again.

    Runs inside migrations too, with their `apps`, before Django has made the rows of the rights.
    """
    group_model, permission_model = apps.get_model("auth", "Group"), apps.get_model("auth", "Permission")
    labels = {right.partition(".")[0] for rights in RIGHTS.values() for right in rights}
    for label in labels & apps.app_configs.keys():  # early migrations know fewer apps
        make_rights(label, apps)
    for role, rights in RIGHTS.items():
        group, _ = group_model.objects.get_or_create(name=role)
        for right in rights:
            label, _, codename = right.partition(".")
            group.permissions.add(
                *permission_model.objects.filter(content_type__app_label=label, codename=codename)
            )


def make_rights(label: str, apps: Any) -> None:
    """Makes the rows of an app's rights. The apps of a migration have no models module, which Django asks for."""
    config = apps.get_app_config(label)
    config.models_module = getattr(config, "models_module", None) or True
    create_permissions(config, apps=apps, verbosity=0)
