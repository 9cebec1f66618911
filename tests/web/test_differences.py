"""What changed between two texts, in words, and how long finding that may take."""

from __future__ import annotations

import random
import re
import time

import pytest

from web.differences import marked

TAG = re.compile(r"<[^>]*>")


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        (
            "<p>One two three.</p>",
            "<p>One four three.</p>",
            "<p>One <del>two </del><ins>four </ins>three.</p>",
        ),
        ("<p>One.</p>", "<p>One.</p>", "<p>One.</p>"),
        ("", "<p>One two.</p>", "<p><ins>One two.</ins></p>"),
        ("<p>One two.</p>", "", "<del>One two.</del>"),
        ("<p>It is</p>", "<p>It <em>is</em> so</p>", "<p>It <em>is</em> <ins>so</ins></p>"),
        ("<p>a &amp; b</p>", "<p>a &lt; b</p>", "<p>a <del>&amp; </del><ins>&lt; </ins>b</p>"),
        (
            "<p>One.</p><p>Two.</p>",
            "<p>One.</p><p>Half.</p><p>Two.</p>",
            "<p>One.</p><p><ins>Half.</ins></p><p>Two.</p>",
        ),
    ],
)
def test_words_that_came_and_went_are_marked(old, new, shown):
    assert marked(old, new) == shown


def without(tag: str, html: str) -> str:
    return " ".join(TAG.sub("", re.sub(f"<{tag}>.*?</{tag}>", " ", html, flags=re.DOTALL)).split())


def test_both_texts_can_be_read_from_the_marks():
    chance = random.Random(1895)  # noqa: S311
    words = ["the", "a", "train", "window", "night.", "rain,", "slow", "again."]
    for length in (0, 1, 5, 30, 300, 2_500):
        old = [chance.choice(words) for _ in range(length)]
        new = [word for word in old if chance.random() > 0.05] + ["end"]

        shown = marked(f"<p>{' '.join(old)}</p>", f"<p>{' '.join(new)}</p>")

        assert without("ins", shown) == " ".join(old)
        assert without("del", shown) == " ".join(new)


@pytest.mark.parametrize("words", [["a"], ["a", "b"], ["a.", "b."], [str(number) for number in range(900)]])
def test_the_longest_texts_are_compared_in_bounded_time(words):
    chance = random.Random(7)  # noqa: S311
    old, new = (" ".join(chance.choice(words) for _ in range(100_000 // 4)) for _ in range(2))
    start = time.thread_time()

    marked(f"<p>{old}</p>", f"<p>{new}</p>")

    assert time.thread_time() - start < 2
