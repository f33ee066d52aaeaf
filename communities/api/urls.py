"""REST addresses of communities, under `/api/v1/@<brand>/`."""

from django.urls import path

from communities.api.views import belonging, bridges, settings

app_name = "communities-api"
urlpatterns = [
    path("bridges/", bridges.Bridges.as_view(), name="bridges"),
    path("bridges/<str:bridge>/", bridges.OneBridge.as_view(), name="bridge"),
    path("communities/", settings.Communities.as_view(), name="list"),
    path("communities/<str:space>/", settings.OneCommunity.as_view(), name="detail"),
    path("communities/<str:space>/archive/", settings.ArchiveCommunity.as_view(), name="archive"),
    path("communities/<str:space>/restore/", settings.RestoreCommunity.as_view(), name="restore"),
    path("communities/<str:space>/join/", belonging.Join.as_view(), name="join"),
    path("communities/<str:space>/leave/", belonging.Leave.as_view(), name="leave"),
]
