"""What is measured: every page with its requests, who asks, and which server answers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal
from urllib.parse import quote

from bench.load import Request

Who = Literal["visitor", "member", "limit"]
By = Literal["anew", "kept", "twin", "empty"]
CSRF_TOKEN = "b" * 32
AS_BROWSERS_ASK = (("Accept", "text/html"), ("Accept-Encoding", "gzip"))

NAMES = {
    "film_best": "film, best known",
    "film_median": "film, median",
    "film_random": "film, a random one each time",
    "entry": "entry with liked reviews",
    "profile": "profile",
    "browse": "browse with filters",
    "search": "search as you type",
    "likes": "likes of a review",
    "home": "home",
    "comments": "entry with comments",
    "popular_reviews": "popular reviews, of the week and the year",
    "popular_films": "popular films, of the week and the year",
    "feed": "activity of people one follows",
    "notices": "notices of the busiest author",
    "taste": "film, best known, by “your taste”",
    "list_long": "list, the longest",
    "list_median": "list, median",
    "lists": "lists of everybody",
    "watchlist": "watchlist, the longest",
    "diary": "diary, the longest",
    "diary_chosen": "diary by genre, year, rating or place",
    "stats": "statistics of the longest diary",
    "year": "a year of the longest diary",
    "browse_own": "browse by what one has seen",
    "like": "like and unlike",
    "save": "saving an entry",
    "hot_row": "like and unlike, all on one review",
    "static": "a static file, same front",
    "empty": "an empty Django view",
}
WITHOUT_TWIN = {"film_random", "diary_chosen", "year", "lists", "browse_own", "save", "hot_row"}
READ = (
    "film_best",
    "film_median",
    "entry",
    "profile",
    "browse",
    "search",
    "likes",
    "home",
    "comments",
    "popular_reviews",
    "popular_films",
    "film_random",
    "list_long",
    "list_median",
    "lists",
    "watchlist",
    "diary",
    "diary_chosen",
    "stats",
    "year",
)
AT_ONE_ADDRESS = (
    "film_best",
    "film_median",
    "entry",
    "profile",
    "likes",
    "comments",
    "list_long",
    "list_median",
    "watchlist",
    "diary",
    "stats",
    "year",
)
READ_BY_MEMBERS = (*READ, "browse_own", "feed", "notices", "taste")
NOT_KEPT = {
    "search",
    "film_random",
    "popular_reviews",
    "popular_films",
    "lists",
    "watchlist",
    "diary",
    "diary_chosen",
    "stats",
    "year",
}


@dataclass(frozen=True)
class Job:
    """One page asked for by one kind of person at one server."""

    page: str
    who: Who
    by: By
    requests: tuple[Request, ...]
    undo: str = ""  # SQL that takes back what the requests wrote; runs before and after

    @property
    def key(self) -> str:
        return f"{self.page}/{self.who}/{self.by}"


def read_addresses(subjects: dict[str, Any]) -> dict[str, list[str]]:
    """The addresses of every page that is only read."""
    search = [f"/search/?as=suggestions&q={quote(one['text'])}" for one in subjects["searches"]]
    single = {page: [subjects[page]] for page in AT_ONE_ADDRESS}
    several = {page: subjects[page] for page in ("browse", "browse_own", "diary_chosen")}
    several |= {"search": search, "film_random": subjects["films"]}
    popular = {
        page: [address, f"{address}?period=year"]
        for page, address in (("popular_reviews", "/reviews/"), ("popular_films", "/films/popular/"))
    }
    own = {"home": ["/"], "lists": ["/lists/"], "feed": ["/activity/"], "notices": ["/notifications/"]}
    return {**single, **several, **popular, **own, "taste": [f"{subjects['film_best']}?reviews=taste"]}


def jobs_of(subjects: dict[str, Any], *, has_twins: bool) -> list[Job]:
    jobs = [*visitors_jobs(subjects), *members_jobs(subjects)]
    return [*jobs, *twins_of(jobs)] if has_twins else jobs


def visitors_jobs(subjects: dict[str, Any]) -> Iterator[Job]:
    addresses = read_addresses(subjects)
    for page in READ:
        requests = tuple(Request(address, headers=AS_BROWSERS_ASK) for address in addresses[page])
        yield Job(page, "visitor", "anew", requests)
        if page not in NOT_KEPT:
            yield Job(page, "visitor", "kept", requests)


def members_jobs(subjects: dict[str, Any]) -> Iterator[Job]:
    addresses = read_addresses(subjects)
    for page in READ_BY_MEMBERS:
        cookie = subjects["writer_cookie" if page == "notices" else "reader_cookie"]
        headers = (*AS_BROWSERS_ASK, ("Cookie", cookie))
        yield Job(
            page, "member", "anew", tuple(Request(address, headers=headers) for address in addresses[page])
        )
    yield like_job(subjects)
    yield save_job(subjects)
    yield hot_row_job(subjects)


def posting(cookie: str, *, fragment: bool = True) -> tuple[tuple[str, str], ...]:
    """The headers of a form sent by a member: by htmx, which wants a fragment, or as a whole page."""
    return (
        *AS_BROWSERS_ASK,
        ("Cookie", cookie),
        ("X-CSRFToken", CSRF_TOKEN),
        ("Content-Type", "application/x-www-form-urlencoded"),
        *([("HX-Request", "true")] if fragment else []),
    )


def like_job(subjects: dict[str, Any]) -> Job:
    """All reviews liked in turn, then all unliked: a like never overtakes its unlike, whatever the connections."""
    headers = posting(subjects["reader_cookie"])
    requests = [
        Request(f"/entries/{number}/{verb}/", "POST", headers)
        for verb in ("like", "unlike")
        for number in subjects["likeable"]
    ]
    numbers = ", ".join(map(str, subjects["likeable"]))
    undo = (
        f"DELETE FROM reviews_reviewlike WHERE member_id = {subjects['reader']} AND entry_id IN ({numbers})"
    )
    return Job("like", "member", "anew", tuple(requests), undo)


def hot_row_job(subjects: dict[str, Any]) -> Job:
    """Many members like one review, then all take it back."""
    hot = subjects["hot"]
    requests = [
        Request(f"/entries/{hot}/{verb}/", "POST", posting(one["cookie"]))
        for verb in ("like", "unlike")
        for one in subjects["crowd"]
    ]
    members = ", ".join(str(one["member"]) for one in subjects["crowd"])
    undo = f"DELETE FROM reviews_reviewlike WHERE entry_id = {hot} AND member_id IN ({members})"
    return Job("hot_row", "member", "anew", tuple(requests), undo)


def save_job(subjects: dict[str, Any]) -> Job:
    """An entry with a day, a rating and a review, of another film each time."""
    words = "A+line+that+was+written+to+be+measured+and+is+taken+back.+" * 6
    body = f"watched_on=2024-05-17&rating=7&liked=on&text={words}&tags=measured&audience=everyone"
    headers = posting(subjects["reader_cookie"], fragment=False)
    requests = tuple(Request(address, "POST", headers, body) for address in subjects["films_to_log"])
    saved = f"FROM reviews_entry WHERE author_id = {subjects['reader']} AND tags = '{{measured}}'"
    beside = [
        f"DELETE FROM {table} WHERE entry_id IN (SELECT id {saved})"
        for table in ("reviews_reviewstats", "reviews_tagging")
    ]
    undo = "; ".join([*beside, f"DELETE {saved}"])
    return Job("save", "member", "anew", requests, undo)


def twins_of(jobs: list[Job]) -> list[Job]:
    """The same requests to the hand-written application."""
    return [
        Job(job.page, job.who, "twin", job.requests, job.undo)
        for job in jobs
        if job.page not in WITHOUT_TWIN and job.by == "anew"
    ]


def limits(static_address: str) -> list[Job]:
    """What this machine can do at most: a file by the site's own front, and the least that Django can answer."""
    file = Request(static_address, headers=AS_BROWSERS_ASK)
    return [Job("static", "limit", "anew", (file,)), Job("empty", "limit", "empty", (Request("/"),))]
