"""Pages of a long list by key instead of by number: the next page starts after the last row shown, however deep."""

from __future__ import annotations

import base64
import binascii
import datetime
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeAlias, TypeVar

from django.core.exceptions import BadRequest, ValidationError
from django.db import DataError
from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest

Row = TypeVar("Row", bound=Model)
PARAMETER = "after"
SECOND = "from"  # the parameter of the other list, on a page with two long ones


@dataclass(frozen=True)
class Page(Generic[Row]):
    """The rows of one page, and the addresses of the first and the next page ("" when there is none)."""

    rows: list[Row]
    first_url: str
    next_url: str

    @property
    def previous_url(self) -> str:
        """Keys lead forwards only: the way back is the first page, or the browser's own."""
        return self.first_url


Rows: TypeAlias = "QuerySet[Row] | Callable[[], QuerySet[Row]]"


def page_of(
    rows: Rows[Row],
    request: HttpRequest,
    *,
    order: Sequence[str],
    size: int,
    first: Callable[..., list[Row]] | None = None,
    parameter: str = PARAMETER,
) -> Page[Row]:
    """One page of `rows` in this order (field names, "-" for descending, unique together).

    Where most people only see the first page, `first(at_most=…)` gives it prepared, and `rows` may be what makes the
    queryset of the others. Raises BadRequest when the token in the address was not made for this order.
    """
    token = request.GET.get(parameter, "")
    if first and not token:
        found = first(at_most=size + 1)
    else:
        selected = (rows() if callable(rows) else rows).order_by(*order)
        found = continued(selected, order, token, size + 1) if token else list(selected[: size + 1])
    shown = found[:size]
    next_token = make_token(shown[-1], order) if len(found) > size else ""
    return Page(
        shown,
        first_url=address(request, "", parameter) if token else "",
        next_url=address(request, next_token, parameter) if next_token else "",
    )


def continued(rows: QuerySet[Row], order: Sequence[str], token: str, number: int) -> list[Row]:
    """The rows behind the token. What is no value of these fields was never in a token of ours."""
    values = read_token(token, len(order))
    try:
        return list(rows.filter(after(order, values))[:number])
    except (ValueError, TypeError, OverflowError, ValidationError, DataError) as problem:
        raise BadRequest("This page address belongs to another order.") from problem


def after(order: Sequence[str], values: Sequence[Any]) -> Q:
    """The rows that come after these values. The first comparison is said twice, so that an index can start there."""
    condition = Q()
    for depth in range(len(order)):
        equal = {name.lstrip("-"): value for name, value in zip(order[:depth], values, strict=False)}
        condition |= Q(**equal, **beyond(order[depth], values[depth]))
    return Q(**beyond(order[0], values[0], or_equal=True)) & condition


def beyond(name: str, value: Any, *, or_equal: bool = False) -> dict[str, Any]:
    comparison = ("lt" if name.startswith("-") else "gt") + ("e" if or_equal else "")
    return {f"{name.lstrip('-')}__{comparison}": value}


def make_token(row: object, order: Sequence[str]) -> str:
    values = [plain(value_of(row, name.lstrip("-"))) for name in order]
    return base64.urlsafe_b64encode(json.dumps(values).encode()).decode().rstrip("=")


def value_of(row: Any, path: str) -> Any:
    for name in path.split("__"):
        row = getattr(row, name)
    return row


def plain(value: Any) -> Any:
    """Dates are their first moment, so that every time in a token has a zone, whatever field it is compared with."""
    if isinstance(value, datetime.date) and not isinstance(value, datetime.datetime):
        value = datetime.datetime.combine(value, datetime.time(), datetime.UTC)
    return {"at": value.isoformat()} if isinstance(value, datetime.datetime) else value


def read_token(token: str, length: int) -> list[Any]:
    try:
        values = json.loads(base64.urlsafe_b64decode(token + "=" * (-len(token) % 4)))
        values = [read_value(value) for value in values]
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError, binascii.Error) as problem:
        raise BadRequest("This page address is not one of ours.") from problem
    if len(values) != length:
        raise BadRequest("This page address belongs to another order.")
    return values


def read_value(value: Any) -> Any:
    if isinstance(value, dict):
        moment = datetime.datetime.fromisoformat(value["at"])
        if moment.tzinfo is None:
            raise ValueError(value)
        return moment
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        raise ValueError(value)
    return value


def address(request: HttpRequest, token: str, parameter: str = PARAMETER) -> str:
    query = request.GET.copy()
    query.pop(parameter, None)
    if token:
        query[parameter] = token
    return f"{request.path}?{query.urlencode()}" if query else request.path
