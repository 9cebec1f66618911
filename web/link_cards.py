"""What a link to one of our pages shows where somebody shares it: Open Graph and Twitter's cards, for visitors alone,
since whatever reads them is one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

# Of the pictures that are drawn for links (reviews/pictures).
WIDTH, HEIGHT = 1200, 630
LONGEST_DESCRIPTION = 200


class Fact(NamedTuple):
    label: str
    value: str


@dataclass(frozen=True)
class LinkCard:
    """All addresses are whole; `image_said` is what the image shows, for those who do not see it."""

    kind: str
    title: str
    description: str
    url: str
    image: str
    image_said: str
    facts: tuple[Fact, ...] = ()
    width: int = WIDTH
    height: int = HEIGHT
