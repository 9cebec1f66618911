from lists.models.items import Item, ItemQuerySet
from lists.models.lists import Collaborator, List, ListQuerySet
from lists.models.responses import LIST_THREADS, ListComment, ListLike, ListMention, ListSubscription
from lists.models.stats import ListStats

__all__ = [
    "LIST_THREADS",
    "Collaborator",
    "Item",
    "ItemQuerySet",
    "List",
    "ListComment",
    "ListLike",
    "ListMention",
    "ListQuerySet",
    "ListStats",
    "ListSubscription",
]
