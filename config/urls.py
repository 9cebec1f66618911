"""The whole site as a table of contents."""

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.contrib.sitemaps import views as sitemaps
from django.urls import include, path, register_converter

from accounts.converters import UsernameConverter
from accounts.sitemaps import MemberSitemap
from films.sitemaps import FilmSitemap
from lists.sitemaps import ListSitemap
from reviews.converters import TagConverter
from reviews.sitemaps import ReviewSitemap

register_converter(UsernameConverter, "username")
register_converter(TagConverter, "tag")
admin.autodiscover()
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]
admin.site.site_header = admin.site.site_title = "Houselights"
admin.site.index_title = "Behind the screen"

sections = {"films": FilmSitemap, "members": MemberSitemap, "reviews": ReviewSitemap, "lists": ListSitemap}

urlpatterns = [
    path("sitemap.xml", sitemaps.index, {"sitemaps": sections, "sitemap_url_name": "sitemap"}),
    path("sitemap-<slug:section>.xml", sitemaps.sitemap, {"sitemaps": sections}, name="sitemap"),
    path("", include("activity.urls")),
    path("", include("reviews.urls")),
    path("", include("lists.urls")),
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
