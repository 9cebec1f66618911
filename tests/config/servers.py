"""Questions to real servers, for the tests of the embedded database."""

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
