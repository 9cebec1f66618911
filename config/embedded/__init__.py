"""The PostgreSQL that runs below the data folder when no DATABASE_URL names another one."""

from config.embedded.errors import EmbeddedDatabaseError
from config.embedded.server import Embedded, database_url

__all__ = ["Embedded", "EmbeddedDatabaseError", "database_url"]
