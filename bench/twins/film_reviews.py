"""On the film page: its first reviews, the weightiest or those by people near to the viewer in taste. One statement."""

from __future__ import annotations

from html import escape

from bench.twins.cards import FOR_VIEWER, JOINS, OF_VIEWER, SHOWN, TO_VIEWER, both, card
from bench.twins.database import Row, rows
from bench.twins.layout import Request
from bench.twins.parts import counted, empty

REVIEWS_SHOWN = 6
WEIGHTIEST = both(f"""
SELECT {{card}} FROM (
    SELECT entry.id FROM reviews_reviewstats AS stats JOIN reviews_entry AS entry ON entry.id = stats.entry_id
    WHERE stats.film_id = %(film)s AND entry.text <> '' AND {{visible}}
    ORDER BY stats.weight DESC, stats.entry_id DESC LIMIT {REVIEWS_SHOWN}) AS chosen
JOIN reviews_entry AS entry ON entry.id = chosen.id {{joins}}
ORDER BY stats.weight DESC, entry.id DESC
""")
# OFFSET 0: asked for each neighbour, who are few, and not for everybody who wrote about a well-known film.
NEAREST = f"""
SELECT {SHOWN}, {TO_VIEWER}, chosen.agreement, chosen.shared_count, chosen.agreed_count, chosen.likes_given FROM (
    SELECT entry.id, near.agreement, near.shared_count, near.agreed_count, near.likes_count AS likes_given
    FROM activity_neighbour AS near CROSS JOIN LATERAL (
        SELECT id, author_id, reach FROM reviews_entry
        WHERE author_id = near.other_id AND film_id = %(film)s AND text <> '' OFFSET 0) AS entry
    WHERE near.member_id = %(viewer)s AND {FOR_VIEWER}
    ORDER BY near.agreement DESC, entry.id DESC LIMIT {REVIEWS_SHOWN}) AS chosen
JOIN reviews_entry AS entry ON entry.id = chosen.id {JOINS} {OF_VIEWER}
ORDER BY chosen.agreement DESC, entry.id DESC
"""
CURRENT = ' aria-current="page"'
TABS = (
    ("popular", "Popular"),
    ("recent", "Recent"),
    ("following", "From people you follow"),
    ("taste", "Your taste"),
    ("across", "Across opinions"),
)
MEMBERS_TABS = {"following", "taste"}
NOBODY_NEAR = (
    "None of the people whose taste is near to yours has reviewed this film. "
    "The more films you rate, the more of them are found."
)


def reviews_section(request: Request, film: Row) -> str:
    is_by_taste = request.query.get("reviews") == "taste"
    asked = {"film": film.id, "viewer": request.viewer_id}
    statement = NEAREST if is_by_taste else WEIGHTIEST[request.viewer is not None]
    reviews = rows(request.connection, statement, **asked)
    current = "taste" if is_by_taste else "popular"
    all_of_them = ""
    if reviews:
        url = f"/film/{film.slug}/reviews/?sort={current}"
        all_of_them = f'<a class="link" href="{url}">All reviews of <i>{escape(film.title)}</i></a> '
    shown = "\n".join(
        [card(request, review, film.slug, why=why(review) if is_by_taste else "") for review in reviews]
    )
    how = f'<a class="link" href="/about/orders/#{current}">How this order is made</a>'
    return f"""<section id="reviews">
<h2 class="visually-hidden">Reviews</h2>
{tabs(request, current)}
{shown or nothing(request, film, current)}
<p class="order-line">{all_of_them}{how}</p>
</section>"""


def tabs(request: Request, current: str) -> str:
    links = [
        f'<a href="?reviews={name}#reviews" data-hx-get="?reviews={name}" data-hx-select="#reviews" '
        'data-hx-target="#reviews" data-hx-swap="outerHTML show:none" data-hx-push-url="true"'
        f"{CURRENT if name == current else ''}>{label}</a>"
        for name, label in TABS
        if request.viewer or name not in MEMBERS_TABS
    ]
    return f'<nav class="tabs" aria-label="Reviews">{"".join(links)}</nav>'


def nothing(request: Request, film: Row, current: str) -> str:
    if current == "taste":
        return empty("Nobody near your taste yet", NOBODY_NEAR, name="people")
    if not request.viewer or film.state == "retired":
        return empty("No reviews yet", "The screen is still dark for this one.")
    url, text = f"/film/{film.slug}/log/", "The first words on this film can be yours."
    return empty("No reviews yet", text, url=url, action="Review it")


def why(review: Row) -> str:
    """What the viewer has in common with the author."""
    said = []
    if review.shared_count:
        films = counted(review.shared_count, "film", "films")
        said.append(f"You agree on {review.agreed_count} of {films}")
    if review.likes_given:
        said.append(f"{'you' if said else 'You'} liked {review.likes_given} of their reviews")
    return ", and ".join(said)
