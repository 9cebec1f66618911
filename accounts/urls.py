"""Profiles and settings. The flows of allauth stand at /accounts/, three of them adapted here."""

from django.urls import path

from accounts import views

app_name = "accounts"
urlpatterns = [
    path("@<username:username>/", views.profile, name="profile"),
    path("settings/", views.profile_settings, name="profile_settings"),
    path("settings/privacy/", views.privacy, name="privacy"),
    path("settings/favourites/", views.favourites, name="favourites"),
    path("settings/username/", views.change_username, name="change_username"),
    path("settings/delete/", views.delete_account, name="delete_account"),
    path("accounts/signup/", views.sign_up, name="sign_up"),
    path("accounts/email/", views.mail, name="mail"),
    path("accounts/password/reset/", views.reset_password, name="reset_password"),
]
