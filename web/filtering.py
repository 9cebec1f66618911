"""Things chosen by words in an address: its tidy form, and links that change one word of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple, Protocol
from urllib.parse import urlencode

from django.http import HttpRequest

from web.paging import PARAMETER, SECOND


class Words(Protocol):
    """What was read of an address (reviews.queries.filters)."""

    @property
    def words(self) -> dict[str, str]: ...

    def labels(self) -> Sequence[Any]: ...

    @classmethod
    def parameters(cls) -> frozenset[str]: ...


class Choice(NamedTuple):
    label: str
    url: str
    is_current: bool = True


class Bar(NamedTuple):
    """What stands above things that are chosen by words (parts/films/filters.html): a form, the chosen words, the orders.
    `note`: what is to be known of them; `problem`: what is wrong with what was typed; `save_url`: where the words are kept."""

    fields: Any
    hidden: list[tuple[str, str]]
    chosen: list[Choice]
    none_url: str
    sorts: list[Choice]
    note: str = ""
    problem: str = ""
    save_url: str = ""


def bar_of(
    request: HttpRequest,
    filters: Words,
    fields: Any,
    *,
    sorts: Mapping[str, str],
    sort: str,
    note: str = "",
    problem: str = "",
    save_url: str = "",
) -> Bar:
    """`sorts`: the labels of the orders, the one that stands by default first."""
    default = next(iter(sorts))
    kept = others(request, filters.parameters()).items()
    return Bar(
        fields,
        [*fields.hidden, *kept],
        [
            Choice(
                f"You: {one.text}" if one.is_personal else one.text, address(request, filters, one.without)
            )
            for one in filters.labels()
        ],
        address(request, filters, {}),
        [
            Choice(
                label, address(request, filters, sort="" if name == default else name, seed=""), name == sort
            )
            for name, label in sorts.items()
        ],
        note,
        problem,
        save_url,
    )


def said_in(request: HttpRequest) -> dict[str, list[str]]:
    """Every parameter of the address with all it says."""
    return dict(request.GET.lists())


def tidy_address(request: HttpRequest, filters: Words) -> str:
    """Where this page is found at with every word said once and in its order, "" when that is here."""
    tidy = {**filters.words, **others(request, filters.parameters(), besides=())}
    said = said_in(request)
    return "" if said == {name: [word] for name, word in tidy.items()} else written(request.path, tidy)


def address(
    request: HttpRequest, filters: Words, words: Mapping[str, str] | None = None, **changes: str
) -> str:
    """This page from its start with other words of the filters, and with other parameters changed ("" takes one away)."""
    chosen = filters.words if words is None else words
    return written(request.path, {**chosen, **others(request, filters.parameters()), **changes})


def others(
    request: HttpRequest, read: Iterable[str], *, besides: Iterable[str] = (PARAMETER, SECOND)
) -> dict[str, str]:
    """What the address says beside the filters."""
    passed = {*read, *besides}
    return {name: word for name, word in request.GET.dict().items() if word and name not in passed}


def written(path: str, words: Mapping[str, str]) -> str:
    """The address with these words, without those that are empty."""
    query = urlencode({name: word for name, word in words.items() if word})
    return f"{path}?{query}" if query else path
