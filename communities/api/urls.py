"""REST addresses of communities, under `/api/v1/@<brand>/`."""

from django.urls import path

from communities.api.views import belonging, bridges, proposals, settings

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
    path("proposals/", proposals.Proposals.as_view(), name="proposals"),
    path("proposals/<str:proposal>/", proposals.OneProposal.as_view(), name="proposal"),
    path("proposals/<str:proposal>/approve/", proposals.Approve.as_view(), name="approve"),
    path("proposals/<str:proposal>/decline/", proposals.Decline.as_view(), name="decline"),
    path("proposals/<str:proposal>/withdraw/", proposals.Withdraw.as_view(), name="withdraw"),
]
