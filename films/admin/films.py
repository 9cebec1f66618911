"""Films at the curators' desk. Every save ends in the catalogue's own actions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import reduce
from operator import or_
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.actions import delete_selected as ask_to_delete
from django.db import transaction
from django.db.models import PROTECT, Case, Count, Exists, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.safestring import SafeString

from films.actions import films as actions
from films.actions.credits import bill_credits
from films.admin import show
from films.admin.filters import Decade, Missing
from films.admin.forms import CreditForm, FilmForm
from films.admin.search import closest_first, found_films
from films.models import AlternativeTitle, Credit, Film, Role
from reviews.models import Mark
from web.desk import Desk, PlainNames

STANDING_ONLY = {
    "former_addresses",
    "present_poster",
    "poster_removal",
    "present_backdrop",
    "backdrop_removal",
    "elsewhere",
}
MOST_NAMED = 5


def in_use() -> Q:
    """Whether members have recorded something for the film: whatever the database protects it for."""
    relations = [
        field
        for field in Film._meta.get_fields(include_hidden=True)
        if getattr(field, "on_delete", None) is PROTECT
    ]
    return reduce(or_, (Q(Exists(recorded(relation))) for relation in relations))


def recorded(relation: Any) -> QuerySet[Any]:
    return relation.related_model._base_manager.filter(**{relation.field.name: OuterRef("pk")})


class Credits(PlainNames, admin.TabularInline):
    model = Credit
    form = CreditForm
    verbose_name_plural = "credits"
    autocomplete_fields = ("person",)
    extra = 3

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """People are added and renamed from here; deleting one beside a film is too easily done by mistake."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field and db_field.name == "person":
            field.widget.can_delete_related = field.widget.can_view_related = False
        return field

    def get_queryset(self, request: HttpRequest) -> QuerySet[Credit]:
        """In the order of the film page."""
        order = Case(*(When(role=role, then=position) for position, role in enumerate(Role.values)))
        return super().get_queryset(request).select_related("person").order_by(order, "billing", "pk")


class AlternativeTitles(PlainNames, admin.TabularInline):
    model = AlternativeTitle
    extra = 1


