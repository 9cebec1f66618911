"""The figures of one size: runs of the same job brought together by their median."""

from __future__ import annotations

import json
import statistics
from dataclasses import dataclass
from typing import Any

from bench import places
from bench.pages import Who

PREFERRED_CONNECTIONS = 8  # what budgets and growth are judged at: busy, and not yet only waiting


@dataclass(frozen=True)
class Figures:
    found: dict[str, Any]

    @property
    def reviews(self) -> int:
        return int(self.found["reviews"])

    @property
    def connections(self) -> list[int]:
        """The numbers of connections that were measured."""
        return sorted({run["connections"] for runs in self.found["runs"].values() for run in runs})

    @property
    def judged_at(self) -> int:
        known = self.connections
        return known[0] if known and PREFERRED_CONNECTIONS not in known else PREFERRED_CONNECTIONS

    def job_keys(self) -> list[str]:
        return list(self.found["single"])

    def runs(self, key: str, connections: int | None = None) -> list[dict[str, Any]]:
        wanted = connections or self.judged_at
        return [run for run in self.found["runs"].get(key, []) if run["connections"] == wanted]

    def middle(self, key: str, name: str, connections: int | None = None) -> float | None:
        """The median of one figure over the rounds."""
        values = [run[name] for run in self.runs(key, connections) if run[name] is not None]
        return statistics.median(values) if values else None

    def a_second(self, key: str, connections: int | None = None) -> float | None:
        values = [run["requests"] / run["seconds"] for run in self.runs(key, connections)]
        return statistics.median(values) if values else None

    def cost(self, key: str, connections: int | None = None) -> float | None:
        """Milliseconds of processor a request takes, web and database together."""
        values = [run["web"] + (run["database"] or 0) for run in self.runs(key, connections)]
        return statistics.median(values) if values else None

    def errors(self, key: str) -> dict[str, int]:
        """What went wrong in all runs of the job, by kind."""
        runs = self.found["runs"].get(key, [])
        kinds = {
            "answers of 400 and above": "bad_statuses",
            "timeouts": "timeouts",
            "broken connections": "broken_connections",
        }
        counted = {kind: sum(run[name] for run in runs) for kind, name in kinds.items()}
        return {kind: count for kind, count in counted.items() if count}

    def single(self, key: str, name: str) -> Any:
        return self.found["single"].get(key, {}).get(name)

    def ratio(self, key: str, other: str) -> float | None:
        """How many times the cost of the other job this one costs."""
        cost, other_cost = self.cost(key), self.cost(other)
        return cost / other_cost if cost and other_cost else None


def twin_of(page: str, who: Who | str) -> str:
    return f"{page}/{who}/twin"


def kept() -> list[Figures]:
    """All sizes measured so far, smallest first."""
    files = places.RESULTS.glob("*[0-9].json")
    return sorted((Figures(json.loads(file.read_text())) for file in files), key=lambda one: one.reviews)


def kept_memory() -> dict[str, Any] | None:
    file = places.RESULTS / "memory.json"
    return json.loads(file.read_text()) if file.exists() else None
