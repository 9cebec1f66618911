"""Addresses about reports, and about what moderators decided."""

from django.urls import path

from moderation.models import Kind
from moderation.views import decisions, reports

app_name = "moderation"
urlpatterns = [
    path("report/entry/<int:pk>/", reports.report, {"kind": Kind.ENTRY}, name="report"),
    path("report/comment/<int:pk>/", reports.report, {"kind": Kind.COMMENT}, name="report"),
    path("report/list/<int:pk>/", reports.report, {"kind": Kind.LIST}, name="report"),
    path("report/list-comment/<int:pk>/", reports.report, {"kind": Kind.LIST_COMMENT}, name="report"),
    path("report/member/<username:username>/", reports.report, {"kind": Kind.MEMBER}, name="report"),
    path("report/film/<slug:slug>/", reports.report, {"kind": Kind.FILM}, name="report"),
    path("decisions/", decisions.decisions, name="decisions"),
    path("decisions/<int:pk>/", decisions.decision, name="decision"),
    path("entries/<int:pk>/decision/", decisions.entry_decision, name="entry_decision"),
    path("lists/<int:pk>/decision/", decisions.list_decision, name="list_decision"),
]
