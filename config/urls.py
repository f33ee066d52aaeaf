"""Addresses of the install. What belongs to a brand is in brand_urls and brand_api_urls."""

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.urls import include, path
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView

from accounts.admin import PRIVATE
from home.views import health
from members.api.views import AccountView

# Operators sign in where everyone does: its limits on guessing hold for them too.
admin.site.unregister(PRIVATE)
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]

handler400 = "home.views.errors.bad_request"
handler403 = "home.views.errors.forbidden"
handler404 = "home.views.errors.not_found"
handler429 = "accounts.views.too_many"
handler500 = "home.views.errors.server_error"

urlpatterns = [
    path("", include("home.install_urls")),
    path("healthz", health.alive, name="alive"),
    path("readyz", health.ready, name="ready"),
    path("@<str:brand_slug>/", include("config.brand_urls")),
    path("api/v1/@<str:brand_slug>/", include("config.brand_api_urls")),
    path("api/v1/", include("home.api.urls")),
    path("api/v1/me/", AccountView.as_view(), name="account-api"),
    path("api/v1/schema/", SpectacularAPIView.as_view(), name="schema"),
    path("api/v1/docs/", SpectacularSwaggerSplitView.as_view(), name="docs"),
    path("accounts/", include("accounts.urls")),
    path("accounts/", include("allauth.urls")),
    path("admin/", admin.site.urls),
]
