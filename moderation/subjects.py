"""What can be reported: whose it is, what it says, and where it stands."""

from __future__ import annotations

from typing import Any

from accounts.models import Member
from films.models import Film
from lists.models import Item, List, ListComment
from moderation.models import Case, Kind
from reviews.models import Comment, Entry
from social.models import Audience

MOST_NOTES = 100

Subject = Entry | Comment | List | ListComment | Member | Film
KINDS: dict[type, Kind] = {
    Entry: Kind.ENTRY,
    Comment: Kind.COMMENT,
    List: Kind.LIST,
    ListComment: Kind.LIST_COMMENT,
    Member: Kind.MEMBER,
    Film: Kind.FILM,
}
ROWS: dict[str, Any] = {
    Kind.ENTRY: Entry.objects.select_related("author", "film"),
    Kind.COMMENT: Comment.objects.select_related("author", "entry__author", "entry__film"),
    Kind.LIST: List.objects.select_related("author"),
    Kind.LIST_COMMENT: ListComment.objects.select_related("author", "list__author"),
    Kind.MEMBER: Member.objects.all(),
    Kind.FILM: Film.objects.all(),
}


def kind_of(subject: Subject) -> Kind:
    return KINDS[type(subject)]


def author_of(subject: Subject) -> Member | None:
    """Who wrote it, or is it; nobody for a film."""
    if isinstance(subject, Member):
        return subject
    return None if isinstance(subject, Film) else subject.author


def column_of(kind: str) -> str:
    """Where a case names its subject."""
    return "about" if kind == Kind.MEMBER else kind


def key_of(case: Case) -> int | None:
    """The key of what a case is about, None where it was erased since."""
    return getattr(case, f"{column_of(case.kind)}_id")


def subject_of(case: Case) -> Subject | None:
    """What a case is about, with its author; None where it was erased since."""
    subject: Subject | None = getattr(case, column_of(case.kind))
    return subject


def held_subject(kind: str, key: int | None) -> Subject | None:
    """The same, staying as it is until the transaction ends."""
    return ROWS[kind].filter(pk=key).select_for_update(no_key=True, of=("self",)).first()


def words_of(subject: Subject | None) -> str:
    """What it says, as typed. What its author now keeps for nobody else is nobody else's."""
    if isinstance(subject, Entry | List) and subject.audience == Audience.ME:
        return ""
    if isinstance(subject, Entry | Comment | ListComment):
        return subject.text
    if isinstance(subject, List):
        return "\n\n".join(
            words for words in (subject.title, subject.description, *notes_in(subject)) if words
        )
    if isinstance(subject, Member):
        shown = (subject.display_name, subject.location, subject.website, subject.pronouns, subject.bio)
        return "\n".join(words for words in shown if words)
    return ""


def notes_in(list_: List) -> list[str]:
    """The first notes of a list, each with its film."""
    noted = Item.objects.of(list_).exclude(note="").in_order().values_list("film__title", "note")
    return [f"{film}: {note}" for film, note in noted[:MOST_NOTES]]


def title_of(subject: Subject) -> str:
    """In a few words, as its author and moderators read it."""
    if isinstance(subject, Entry):
        return f"{'review' if subject.is_review else 'diary entry'} of {subject.film}"
    if isinstance(subject, Comment):
        return f"comment on {subject.entry.author.name}’s review of {subject.entry.film}"
    if isinstance(subject, List):
        return f"list “{subject.title}”"
    if isinstance(subject, ListComment):
        return f"comment on {subject.list.author.name}’s list “{subject.list.title}”"
    return f"profile {subject}" if isinstance(subject, Member) else f"film {subject}"


def url_of(subject: Subject) -> str:
    return subject.url
