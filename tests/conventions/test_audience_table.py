"""Who meets what: every address that shows members' writing or acts, crossed with the cast and all audiences."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from tests.conventions.audience_table import SHOWS, SILENT, Look
from tests.conventions.audience_world import AUDIENCES, World, a_world

pytestmark = pytest.mark.django_db

ELSEWHERES = {"admin", "", "djdt"}  # the admin, and the flows of allauth


@pytest.fixture(autouse=True)
def one_page_of_every_sitemap(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keys go on where earlier tests left them."""
    monkeypatch.setattr("web.sitemaps.KEYS_A_PAGE", 10**9)


def names_of_addresses() -> Iterator[str]:
    for entry in get_resolver().url_patterns:
        if isinstance(entry, URLPattern):
            yield entry.name or entry.callback.__name__
        elif isinstance(entry, URLResolver) and (entry.namespace or "") not in ELSEWHERES:
            yield from (f"{entry.namespace}:{pattern.name}" for pattern in entry.url_patterns)


def test_every_address_says_what_it_shows_of_members():
    unknown = set(names_of_addresses()) - SHOWS.keys() - SILENT.keys()

    assert not unknown, (
        f"Nobody has said what {', '.join(sorted(unknown))} shows of members. Give it a line in"
        " tests/conventions/audience_table.py: in SHOWS with words to look for and who shall find them, or, if it shows"
        " nothing that members wrote or did, in SILENT with the reason."
    )


def test_no_address_is_named_that_is_gone_or_stands_in_both():
    assert (SHOWS.keys() | SILENT.keys()) - set(names_of_addresses()) == set()
    assert SHOWS.keys() & SILENT.keys() == set()


@pytest.mark.parametrize("audience", AUDIENCES)
def test_everybody_meets_what_is_for_them_and_nothing_else(audience):
    world = a_world(audience)

    wrong = {
        f"{world.address(look.path)} shows {look.finds or 'anything'}": found
        for looks in SHOWS.values()
        for look in looks
        if (found := differing(world, look)) != ""
    }

    assert not wrong, "\n".join(f"{at}: {found}" for at, found in wrong.items())


def differing(world: World, look: Look) -> str:
    """In words who finds what is not for them and who does not find what is, "" if all is as it shall be."""
    finding = {name for name in look.viewers if finds(world, look, name)}
    meant = look.to(world.audience) & set(look.viewers)
    if finding == meant:
        return ""
    return f"to {sorted(finding - meant) or 'nobody'} for whom it is not, not to {sorted(meant - finding) or 'nobody'} for whom it is"


def finds(world: World, look: Look, name: str) -> bool:
    shown = shown_to(world, name, world.address(look.path), look.is_fragment)
    return shown is not None and world.address(look.finds) in shown


def shown_to(world: World, name: str, address: str, is_fragment: bool) -> str | None:
    """The main part of what this one gets there, asked for once; None for anything but an answer."""
    key = name, address
    if key not in world.answers:
        headers = {"HX-Request": "true"} if is_fragment else {}
        answer = world.clients[name].get(address, headers=headers)
        content = "" if answer["Content-Type"] == "image/png" else answer.getvalue().decode()
        main = content.partition("<main")[2].partition("</main>")[0] or content
        world.answers[key] = main if answer.status_code == 200 else None
    return world.answers[key]