@admin.register(Film)
class FilmAdmin(Desk):
    form = FilmForm
    inlines = (Credits, AlternativeTitles)
    fieldsets = (
        (
            None,
            {"fields": ("title", "original_title", "year", "slug", "former_addresses", "state", "is_adult")},
        ),
        (
            "About",
            {"fields": ("tagline", "synopsis", "genres", "countries", "languages", "released_on", "runtime")},
        ),
        ("Poster", {"fields": ("present_poster", "poster_upload", "poster_removal")}),
        (
            "Backdrop",
            {"fields": ("present_backdrop", "backdrop_upload", "backdrop_removal", "backdrop_focus")},
        ),
        ("Elsewhere", {"fields": ("imdb_id", "tmdb_id", "wikidata_id", "letterboxd_id", "elsewhere")}),
    )
    readonly_fields = ("former_addresses", "present_poster", "present_backdrop", "elsewhere")
    radio_fields = {"state": admin.VERTICAL}
    save_on_top = True

    list_display = ("picture", "title", "year", "directed_by", "in_state", "marks")
    list_display_links = ("picture", "title")
    list_filter = ("state", Missing, "is_adult", Decade)
    list_per_page = 50
    show_full_result_count = False
    ordering = ("sort_title", "pk")
    search_fields = ("title",)
    search_help_text = "Any of its titles, a title with its year, a year, an identifier or an address"
    actions = ("publish", "retire", "delete_selected")

    class Media:
        css = {"screen": ("css/admin/desk.css",)}

    # The list

    def get_queryset(self, request: HttpRequest) -> QuerySet[Film]:
        marks = Mark.objects.filter(film=OuterRef("pk")).order_by().values("film").annotate(count=Count("pk"))
        return (
            super().get_queryset(request).annotate(marks_count=Coalesce(Subquery(marks.values("count")), 0))
        )

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Film], search_term: str
    ) -> tuple[QuerySet[Film], bool]:
        if not search_term:
            return queryset, False
        found = found_films(queryset, search_term)
        has_chosen_order = bool(request.GET.get("o"))
        return (found if has_chosen_order else closest_first(found, search_term)), False

    @admin.display(description="Poster")
    def picture(self, film: Film) -> SafeString:
        return show.thumbnail(film)

    @admin.display(description="State", ordering="state")
    def in_state(self, film: Film) -> str:
        return film.get_state_display().partition(":")[0]

    @admin.display(description="Marks", ordering="marks_count")
    def marks(self, film: Film) -> int:
        return film.marks_count  # type: ignore[attr-defined]

    # The form

    def get_fieldsets(self, request: HttpRequest, obj: Film | None = None) -> Any:
        """A new film has no pictures and addresses yet that could be shown."""
        if obj:
            return self.fieldsets
        return [
            (name, {"fields": [field for field in options["fields"] if field not in STANDING_ONLY]})
            for name, options in self.fieldsets
        ]

    @admin.display(description="Former addresses")
    def former_addresses(self, film: Film) -> str:
        return ", ".join(film.former_slugs.values_list("slug", flat=True)) or "None"

    @admin.display(description="Present poster")
    def present_poster(self, film: Film) -> SafeString:
        return show.posters(film)

    @admin.display(description="Present backdrop")
    def present_backdrop(self, film: Film) -> SafeString | str:
        return show.backdrop(film)

    @admin.display(description="Pages there")
    def elsewhere(self, film: Film) -> SafeString | str:
        return show.links_elsewhere(film)

    def view_on_site(self, film: Film) -> str:
        return film.url

    def save_related(self, request: HttpRequest, form: FilmForm, formsets: Any, change: bool) -> None:  # noqa: FBT001  Django calls it so
        super().save_related(request, form, formsets, change)
        film = form.instance
        self.save_pictures(film, form.cleaned_data)
        bill_credits(film)
        actions.settle_film(film, former_slug=form.initial.get("slug", ""))

    def save_pictures(self, film: Film, facts: dict[str, Any]) -> None:
        kinds = [kind for kind in ("poster", "backdrop") if facts.get(f"{kind}_removal")]
        if kinds:
            actions.remove_pictures(film, kinds=kinds)
        if facts.get("poster_upload"):
            actions.set_poster(film, facts["poster_upload"])
        if facts.get("backdrop_upload"):
            actions.set_backdrop(film, facts["backdrop_upload"])

    # Publishing and retiring

    @admin.action(description="Publish", permissions=["change"])
    def publish(self, request: HttpRequest, queryset: QuerySet[Film]) -> None:
        self.decide(request, queryset, actions.publish_film, "published")

    @admin.action(description="Retire: no longer offered, what was written stays", permissions=["change"])
    def retire(self, request: HttpRequest, queryset: QuerySet[Film]) -> None:
        self.decide(request, queryset, actions.retire_film, "retired")

    @transaction.atomic
    def decide(
        self, request: HttpRequest, films: QuerySet[Film], decision: Callable[[Film], None], done: str
    ) -> None:
        for film in films:
            decision(film)
            self.log_change(request, film, f"{done.capitalize()}.")
        count = len(films)
        self.message_user(request, f"{count} film{'' if count == 1 else 's'} {done}.", messages.SUCCESS)

    # Deleting: only what nobody has recorded anything for

    def has_delete_permission(self, request: HttpRequest, obj: Film | None = None) -> bool:
        is_free = obj is None or not Film.objects.filter(in_use(), pk=obj.pk).exists()
        return is_free and super().has_delete_permission(request, obj)

    @admin.action(description="Delete: only films nobody has recorded anything for", permissions=["delete"])
    def delete_selected(self, request: HttpRequest, queryset: QuerySet[Film]) -> HttpResponse | None:
        used = list(queryset.filter(in_use())[: MOST_NAMED + 1])
        try:
            if not used:
                return ask_to_delete(self, request, queryset)
        except actions.FilmIsInUse:
            used = list(queryset)
        self.refuse_to_delete(request, used)
        return None

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        film = self.get_object(request, object_id)
        is_refused = (
            film
            and super().has_delete_permission(request, film)
            and not self.has_delete_permission(request, film)
        )
        try:
            if not is_refused:
                return super().delete_view(request, object_id, extra_context)
        except actions.FilmIsInUse:
            pass
        self.refuse_to_delete(request, [film])
        return HttpResponseRedirect(reverse("admin:films_film_change", args=[object_id]))

    def get_deleted_objects(
        self, objs: Any, request: HttpRequest
    ) -> tuple[list[str], dict[str, int], set[str], list[str]]:
        """Credits, titles and pictures go without saying, and without a line for each."""
        return [str(film) for film in objs], {"films": len(objs)}, set(), []

    def delete_model(self, request: HttpRequest, obj: Film) -> None:
        actions.delete_film(obj)

    @transaction.atomic
    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Film]) -> None:
        for film in queryset:
            actions.delete_film(film)

    def refuse_to_delete(self, request: HttpRequest, films: Sequence[Film | None]) -> None:
        named = ", ".join(str(film) for film in films[:MOST_NAMED])
        others = " and others" if len(films) > MOST_NAMED else ""
        words = (
            f"Members have recorded something for {named}{others}. Such a film can be retired, not deleted."
        )
        self.message_user(request, words, messages.ERROR)
