"""What of lists is rendered anew when an older renderer made it."""

from __future__ import annotations

from typing import Any

from lists.models import Item, List, ListComment
from reviews.actions.rendering import Rendering, facts_of_words
from web import text as texts
from web.models import Model


def facts_of_list(list_: List, known: list[str]) -> dict[str, Any]:
    rendered = texts.render(list_.description, known)
    return {"description_html": rendered.html, "lead_html": rendered.lead_html}


def facts_of_item(item: Item, known: list[str]) -> dict[str, Any]:
    return {"note_html": texts.render(item.note, known).html}


RENDERED: dict[type[Model], Rendering] = {
    List: Rendering("description", facts_of_list),
    Item: Rendering("note", facts_of_item),
    ListComment: Rendering("text", facts_of_words),
}
