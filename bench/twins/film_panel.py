"""The viewer and the film: what the panel on its page shows."""

from __future__ import annotations

from html import escape

from bench.twins.database import Row
from bench.twins.layout import Request
from bench.twins.parts import icon, in_words

RATINGS = [(rating, in_words(rating)) for rating in range(1, 11)]
# For each act: its name, two verbs, the class when on, two icons, two words.
ACTS = (
    ("watch", "watch", "unwatch", "watched", icon("eye"), icon("eye"), "Watch", "Watched"),
    ("like", "like", "unlike", "liked", icon("heart-line"), icon("heart"), "Like", "Liked"),
    (
        "watchlist",
        "watchlist",
        "unwatchlist",
        "listed",
        icon("bookmark-line"),
        icon("bookmark"),
        "Watchlist",
        "On watchlist",
    ),
)
SWAP = 'data-hx-target="closest .panel" data-hx-swap="outerHTML"'


def panel(request: Request, film: Row) -> str:
    title, url = escape(film.title), f"/film/{film.slug}/"
    if film.state == "retired":
        inner = '<p class="panel__invite">This film is no longer on offer here. What was written about it stays.</p>'
        inner += forget(film, url)
    elif request.viewer is None:
        inner = (
            f'<p class="panel__invite">Sign in to log, rate and review <i>{title}</i>.</p>\n'
            f'<a class="button button--primary button--wide" href="/accounts/login/?next={url}" rel="nofollow">Sign in</a>'
        )
    else:
        inner = acts(request, film, url)
    return f'<section class="panel" aria-label="You and {title}">\n{inner}\n</section>'


def acts(request: Request, film: Row, url: str) -> str:
    states = (film.watched_at, film.liked_at, film.watchlisted_at)
    forms = "\n".join(
        [act(request, url, one, is_on=state is not None) for one, state in zip(ACTS, states, strict=True)]
    )
    again = "Review or log again" if film.has_entries else "Review or log"
    return f"""<div class="panel__acts">
{forms}
</div>
<star-rating autosave>
<form class="panel__rating" method="post" action="{url}rate/" data-hx-post="{url}rate/" {SWAP} data-hx-sync="this:replace">
{request.csrf_field}
{rating_input(film.rating, f"{url}unrate/")}
</form>
</star-rating>
<a class="button button--wide" data-dialog href="{url}log/">{again}</a>
<a class="button button--wide button--quiet panel__lists" data-dialog href="{url}add-to-lists/">{icon("list")} Add to lists</a>
<details class="panel__more"><summary>More {icon("chevron-down")}</summary>
{forget(film, url)}
<p class="panel__note"><a class="link" href="{url}mute/">Mute this film</a></p>
</details>"""


def act(request: Request, url: str, one: tuple[str, ...], *, is_on: bool) -> str:
    name, verb, undo, kind, shape, shape_on, word, word_on = one
    address = f"{url}{undo if is_on else verb}/"
    state = f" panel__act--{kind}" if is_on else ""
    return (
        f'<form method="post" action="{address}" data-hx-post="{address}" {SWAP}>\n{request.csrf_field}\n'
        f'<button class="panel__act{state}" id="panel-{name}">{shape_on if is_on else shape}'
        f"<span>{word_on if is_on else word}</span></button>\n</form>"
    )


def rating_input(chosen: int | None, clear: str) -> str:
    halves = "".join(
        [
            f'<label class="star-rating__half" title="{label}"><input class="star-rating__radio" type="radio" '
            f'name="rating" id="panel-rating-{rating}" value="{rating}"{" checked" if rating == chosen else ""}>'
            f'<span class="visually-hidden">{label}</span></label>'
            for rating, label in RATINGS
        ]
    )
    return f"""<fieldset class="star-rating">
<legend class="eyebrow">Your rating</legend>
<div class="star-rating__stars">{halves}</div>
<button class="star-rating__clear" formaction="{clear}" formnovalidate data-hx-post="{clear}">Clear<span class="visually-hidden"> the rating</span></button>
<button class="button button--small star-rating__save">Save rating</button>
</fieldset>"""


def forget(film: Row, url: str) -> str:
    if not (film.watched_at or film.liked_at or film.watchlisted_at):
        return ""
    return f'<p class="panel__note"><a class="link" href="{url}forget/">Remove what I recorded</a></p>'
