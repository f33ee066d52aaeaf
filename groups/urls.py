"""Pages of closed groups, under the brand's root."""

from django.urls import path

from groups import views
from groups.views import opening

app_name = "groups"
DOOR = {"door": "g"}
urlpatterns = [
    path("g/", views.directory, name="list"),
    path("g/<str:space_slug>/", views.home, DOOR, name="home"),
    path("g/<str:space_slug>/apply/", views.apply, DOOR, name="apply"),
    path("g/<str:space_slug>/withdraw/", views.withdraw, DOOR, name="withdraw"),
    path("g/<str:space_slug>/leave/", views.leave, DOOR, name="leave"),
    path("manage/groups/new/", opening.create, name="create"),
    path("manage/applications/", views.desk, name="desk"),
    path("manage/applications/<str:application>/", views.application, name="application"),
    path("manage/applications/<str:application>/approve/", views.approve, name="approve"),
    path("manage/applications/<str:application>/decline/", views.decline, name="decline"),
]
