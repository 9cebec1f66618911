"""Questions to real servers, for the tests of the embedded database."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psycopg

from config.embedded import Embedded


def ask(server: Embedded, question: str, database: str = "houselights") -> list[tuple[Any, ...]]:
    with psycopg.connect(server.url(database), autocommit=True) as connection:
        answer = connection.execute(question)
        return answer.fetchall() if answer.description else []


def remember(server: Embedded, word: str) -> None:
    ask(server, f"CREATE TABLE remembered AS SELECT '{word}' AS word")


def remembered(server: Embedded) -> str:
    ((word,),) = ask(server, "SELECT word FROM remembered")
    return str(word)


def copying(data: Path) -> Callable[[Embedded, object, Path], None]:
    """In place of initdb: what it made once, copied."""

    def copy(server: Embedded, programs: object, draft: Path) -> None:
        shutil.copytree(data, draft, dirs_exist_ok=True)
        for path in (draft, *draft.rglob("*")):
            os.chown(path, server.account.uid, server.account.gid)

    return copy
