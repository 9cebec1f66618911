"""Sends each query to the database its request reads from, and every write to the primary."""

from __future__ import annotations

from typing import Any

from django.db import connections

from config.replicas.route import PRIMARY, current

# A session ended elsewhere, or a limit reached, must be known at once. Saving one changes no page.
NEVER_LATE = {"session", "cacheentry"}


class Router:
    def db_for_read(self, model: Any, **hints: Any) -> str:
        route = current()
        if route is None or model._meta.model_name in NEVER_LATE or connections[PRIMARY].in_atomic_block:
            return PRIMARY
        return route.alias

    def db_for_write(self, model: Any, **hints: Any) -> str:
        route = current()
        if route is not None and model._meta.model_name not in NEVER_LATE:
            route.wrote, route.alias = True, PRIMARY
        return PRIMARY

    def allow_relation(self, one: Any, other: Any, **hints: Any) -> bool:
        return True

    def allow_migrate(self, alias: str, app: str, **hints: Any) -> bool:
        return alias == PRIMARY
