"""Members and each other."""

from django.urls import path

from social import views

app_name = "social"
urlpatterns = [
    path("settings/blocked/", views.blocked, name="blocked"),
    path("members/", views.directory, name="directory"),
    path("@<username:username>/followers/", views.followers, name="followers"),
    path("@<username:username>/following/", views.following, name="following"),
    path("@<username:username>/follow/", views.follow, name="follow"),
    path("@<username:username>/unfollow/", views.unfollow, name="unfollow"),
    path("@<username:username>/block/", views.block, name="block"),
    path("@<username:username>/unblock/", views.unblock, name="unblock"),
]
