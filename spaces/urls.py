"""Pages of this app."""

from django.urls import path

from spaces.views import cover, listing, settings

app_name = "spaces"
urlpatterns = [
    path("manage/spaces/", listing.listing, name="list"),
    path("manage/spaces/<str:space>/", settings.settings, name="settings"),
    path("manage/spaces/<str:space>/archive/", settings.archive, name="archive"),
    path("manage/spaces/<str:space>/restore/", settings.restore, name="restore"),
    path("spaces/<str:space>/cover", cover.cover, name="cover"),
]
