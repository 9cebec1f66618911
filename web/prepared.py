"""Querysets that are put together once: by Django into SQL, and by PostgreSQL into a plan.

On a page of members' writing, putting queries together costs more than answering them: of a film page's CPU in the
database four fifths were planning, and Django spent as long on building the SQL as on rendering the page
(docs/performance.md). A function marked `@prepared` returns a queryset; its callers get the rows.
"""

from __future__ import annotations

import copy
import datetime
import inspect
import re
from collections.abc import Callable, Hashable, Sequence
from functools import update_wrapper
from types import SimpleNamespace
from typing import Any, Generic, NamedTuple, ParamSpec, TypeVar, cast

import psycopg
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import EmptyResultSet
from django.db import DatabaseError, connections, models, router
from psycopg.errors import DuplicatePreparedStatement, FeatureNotSupported, InvalidSqlStatementName
from psycopg.sql import Literal
from psycopg.types.numeric import Int8

Given = ParamSpec("Given")
Row = TypeVar("Row")
PLACEHOLDER = re.compile(r"%[s%]")
MOST_KEPT = 200  # statements of one connection; a plan takes the server about 180 kB
WIDEST = 2**63


class PreparedCursor(psycopg.Cursor[Any]):
    """Has the server keep each statement's plan for the life of the connection."""

    def execute(self, query: Any, params: Any = None, **how: Any) -> PreparedCursor:
        # Only while this runs: psycopg would remember the last texts of all other statements too.
        self.connection.prepared_max, self.connection.prepare_threshold = MOST_KEPT, 0
        try:
            return super().execute(query, params, **how)
        finally:
            self.connection.prepare_threshold = None
            self._query: Any = Said(self.connection, query, params)


class Said(NamedTuple):
    """A statement as Django's log of queries writes it, put together when somebody reads it."""

    connection: Any
    sql: Any
    values: Any

    @property
    def query(self) -> bytes:
        return psycopg.ClientCursor(self.connection).mogrify(self.sql, self.values).encode()


class Statement:
    """One queryset as SQL, with places for the values that differ from call to call."""

    def __init__(self, queryset: models.QuerySet[Any], stand_ins: list[Any]) -> None:
        if queryset._prefetch_related_lookups or queryset._known_related_objects:  # type: ignore[attr-defined]
            raise TypeError("A prepared queryset is one query: use select_related, and begin at the manager.")
        self.queryset = queryset
        self.compiler = queryset.query.get_compiler(using=queryset.db)
        self.places: list[int] = []
        self.converters: Any = None  # of the columns, looked up at the first rows
        try:
            sql, values = self.compiler.as_sql()
        except EmptyResultSet:
            self.sql = ""
            return
        remaining = iter(values)
        self.sql = PLACEHOLDER.sub(
            lambda found: "%%" if found[0] == "%%" else self.placed(next(remaining), stand_ins), sql
        )
        missing = set(range(len(stand_ins))) - set(self.places)
        if any(stand_ins[place] is not None for place in missing):
            raise TypeError("A value given to a prepared queryset does not arrive in its SQL.")

    def placed(self, value: Any, stand_ins: list[Any]) -> str:
        """A place for a value still to come; what never differs becomes part of the SQL, where partial indexes need it."""
        for place, stand_in in enumerate(stand_ins):
            # Django wraps numbers (Int2, Int4), psycopg's names for how wide their column is.
            if stand_in is not None and isinstance(value, type(stand_in)) and stand_in == value:
                self.places.append(place)
                return "%s"
        if is_made_of_a_stand_in(value):
            raise TypeError(
                f"A prepared queryset cannot work with what it is given, as it did for {value!r}."
            )
        return Literal(value).as_string(None).replace("%", "%%")

    def rows(self, values: list[Any]) -> list[Any]:
        if not self.sql:
            return []
        using = self.queryset._db or router.db_for_read(self.queryset.model)  # type: ignore[attr-defined]
        compiler = cast("Any", copy.copy(self.compiler))
        compiler.using, compiler.connection = using, connections[using]
        placed = [values[place] for place in self.places]
        if self.converters is None:
            self.converters = compiler.get_converters(
                [column for column, *_ in compiler.select[: compiler.col_count]]
            )
        compiler.get_converters = lambda _columns: self.converters
        compiler.execute_sql = lambda *_how, **_more: [execute(compiler.connection, self.sql, placed)]
        asked = SimpleNamespace(
            db=using,
            model=self.queryset.model,
            query=QueryOf(self.queryset.query, compiler),
            _fields=self.queryset._fields,  # type: ignore[attr-defined]
            _known_related_objects={},
        )
        return list(cast("Any", self.queryset)._iterable_class(asked))


