"""Sessions that know their member: one query brings both, from the primary database, which alone knows who signed out."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar, cast

from django.conf import settings
from django.contrib.auth import SESSION_KEY, get_user_model
from django.contrib.sessions.backends.base import CreateError, UpdateError
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.contrib.sessions.base_session import AbstractBaseSession, BaseSessionManager
from django.db import DEFAULT_DB_ALIAS, IntegrityError, connections, models
from django.utils import timezone
from psycopg.errors import ForeignKeyViolation

from web.prepared import execute

if TYPE_CHECKING:
    from accounts.models import Member

LONG_TEXTS = {"bio", "bio_html"}  # up to 5,000 characters that no page shows of its viewer but the settings


class SessionManager(BaseSessionManager["Session"]):
    """Asks the primary: a replica might not know yet that a session has ended."""

    def get_queryset(self) -> models.QuerySet[Session]:
        return super().get_queryset().using(DEFAULT_DB_ALIAS)


class Session(AbstractBaseSession):
    """What one browser is remembered by. It ends with its member."""

    session_data = models.TextField(editable=False)
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, related_name="sessions"
    )

    objects: ClassVar[SessionManager] = SessionManager()

    class Meta(AbstractBaseSession.Meta):
        abstract = False

    @classmethod
    def get_session_store_class(cls) -> type[SessionStore]:
        return SessionStore


class SessionStore(DatabaseStore):
    """Django's sessions in the database, with the member's row read along with the session's."""

    member: Member | None = None

    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        return of_its_member(super().create_model_instance(data), data)

    async def acreate_model_instance(self, data: dict[str, Any]) -> Session:
        return of_its_member(await super().acreate_model_instance(data), data)

    def load(self) -> dict[str, Any]:
        """The content of the session, which may say whose it is; `member` is then the one it says."""
        asked = [self.session_key, timezone.now()]
        rows = execute(connections[DEFAULT_DB_ALIAS], session_with_member(), asked)
        if not rows:
            self._session_key = None
            return {}
        content, *facts = rows[0]
        self.member = member_of(facts)
        return self.decode(content)

    def save(self, must_create: bool = False) -> None:  # noqa: FBT001, FBT002  Django's signature
        """Raises UpdateError, as for a session that was ended elsewhere, when the member was deleted meanwhile."""
        try:
            super().save(must_create)
        except (CreateError, IntegrityError) as problem:
            if is_of_nobody(problem):
                raise UpdateError from problem
            raise

    def delete(self, session_key: str | None = None) -> None:
        key = self.session_key if session_key is None else session_key
        if key is not None:
            Session.objects.filter(session_key=key).delete()


def of_its_member(session: AbstractBaseSession, content: dict[str, Any]) -> Session:
    """The same session, its column saying what its content says."""
    known = cast("Session", session)
    known.member_id = content.get(SESSION_KEY)
    return known


def is_of_nobody(problem: Exception) -> bool:
    refusal = problem.__context__ if isinstance(problem, CreateError) else problem
    return refusal is not None and isinstance(refusal.__cause__, ForeignKeyViolation)


@cache
def loaded_fields() -> list[models.Field[Any, Any]]:
    """The columns of the member that come with every session, its key first."""
    fields = get_user_model()._meta.concrete_fields
    return [field for field in fields if field.name not in LONG_TEXTS]


@cache
def session_with_member() -> str:
    """Made once: the ORM would build the same words again at every request, at 0.3 ms each time."""
    member, session = get_user_model()._meta.db_table, Session._meta.db_table
    columns = ", ".join(f'member."{field.column}"' for field in loaded_fields())
    return f"""SELECT session.session_data, {columns}
        FROM "{session}" AS session LEFT JOIN "{member}" AS member ON member.id = session.member_id
        WHERE session.session_key = %s AND session.expire_date > %s"""


def member_of(facts: list[Any]) -> Member | None:
    """The member with these columns, None where the session is nobody's."""
    if facts[0] is None:
        return None
    return get_user_model().from_db(DEFAULT_DB_ALIAS, [field.attname for field in loaded_fields()], facts)
