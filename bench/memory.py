"""Watches the memory of one web process over very many requests of mixed pages."""

from __future__ import annotations

import json
import random
from typing import Any

from bench import database, load, places, processes, server, single
from bench.load import Request
from bench.measure import Options, undo
from bench.pages import Job, jobs_of

STEP = 50_000
CHUNK_SECONDS = 5
CONNECTIONS = 8


def watch(options: Options, requests: int) -> None:
    """Prints and keeps the memory (PSS) at the start and after every 50,000 requests."""
    places.make_folders()
    with database.cluster() as cluster:
        world = database.world_of(cluster, options.sizes[0], fresh=options.fresh)
        environment = server.settings_of_site(world.url, WORKERS="1", **options.settings)
        server.manage(environment, "collectstatic", "--noinput", "--verbosity", "0")
        jobs = [
            job
            for job in jobs_of(single.told_by("bench.subjects", world), has_twins=False)
            if job.page != "save"
        ]
        with server.serving(f"memory-{world.reviews}", environment) as served:
            points: list[dict[str, int]] = []
            done, bad = 0, 0
            while done < requests:
                mixed = mixture(jobs, random.Random(done))  # noqa: S311
                outcome = load.run(
                    options.wrk, places.SCRIPTS / "memory.lua", mixed, served.port, CONNECTIONS, CHUNK_SECONDS
                )
                done, bad = done + outcome.requests, bad + outcome.bad_statuses + outcome.timeouts
                if not points or done >= points[-1]["requests"] + STEP:
                    points.append(point(served.workers(), done))
                    print(f"{done:,} requests: {points[-1]['bytes'] / 1e6:.1f} MB, {bad} errors", flush=True)
                    keep(points, bad)
        for job in jobs:
            undo(job, world)


def point(workers: list[int], done: int) -> dict[str, int]:
    known = [processes.memory_of(number) or 0 for number in workers]
    return {"requests": done, "bytes": max(known, default=0)}


def mixture(jobs: list[Job], order: random.Random) -> list[Request]:
    """Every page of every kind of person, and twice as many films at random."""
    requests = [request for job in jobs for request in order.sample(job.requests, min(20, len(job.requests)))]
    films = [job for job in jobs if job.page == "film_random"]
    requests += [
        request for job in films for request in order.sample(job.requests, min(200, len(job.requests)))
    ]
    order.shuffle(requests)
    return requests


def keep(points: list[dict[str, int]], bad: int) -> None:
    found: dict[str, Any] = {"points": points, "errors": bad}
    (places.RESULTS / "memory.json").write_text(json.dumps(found))
