"""What all our models have in common."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, Self

from django.db import models
from django.db.models.base import ModelState


def all_but(model: type[models.Model], shown: Collection[str], path: str) -> list[str]:
    """The columns of the model that are not among these, as `defer` names them where it stands at `path`: a page that
    shows a hundred rows by their names does not read the rest of them."""
    columns = [field.name for field in model._meta.concrete_fields if not field.primary_key]
    return [f"{path}__{column}" for column in columns if column not in shown]


class Model(models.Model):
    """Rows become objects without the way through `__init__`, in a third of the time: a page has a hundred of them.

    Nothing listens for `pre_init` and `post_init` here, and `__init__` of our models adds nothing to the columns.
    """

    class Meta:
        abstract = True

    @classmethod
    def from_db(cls, db: str | None, field_names: Collection[str], values: Collection[Any], **_: Any) -> Self:
        row = cls.__new__(cls)
        state = ModelState()
        state.adding, state.db = False, db
        row.__dict__.update(zip(field_names, values, strict=True), _state=state)
        return row
