"""Addresses of what happens."""

from __future__ import annotations

from django.urls import URLPattern

app_name = "activity"
urlpatterns: list[URLPattern] = []