class QueryOf:
    """A query that has its compiler already."""

    def __init__(self, query: Any, compiler: Any) -> None:
        self.query, self.compiler = query, compiler

    def get_compiler(self, *which: Any, **more: Any) -> Any:
        return self.compiler

    def __getattr__(self, name: str) -> Any:
        return getattr(self.query, name)


def execute(connection: Any, sql: str, values: list[Any]) -> list[Any]:
    """The rows. Where the server cannot keep to its plan, because a table has changed or a pooler lost the statement,
    once more by another connection; inside a transaction there is no second time."""
    try:
        return fetch(prepared_cursor(connection), sql, values)
    except DatabaseError as problem:
        if connection.in_atomic_block or not is_about_plans(problem.__cause__):
            raise
        leave(connection)
    return fetch(prepared_cursor(connection), sql, values)


def leave(connection: Any) -> None:
    """Ends the connection and its plans, instead of giving it back to the pool; the next query opens another."""
    connection.connection.close()
    connection.close()


def fetch(cursor: Any, sql: str, values: list[Any]) -> list[Any]:
    with cursor:
        cursor.execute(sql, values)
        return cursor.fetchall()


def prepared_cursor(connection: Any) -> Any:
    """A cursor as Django gives, counted and wrapped like every other, that has the server keep its plans."""
    if not settings.DATABASE_PREPARES:
        return connection.cursor()
    connection.ensure_connection()
    with connection.wrap_database_errors:
        return connection._prepare_cursor(PreparedCursor(connection.connection))


def is_about_plans(problem: BaseException | None) -> bool:
    is_stale = isinstance(problem, FeatureNotSupported) and "cached plan" in str(problem)
    return is_stale or isinstance(problem, InvalidSqlStatementName | DuplicatePreparedStatement)


class Prepared(Generic[Given, Row]):
    """Makes one statement for each shape: the kinds of what is given by place, and what is given by name."""

    def __init__(self, build: Callable[Given, models.QuerySet[Any, Row]]) -> None:
        self.build = build
        self.statements: dict[Hashable, Statement] = {}
        update_wrapper(self, build)

    def __call__(self, *given: Given.args, **shape: Given.kwargs) -> list[Row]:
        key = (*(one.__class__ for one in given), *shape.items())
        statement = self.statements.get(key) or self.statement(key, given, shape)
        try:
            values = [value_of(one) for one in given]
        except OverflowError:
            return []
        return statement.rows(values)

    def statement(self, key: Hashable, given: Any, shape: Any, *, keys_alone: bool = False) -> Statement:
        stands = [stand_in_for(one, place) for place, one in enumerate(given)]
        queryset: Any = self.build(*stands, **shape)
        if keys_alone:
            queryset = queryset.values_list("pk", flat=True)
        made = Statement(queryset, [key_of(stand) for stand in stands])
        return self.statements.setdefault(key, made)

    def part(self, given: Any, shape: Any, *, keys_alone: bool) -> tuple[str, tuple[Any, ...]]:
        """The same rows, or their keys, as SQL and its values, to stand in a larger statement; no SQL for no rows."""
        key = (keys_alone, *(one.__class__ for one in given), *shape.items())
        statement = self.statements.get(key) or self.statement(key, given, shape, keys_alone=keys_alone)
        values = [value_of(one) for one in given]
        return statement.sql, tuple(values[place] for place in statement.places)


