"""Asks for pages one after the other: bytes, status, queries, and what searches find."""

from __future__ import annotations

import gzip
import http.client
import json
import re
import subprocess
import sys
from typing import Any, NamedTuple
from urllib.parse import quote

from bench import places, server, statements
from bench.database import Connection, World
from bench.load import Request
from bench.pages import Job
from bench.server import Server

WARM, COUNTED = 24, 24
FILM = re.compile(r'data-url="/film/([\w-]+)/')
SIGN_OUT = "/accounts/logout/"  # stands on every whole page of a member


class Answer(NamedTuple):
    """`bytes` is the body as it stands, `sent` as it travels."""

    status: int
    bytes: int
    sent: int
    text: str


def ask(connection: http.client.HTTPConnection, request: Request) -> Answer:
    connection.request(request.method, request.path, request.body or None, dict(request.headers))
    response = connection.getresponse()
    body = response.read()
    is_compressed = response.headers.get("Content-Encoding") == "gzip"
    plain = gzip.decompress(body) if is_compressed else body
    return Answer(response.status, len(plain), len(body), plain.decode(errors="replace"))


def counted(
    job: Job, asked_server: Server, connection: Connection | None
) -> tuple[dict[str, Any], list[statements.Statement]]:
    """The figures of a page asked for one after the other, warm; and its statements."""
    client = http.client.HTTPConnection("127.0.0.1", asked_server.port, timeout=60)
    requests = [job.requests[index % len(job.requests)] for index in range(WARM + COUNTED)]
    for request in requests[:WARM]:
        ask(client, request)
    if connection:
        statements.reset(connection)
    answers = [ask(client, request) for request in requests[WARM:]]
    client.close()
    found = statements.since_reset(connection) if connection else []
    figures = {
        "status": max(answer.status for answer in answers),
        "is_for_whom": is_for_whom(job, answers[-1]),
        "bytes": sum(answer.bytes for answer in answers) // COUNTED,
        "sent": sum(answer.sent for answer in answers) // COUNTED,
        **statements.per_request(found, COUNTED)._asdict(),
    }
    return figures, found


def is_for_whom(job: Job, answer: Answer) -> bool:
    """Whether the page knew who asked: one that took a member for a visitor would look cheap."""
    if job.who == "limit" or job.page == "search" or job.requests[0].method == "POST":
        return True
    return (SIGN_OUT in answer.text) == (job.who == "member")


def found_by_searches(searches: list[dict[str, str]], asked_server: Server) -> list[dict[str, Any]]:
    """Each search with the place of the film that is meant, None when it is not among those shown."""
    client = http.client.HTTPConnection("127.0.0.1", asked_server.port, timeout=60)
    rows = []
    for search in searches:
        answer = ask(client, Request(f"/search/?as=suggestions&q={quote(search['text'])}"))
        slugs = list(dict.fromkeys(FILM.findall(answer.text)))
        rows.append({**search, "place": slugs.index(search["slug"]) + 1 if search["slug"] in slugs else None})
    client.close()
    return rows


def explained(world: World, jobs: list[Job], subjects: dict[str, Any], wanted: list[str]) -> dict[str, Any]:
    """Times of the searches, and plans of the wanted statements, from a process with the site's settings."""
    pages = [
        {"path": request.path, "cookie": dict(request.headers).get("Cookie", "")}
        for job in jobs
        if job.by == "anew" and job.who != "limit"
        for request in job.requests[:6]
        if request.method == "GET"
    ]
    searches = [f"/search/?as=suggestions&q={quote(one['text'])}" for one in subjects["searches"]]
    question = {"searches": searches, "pages": pages, "wanted": wanted}
    return told_by("bench.samples", world, json.dumps(question))


def told_by(module: str, world: World, question: str = "") -> dict[str, Any]:
    """What a module says that runs with the settings of the site."""
    ended = subprocess.run(
        [sys.executable, "-m", module],
        cwd=places.ROOT,
        env=server.settings_of_site(world.url, DATABASE_POOL_SIZE="0", KEPT_PAGES_MEGABYTES="0"),
        input=question,
        stdout=subprocess.PIPE,
        text=True,
        check=False,
    )
    if ended.returncode:
        sys.exit(f"{module} failed; what it said stands above.")
    answer: dict[str, Any] = json.loads(ended.stdout)
    return answer
