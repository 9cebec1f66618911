"""Desks where rows are read, and never added, changed or deleted by hand."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from web.desk import Desk


class ReadingDesk(Desk):
    actions: Any = ()
    show_full_result_count = False
    list_per_page = 50

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
