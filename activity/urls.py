"""Addresses of what happens."""

from __future__ import annotations

from django.urls import path

from activity.views import feed, figures, home, notices, stopping, together

app_name = "activity"
urlpatterns = [
    path("", home.home, name="home"),
    path("welcome/", home.welcome, name="welcome"),
    path("welcome/<slug:slug>/", home.rate_film, name="rate_film"),
    path("activity/", feed.activity, name="activity"),
    path("activity/you/", feed.you, name="you"),
    path("activity/incoming/", feed.incoming, name="incoming"),
    path("notifications/", notices.notifications, name="notifications"),
    path("notifications/seen/", notices.mark_as_seen, name="mark_as_seen"),
    path("settings/notifications/", notices.notification_settings, name="notification_settings"),
    path("notifications/stop/<str:token>/", stopping.stop_digest, name="stop_digest"),
    path("@<username:username>/stats/", figures.stats, name="stats"),
    path("@<username:username>/year/<int:year>/", figures.year, name="year"),
    path("@<username:username>/year/<int:year>/share.png", figures.year_picture, name="year_picture"),
    path("@<username:username>/with/<username:other>/", together.side_by_side, name="side_by_side"),
]
