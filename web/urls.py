"""Pages that belong to no app."""

from django.urls import path

from web import views

app_name = "web"
urlpatterns = [
    path("keyboard/", views.keyboard, name="keyboard"),
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
    path("favicon.ico", views.favicon, name="favicon"),
    path("robots.txt", views.robots, name="robots"),
    path("media/<str:folder>/<str:name>", views.picture, name="picture"),
]
