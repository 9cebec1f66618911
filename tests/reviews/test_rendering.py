"""What an older renderer made is made anew, and nothing else about it changes."""

from __future__ import annotations

from django.core.management import call_command

from accounts.models import Member
from reviews.actions import rendering
from reviews.models import Comment, Entry, Revision
from tests import factories
from web import text as texts

OLD = {"renderer": 1, "text_html": "<p>old</p>", "lead_html": "<p>old</p>", "length": "", "language": ""}
WORDS = "I loved how @bob said it would end, and that ||he was there|| with me for all of it."


def made_by_an_older_renderer(entry: Entry, **facts: object) -> Entry:
    Entry.objects.filter(pk=entry.pk).update(**{**OLD, **facts})
    return entry


def test_old_texts_are_rendered_anew_with_their_length_and_language(alice, bob, her):
    entry = made_by_an_older_renderer(factories.a_review(alice, her, WORDS))

    call_command("render_texts", verbosity=0)

    entry.refresh_from_db()
    assert entry.text_html == texts.render(WORDS, known=["bob"]).html
    assert 'href="/@bob/"' in entry.lead_html
    assert (entry.renderer, entry.length, entry.language) == (texts.VERSION, "quip", "en")
    assert (entry.edited_at, Revision.objects.count()) == (None, 0)


def test_a_chosen_language_stays(alice, her):
    entry = made_by_an_older_renderer(
        factories.a_review(alice, her, WORDS), language="nl", language_is_chosen=True
    )

    call_command("render_texts", verbosity=0)

    entry.refresh_from_db()
    assert (entry.language, entry.length) == ("nl", "quip")


def test_batches_go_on_where_they_stopped_and_leave_the_new_alone(alice, bob, her, monkeypatch):
    old, older = (made_by_an_older_renderer(factories.a_review(alice, her, WORDS)) for _ in range(2))
    new = factories.a_review(bob, her, WORDS)
    Entry.objects.filter(pk=new.pk).update(text_html="<p>as it is</p>", renderer=texts.VERSION)
    monkeypatch.setattr(rendering, "BATCH", 1)

    assert rendering.render_next(Entry) == (1, old.pk)
    assert rendering.render_next(Entry, after=old.pk) == (1, older.pk)
    assert rendering.render_next(Entry, after=older.pk) == (0, older.pk)
    new.refresh_from_db()
    assert new.text_html == "<p>as it is</p>"


def test_what_an_author_saves_meanwhile_is_newer_and_stays(alice, her, monkeypatch):
    entry = made_by_an_older_renderer(factories.a_review(alice, her, WORDS))

    def saved_meanwhile(source: str) -> list[Member]:
        Entry.objects.filter(pk=entry.pk).update(text_html="<p>newer</p>", renderer=texts.VERSION)
        return []

    monkeypatch.setattr(rendering, "members_named", saved_meanwhile)
    rendering.render_next(Entry)

    entry.refresh_from_db()
    assert entry.text_html == "<p>newer</p>"


def test_comments_are_rendered_anew_too(alice, bob, her):
    review = factories.a_review(alice, her)
    comment = Comment.objects.create(entry=review, author=bob, text=WORDS, text_html="<p>old</p>", renderer=1)

    call_command("render_texts", verbosity=0)

    comment.refresh_from_db()
    assert comment.text_html == texts.render(WORDS, known=["bob"]).html
    assert comment.edited_at is None
