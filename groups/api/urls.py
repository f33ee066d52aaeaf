"""REST addresses of this app, under `/api/v1/@<brand>/`."""

from django.urls import path

from groups.api.views import entrance, settings

app_name = "groups-api"
urlpatterns = [
    path("groups/", settings.Groups.as_view(), name="list"),
    path("groups/<str:space>/", settings.OneGroup.as_view(), name="detail"),
    path("groups/<str:space>/archive/", settings.ArchiveGroup.as_view(), name="archive"),
    path("groups/<str:space>/restore/", settings.RestoreGroup.as_view(), name="restore"),
    path("groups/<str:space>/apply/", entrance.Apply.as_view(), name="apply"),
    path("groups/<str:space>/leave/", entrance.Leave.as_view(), name="leave"),
]
