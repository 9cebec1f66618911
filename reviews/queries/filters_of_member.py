"""The words by which the films of one member are chosen: all others, and what that member did with them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from films.models import FilmQuerySet
from films.queries.filter_kinds import Kind, Who, Word
from reviews.queries.filters import MY_RATING, SEEN_IN, STATES_OF_MINE, Filters


class OfOwner(Kind):
    """What another word says of the viewer, said of the member whose films they are."""

    def __init__(self, name: str, kind: Kind) -> None:
        super().__init__(name)
        self.kind, self.several = kind, kind.several

    def word(self, asked: str) -> Word:
        return self.kind.word(asked)

    def parameters(self) -> tuple[str, ...]:
        return tuple(name.replace(self.kind.name, self.name, 1) for name in self.kind.parameters())

    def said_in(self, words: Mapping[str, Sequence[str]]) -> Sequence[str]:
        pairs = zip(self.kind.parameters(), self.parameters(), strict=True)
        return self.kind.said_in({theirs: words.get(ours, ()) for theirs, ours in pairs})

    def narrow(self, films: FilmQuerySet, words: Sequence[Word], who: Who) -> FilmQuerySet:
        return self.kind.narrow(films, words, Who(who.viewer, who.owner))


# Each as the same word of the viewer is called, whose own films become a smart list of theirs.
THEIRS = {"rating": MY_RATING, "theirs": STATES_OF_MINE, "their-year": SEEN_IN}


class MemberFilters(Filters):
    """What `/@name/films/` understands."""

    KINDS: ClassVar[Mapping[str, Kind]] = {
        **Filters.KINDS,
        **{name: OfOwner(name, kind) for name, kind in THEIRS.items()},
    }

    def own_words(self) -> dict[str, list[str]]:
        """The same films in the words of their owner, "watched" among them."""
        words = {name: [said] for name, said in self.words.items() if name not in THEIRS}
        for name, kind in THEIRS.items():
            if name in self.words:
                also = words.get(kind.name, []) if kind.several else []
                words[kind.name] = [*also, self.words[name]]
        words.setdefault("mine", []).append("watched")
        return words
