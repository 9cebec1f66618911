"""A database as Django's settings describe it."""

from __future__ import annotations

from typing import Any

from psycopg.conninfo import conninfo_to_dict

from config.postgresql.pooled import PooledConnection


def database(
    url: str, *, busy_seconds: float, statement_seconds: int, pool_size: int, is_pooled: bool
) -> dict[str, Any]:
    """The parts of any libpq address, as Django names them; every wait on the server has an end.

    `busy_seconds` is how long a request waits for a connection, of which a process has `pool_size` (0 opens one for each
    request). Behind a pooler (`is_pooled`) connections are shared, and it sets the time-outs: deploy/pgbouncer.ini.
    """
    parts = conninfo_to_dict(url)
    waits = [
        f"statement_timeout={statement_seconds}s",
        "lock_timeout=800ms",
        "idle_in_transaction_session_timeout=60s",
        # A page given up after five seconds closes its connection: its statement must not go on, unseen by the pool.
        "client_connection_check_interval=1s",
        # Unset, every trigger raises and catches an error to find that out: an import of 100,000 marks took six times as long.
        "pgtrigger.ignore={}",
        # Prepared statements keep the plan that was looked at (web/prepared.py), at the sixth time as at the first.
        "plan_cache_mode=force_generic_plan",
        "jit=off",  # compiling takes longer than any page's statement
    ]
    options: dict[str, Any] = {
        "connect_timeout": 2,
        "keepalives_idle": 10,
        "keepalives_interval": 5,
        "keepalives_count": 3,
        "tcp_user_timeout": 20_000,
    }
    if not is_pooled:
        options["options"] = " ".join(f"-c {wait}" for wait in waits)
    django_names = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}
    options.update({name: value for name, value in parts.items() if name not in django_names})
    if pool_size:
        options["pool"] = {
            "min_size": 1,
            "max_size": pool_size,
            "timeout": busy_seconds,
            "connection_class": PooledConnection,
            "reconnect_timeout": 0,  # it gives up for now: the next request has it knock again
        }
    return {
        "ENGINE": "config.postgresql",
        **{django: str(parts.get(libpq, "")) for libpq, django in django_names.items()},
        "OPTIONS": options,
        "DISABLE_SERVER_SIDE_CURSORS": True,  # so that a pooler in transaction mode may stand between
    }
