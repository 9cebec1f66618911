"""Numbers and ratings as people say them."""

from __future__ import annotations


def short_count(number: int) -> str:
    """1,482 stays whole, 12,300 becomes 12k, 2,600,000 becomes 2.6M."""
    if number < 10_000:
        return f"{number:,}"
    if number < 1_000_000:
        return f"{number // 1000}k"
    return f"{number / 1_000_000:.1f}M"


def counted(number: int, words: str) -> str:
    """`3|counted:"film,films"` is "3 films"."""
    singular, plural = words.split(",")
    return f"{short_count(number)} {singular if number == 1 else plural}"


def in_stars(rating: int | None) -> str:
    """A rating in half-stars as people say it: 9 is "4.5"."""
    return "" if rating is None else f"{int(rating) / 2:g}"


def in_words(rating: int | None) -> str:
    """A rating in half-stars with its unit: 9 is "4.5 stars", 2 is "1 star"."""
    return "" if rating is None else f"{in_stars(rating)} {'star' if int(rating) <= 2 else 'stars'}"


def in_glyphs(rating: int | None) -> str:
    """A rating in half-stars where only text can go: 9 is "★★★★½"."""
    return "" if rating is None else "★" * (int(rating) // 2) + "½" * (int(rating) % 2)


RATING_CHOICES = tuple((str(rating), in_words(rating)) for rating in range(1, 11))
