"""What changed between two rendered texts: the new one with the words that came in <ins>, those that went in <del>."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

# A tag, or an unbroken run of what is no blank, with the blanks behind it.
PIECE = re.compile(r"(<[^>]*>)|([^<\s]+\s*|\s+)")
MOST_COMPARED = 1_000  # pieces of either side; difflib's worst case grows with the third power

Change = tuple[bool, Sequence[str], Sequence[str]]  # is it the same? the old pieces, the new ones


def marked(old: str, new: str) -> str:
    """Clean HTML `new` with its differences from clean HTML `old`. The tags are those of `new`; words alone are compared.

    Long texts are compared by lines first; where more than MOST_COMPARED of those differ in one go, all of them do.
    """
    went, came = words_of(old), words_of(new)
    marks = iter(words_marked(went, came))
    made: list[str] = []
    for tag, _ in PIECE.findall(new):
        if tag:
            made.append(tag)
            continue
        for is_gone, said in marks:
            made.append(said)
            if not is_gone:
                break
    return tidied("".join([*made, *(said for _, said in marks)]))


def words_of(rendered: str) -> list[str]:
    return [word for tag, word in PIECE.findall(rendered) if not tag]


def words_marked(old: list[str], new: list[str]) -> Iterator[tuple[bool, str]]:
    """Each word of `new`, marked if it came, and between them what went: (is it gone?, HTML)."""
    for is_same, went, came in changes(old, new):
        if is_same:
            yield from ((False, word) for word in came)
            continue
        if "".join(went).strip():
            yield True, f"<del>{''.join(went)}</del>"
        yield from ((False, f"<ins>{word}</ins>" if word.strip() else word) for word in came)


def changes(old: Sequence[str], new: Sequence[str]) -> Iterator[Change]:
    """The two side by side, in runs that are the same and runs that are not."""
    start = shared(old, new)
    end = shared(old[start:][::-1], new[start:][::-1])
    if start:
        yield True, old[:start], new[:start]
    yield from between(old[start : len(old) - end], new[start : len(new) - end])
    if end:
        yield True, old[len(old) - end :], new[len(new) - end :]


def shared(old: Sequence[str], new: Sequence[str]) -> int:
    """How many they begin with that are the same but for the blanks behind them."""
    number = 0
    for one, other in zip(old, new, strict=False):
        if one.rstrip() != other.rstrip():
            break
        number += 1
    return number


def between(old: Sequence[str], new: Sequence[str]) -> Iterator[Change]:
    if not (old or new):
        return
    if max(len(old), len(new)) <= MOST_COMPARED:
        yield from runs(old, new)
        return
    old_chunks, new_chunks = sentences(old), sentences(new)
    if max(len(old_chunks), len(new_chunks)) > MOST_COMPARED:
        yield False, old, new
        return
    for is_same, went, came in runs(
        ["".join(one) for one in old_chunks], ["".join(one) for one in new_chunks]
    ):
        before, after = flat(went), flat(came)
        if is_same or max(len(before), len(after)) > MOST_COMPARED:
            yield is_same, before, after
        else:
            yield from runs(before, after)


def runs(old: Sequence[str], new: Sequence[str]) -> Iterator[Change]:
    matcher = SequenceMatcher(None, [one.rstrip() for one in old], [one.rstrip() for one in new])
    for kind, old_start, old_end, new_start, new_end in matcher.get_opcodes():
        yield kind == "equal", old[old_start:old_end], new[new_start:new_end]


def sentences(words: Sequence[str]) -> list[list[str]]:
    """The words in runs that end where a sentence may."""
    found: list[list[str]] = [[]]
    for word in words:
        found[-1].append(word)
        if word.rstrip().endswith((".", "!", "?", "…", "。", "！", "？")) or "\n" in word:
            found.append([])
    return [one for one in found if one]


def flat(chunks: Sequence[str]) -> list[str]:
    return words_of("".join(chunks))


def tidied(marked_words: str) -> str:
    """One mark round words that stand beside each other."""
    return marked_words.replace("</ins><ins>", "").replace("</del><del>", "")