def prepared(build: Callable[Given, models.QuerySet[Any, Row]]) -> Prepared[Given, Row]:
    """Makes a function that returns a queryset return its rows, put together once for every shape.

    What is given by place differs from call to call: models (by their keys alone), whole numbers, texts, dates, times,
    and lists of models or numbers for `__is_any_of`; a visitor or None is part of the shape, as is all that is given by
    name, which therefore must have few values. The function sees stand-ins: it passes them on to the queryset and does
    nothing else with them. Raises TypeError for what cannot be prepared, at the first call.
    """
    if any(word in inspect.signature(build).parameters for word in ("self", "cls")):
        raise TypeError("A prepared function is no method.")
    return Prepared(build)


@models.ForeignObject.register_lookup
@models.Field.register_lookup
class IsAnyOf(models.Lookup):
    """`in` with one place for all the values, however many they are."""

    lookup_name = "is_any_of"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        column, values = self.process_lhs(compiler, connection)
        if hasattr(self.rhs, "as_sql"):
            array, more = compiler.compile(self.rhs)
            return f"{column} = ANY({array})", (*values, *more)
        return f"{column} = ANY(%s)", (*values, self.rhs)


class Holds(models.Exists):
    """Asks for each row by itself, which for the few rows of a page is one look into an index.

    Of a plain EXISTS PostgreSQL may make a table of everything that exists, all marks of all members, when it expects
    many rows, and it does not mind that a page has a LIMIT.
    """

    template = "(SELECT EXISTS(%(subquery)s))"


# No real query has these in it, nor what is a little less or more.
FIRST_KEY, KEYS = 9_000_000_000_000_000, 1_000_000
FIRST_NUMBER, NUMBERS = (
    31_100,
    1_000,
)  # within a smallint: Django knows that larger numbers match nothing there
FIRST_TIME = datetime.datetime(1583, 1, 1, tzinfo=datetime.UTC)
TEXT_TO_COME = "a text to come"


def stand_in_for(one: Any, place: int) -> Any:
    """Something of the same kind that no real query has in it. A model has its key alone: asking for more fails."""
    if one is None or isinstance(one, AnonymousUser):
        return one
    if isinstance(one, models.Model):
        model = one.__class__
        return model.from_db(router.db_for_read(model), [model._meta.pk.attname], [FIRST_KEY + place])
    if isinstance(one, int) and not isinstance(one, bool):
        return FIRST_NUMBER + place
    if isinstance(one, datetime.datetime):
        return FIRST_TIME + datetime.timedelta(days=place)
    if isinstance(one, datetime.date):
        return FIRST_TIME.date() + datetime.timedelta(days=place)
    if isinstance(one, str):
        return f"{TEXT_TO_COME} {place}"
    if isinstance(one, list):
        return [FIRST_KEY + place]
    raise TypeError(f"A prepared queryset cannot be given {one!r} by place.")


def is_made_of_a_stand_in(value: Any) -> bool:
    """Also true of every date and time: those that stand for all calls are not of the present, and there are none."""
    if isinstance(value, str):
        return TEXT_TO_COME in value.lower()
    if isinstance(value, int):
        return abs(value - FIRST_NUMBER) < NUMBERS or abs(value - FIRST_KEY) < KEYS
    if isinstance(value, list | tuple):
        return any(is_made_of_a_stand_in(one) for one in value)
    return isinstance(value, datetime.date | datetime.time | datetime.timedelta)


def key_of(one: Any) -> Any:
    """What of it stands in SQL; None for what is part of the shape."""
    if isinstance(one, models.Model):
        return one.pk
    return None if isinstance(one, AnonymousUser) else one


def value_of(one: Any) -> Any:
    """The same, always as wide: a statement is kept for each width of its numbers. Raises OverflowError for a number
    that no column has room for."""
    key = key_of(one)
    if isinstance(key, int):
        if abs(key) >= WIDEST:
            raise OverflowError(key)
        return Int8(key)
    return [value_of(each) for each in key] if isinstance(key, Sequence) and not isinstance(key, str) else key
