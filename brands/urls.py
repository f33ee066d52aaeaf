"""The look of a brand and its settings, under the brand's root."""

from django.urls import path

from brands.views import keys, look, settings

app_name = "brands"
urlpatterns = [
    path("theme.css", look.theme, name="theme"),
    path("logo", look.logo, name="logo"),
    path("manage/settings/", settings.settings, name="settings"),
    path("manage/keys/", keys.keys, name="keys"),
    path("manage/keys/<str:key>/revoke/", keys.revoke, name="revoke_key"),
]
