"""Members and each other."""

from django.urls import path

from social.views import blocks, follows, lists, mutes, popular

app_name = "social"
urlpatterns = [
    path("settings/requests/", follows.requests, name="requests"),
    path("settings/blocked/", blocks.blocked, name="blocked"),
    path("settings/muted/", mutes.muted, name="muted"),
    path("settings/muted/words/", mutes.mute_words, name="mute_words"),
    path("settings/muted/words/<int:pk>/unmute/", mutes.unmute_words, name="unmute_words"),
    path("members/", lists.directory, name="directory"),
    path("members/popular/", popular.popular, name="popular"),
    path("@<username:username>/followers/", lists.followers, name="followers"),
    path("@<username:username>/following/", lists.following, name="following"),
    path("@<username:username>/follow/", follows.follow, name="follow"),
    path("@<username:username>/unfollow/", follows.unfollow, name="unfollow"),
    path("@<username:username>/accept/", follows.accept, name="accept"),
    path("@<username:username>/refuse/", follows.refuse, name="refuse"),
    path("@<username:username>/remove/", follows.remove_follower, name="remove_follower"),
    path("@<username:username>/block/", blocks.block, name="block"),
    path("@<username:username>/unblock/", blocks.unblock, name="unblock"),
    path("@<username:username>/mute/", mutes.mute, name="mute"),
    path("@<username:username>/unmute/", mutes.unmute, name="unmute"),
    path("film/<slug:slug>/mute/", mutes.mute_film, name="mute_film"),
    path("film/<slug:slug>/unmute/", mutes.unmute_film, name="unmute_film"),
]
