"""On the film page: which reviews of the film the people one follows liked."""

from __future__ import annotations

from types import SimpleNamespace

from bench.twins.cards import FOR_VIEWER, url_of
from bench.twins.database import Row
from bench.twins.parts import avatar, name_of, stars

# What people one follows liked of a film: of each of them the latest.
LIKED = f"""
SELECT given.entry_id, entry.number, entry.author_id, entry.rating, author.username, author.display_name, author.avatar,
    giver.id AS giver_id,
    giver.username AS giver_username, giver.display_name AS giver_display_name, giver.avatar AS giver_avatar
FROM (SELECT one.id FROM (
        SELECT followed_id FROM social_follow WHERE follower_id = %(viewer)s ORDER BY created_at DESC, id DESC LIMIT 500
    ) AS follow CROSS JOIN LATERAL (
        SELECT id, created_at FROM reviews_reviewlike WHERE member_id = follow.followed_id AND film_id = %(film)s
        ORDER BY created_at DESC LIMIT 3) AS one ORDER BY one.created_at DESC, one.id DESC LIMIT 100) AS latest
JOIN reviews_reviewlike AS given ON given.id = latest.id
JOIN reviews_entry AS entry ON entry.id = given.entry_id JOIN accounts_member AS author ON author.id = entry.author_id
JOIN accounts_member AS giver ON giver.id = given.member_id
WHERE {FOR_VIEWER} ORDER BY given.created_at DESC, given.id DESC LIMIT 24
"""


def liked_by(likes: list[Row], slug: str) -> str:
    if not likes:
        return ""
    lines: dict[int, str] = {}
    faces: dict[int, list[str]] = {}
    for like in likes:
        name = f'<a class="link" href="{url_of(like, slug)}">{name_of(like)}’s review</a>'
        lines[like.entry_id] = f"{name} {stars(like.rating, 'small')}"
        faces.setdefault(like.entry_id, []).append(face_of(like))
    shown = [
        f'<li>{line}<span class="liked-lines__who">{"".join(faces[key])}</span></li>'
        for key, line in lines.items()
    ]
    return f"""<section>
<h2 class="eyebrow">Liked by people you follow</h2>
<ul class="liked-lines">{"".join(shown[:4])}</ul>
</section>"""


def face_of(like: Row) -> str:
    giver = SimpleNamespace(
        username=like.giver_username, display_name=like.giver_display_name, avatar=like.giver_avatar
    )
    return avatar(giver, like.giver_id, "small", is_named=True)
