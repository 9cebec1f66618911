"""The catalogue: films, the people who made them, and finding both."""

from django.urls import path

from films import views

app_name = "films"
urlpatterns = [
    path("films/", views.browse, name="browse"),
    path("films/popular/", views.popular, name="popular"),
    path("film/<slug:slug>/", views.detail, name="detail"),
    path("film/<slug:slug>/poster-<slug:digest>.svg", views.drawn_poster, name="drawn_poster"),
    path("person/<slug:slug>/", views.person, name="person"),
    path("search/", views.search, name="search"),
]
