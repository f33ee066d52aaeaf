"""Pages of this app."""

from django.urls import path

from communities.views import belonging, bridges, directory, home, opening

app_name = "communities"
urlpatterns = [
    path("c/", directory.directory, name="list"),
    path("c/<str:space_slug>/", home.home, {"door": "c"}, name="home"),
    path("c/<str:space_slug>/join/", belonging.join, {"door": "c"}, name="join"),
    path("c/<str:space_slug>/leave/", belonging.leave, {"door": "c"}, name="leave"),
    path("manage/bridges/", bridges.bridges, name="bridges"),
    path("manage/bridges/new/", bridges.new_bridge, name="bridge_new"),
    path("manage/bridges/<str:bridge>/", bridges.bridge, name="bridge"),
    path("manage/communities/new/", opening.create, name="create"),
]
