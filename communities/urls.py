"""Pages of this app."""

from django.urls import path

from communities.views import belonging, bridges, directory, home, opening, own, proposals

app_name = "communities"
urlpatterns = [
    path("c/", directory.directory, name="list"),
    path("c/<str:space_slug>/", home.home, {"door": "c"}, name="home"),
    path("c/<str:space_slug>/join/", belonging.join, {"door": "c"}, name="join"),
    path("c/<str:space_slug>/leave/", belonging.leave, {"door": "c"}, name="leave"),
    path("manage/bridges/", bridges.bridges, name="bridges"),
    path("manage/bridges/new/", bridges.new_bridge, name="bridge_new"),
    path("manage/bridges/<str:bridge>/", bridges.bridge, name="bridge"),
    path("me/communities/", own.own, name="own"),
    path("me/communities/<str:proposal>/withdraw/", own.withdraw, name="withdraw"),
    path("manage/proposals/", proposals.desk, name="proposals"),
    path("manage/proposals/<str:proposal>/", proposals.proposal, name="proposal"),
    path("manage/proposals/<str:proposal>/approve/", proposals.approve, name="approve"),
    path("manage/proposals/<str:proposal>/decline/", proposals.decline, name="decline"),
    path("manage/communities/new/", opening.create, name="create"),
]
