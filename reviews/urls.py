"""Addresses about a member and a film."""

from django.urls import path

from reviews.views import entry, film, home, likes, log, marks, member, popular

app_name = "reviews"
urlpatterns = [
    path("", home.home, name="home"),
    path("reviews/", popular.popular, name="popular"),
    path("log/", log.log, name="log"),
    path("preview/", log.preview, name="preview"),
    path("tags/", log.tags, name="tags"),
    path("film/<slug:slug>/reviews/", film.about_film, name="about_film"),
    path("film/<slug:slug>/members/", film.members, name="members"),
    path("film/<slug:slug>/likes/", film.film_likes, name="film_likes"),
    path("film/<slug:slug>/ratings/", film.ratings, name="ratings"),
    path("film/<slug:slug>/log/", log.log_film, name="log_film"),
    path("film/<slug:slug>/watch/", marks.watch, name="watch"),
    path("film/<slug:slug>/unwatch/", marks.unwatch, name="unwatch"),
    path("film/<slug:slug>/like/", marks.like_film, name="like_film"),
    path("film/<slug:slug>/unlike/", marks.unlike_film, name="unlike_film"),
    path("film/<slug:slug>/watchlist/", marks.add_to_watchlist, name="add_to_watchlist"),
    path("film/<slug:slug>/unwatchlist/", marks.remove_from_watchlist, name="remove_from_watchlist"),
    path("film/<slug:slug>/rate/", marks.rate, name="rate"),
    path("film/<slug:slug>/unrate/", marks.unrate, name="unrate"),
    path("film/<slug:slug>/forget/", marks.forget, name="forget"),
    path("entries/<int:pk>/edit/", entry.edit, name="edit"),
    path("entries/<int:pk>/delete/", entry.delete, name="delete"),
    path("entries/<int:pk>/text/", entry.text, name="text"),
    path("entries/<int:pk>/like/", likes.like, name="like"),
    path("entries/<int:pk>/unlike/", likes.unlike, name="unlike"),
    path("@<username:username>/film/<slug:slug>/", entry.entry, name="entry"),
    path("@<username:username>/film/<slug:slug>/<int:number>/", entry.entry, name="entry"),
    path("@<username:username>/film/<slug:slug>/likes/", likes.likes, name="likes"),
    path("@<username:username>/film/<slug:slug>/<int:number>/likes/", likes.likes, name="likes"),
    path("@<username:username>/film/<slug:slug>/likes/reviews/", entry.liked_reviews, name="liked_reviews"),
    path("@<username:username>/films/", member.films, name="films"),
    path("@<username:username>/diary/", member.diary, name="diary"),
    path("@<username:username>/reviews/", member.written, name="written"),
    path("@<username:username>/watchlist/", member.watchlist, name="watchlist"),
    path("@<username:username>/likes/films/", member.liked_films, name="liked_films"),
    path("@<username:username>/likes/reviews/", member.all_liked_reviews, name="all_liked_reviews"),
]
