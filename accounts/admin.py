"""Members in the admin: moderators look and suspend, superusers give roles; nobody edits passwords here."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from accounts.models import FormerUsername, Member
from web.desk import Desk

SHOWN = ("username", "display_name", "bio", "location", "website", "pronouns")
DATES = ("joined_at", "last_login")
FOR_SUPERUSERS = ("is_staff", "is_superuser", "groups")
MAIL = "email"  # members were told that nobody sees it: only who runs the site does


class FormerUsernames(admin.TabularInline):
    model = FormerUsername
    extra = 0
    can_delete = False
    fields = readonly_fields = ("username", "given_up_at")

    def has_add_permission(self, request: HttpRequest, obj: Member | None = None) -> bool:
        return False

    def has_view_permission(self, request: HttpRequest, obj: Member | None = None) -> bool:
        return request.user.has_perm("accounts.view_member")


@admin.register(Member)
class MemberAdmin(Desk):
    """Accounts are made by signing up and deleted by their members."""

    list_display = ("username", "display_name", "is_active", "is_staff", "joined_at", "last_login")
    list_filter = ("is_active", "is_staff", "groups")
    search_fields = ("username", "display_name", "former_usernames__username")
    ordering = ("-joined_at", "-pk")
    fieldsets = (
        (None, {"fields": SHOWN}),
        (None, {"fields": DATES}),
        (
            None,
            {
                "fields": ("is_active",),
                "description": "A member who is not active is suspended: signed out, and kept out.",
            },
        ),
        ("Roles", {"fields": FOR_SUPERUSERS}),
    )
    mail_fieldset = (None, {"fields": (MAIL,)})
    filter_horizontal = ("groups",)
    inlines = (FormerUsernames,)
    show_full_result_count = False
    list_per_page = 50

    def get_readonly_fields(self, request: HttpRequest, obj: Member | None = None) -> tuple[str, ...]:
        return (*SHOWN, *DATES, MAIL) if is_superuser(request) else (*SHOWN, *DATES, *FOR_SUPERUSERS)

    def get_fieldsets(self, request: HttpRequest, obj: Member | None = None) -> Any:
        return (*self.fieldsets, self.mail_fieldset) if is_superuser(request) else self.fieldsets

    def get_search_fields(self, request: HttpRequest) -> tuple[str, ...]:
        return (*self.search_fields, MAIL) if is_superuser(request) else self.search_fields

    def get_queryset(self, request: HttpRequest) -> QuerySet[Member]:
        return super().get_queryset(request).defer("bio_html")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Member | None = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Member | None = None) -> bool:
        """Moderators act neither on themselves nor on others of the staff."""
        if obj is not None and (obj.is_staff or obj.is_superuser) and not is_superuser(request):
            return False
        return super().has_change_permission(request, obj)


def is_superuser(request: HttpRequest) -> bool:
    return bool(getattr(request.user, "is_superuser", False))
