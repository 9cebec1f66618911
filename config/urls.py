"""The whole site as a table of contents."""

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.urls import include, path, register_converter

from accounts.converters import UsernameConverter

register_converter(UsernameConverter, "username")
admin.autodiscover()
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]
admin.site.site_header = admin.site.site_title = "Houselights"
admin.site.index_title = "Behind the screen"

urlpatterns = [
    path("", include("activity.urls")),
    path("", include("reviews.urls")),
    path("", include("films.urls")),
    path("", include("social.urls")),
    path("", include("accounts.urls")),
    path("", include("moderation.urls")),
    path("", include("web.urls")),
    path("accounts/", include("allauth.urls")),
    path("admin/", admin.site.urls),
]

handler400 = "web.views.bad_request"
handler403 = "web.views.permission_denied"
handler404 = "web.views.page_not_found"
handler500 = "web.views.server_error"
