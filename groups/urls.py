"""Pages of closed groups, under the brand's root."""

from django.urls import path

from groups import views
from groups.views import admission, opening

app_name = "groups"
DOOR = {"door": "g"}
urlpatterns = [
    path("g/", views.directory, name="list"),
    path("g/<str:space_slug>/", views.home, DOOR, name="home"),
    path("g/<str:space_slug>/apply/", views.apply, DOOR, name="apply"),
    path("g/<str:space_slug>/withdraw/", views.withdraw, DOOR, name="withdraw"),
    path("g/<str:space_slug>/answer/", views.answer, DOOR, name="answer"),
    path("g/<str:space_slug>/leave/", views.leave, DOOR, name="leave"),
    path("manage/groups/new/", opening.create, name="create"),
    path("manage/applications/", views.desk, name="desk"),
    path("manage/applications/decide/", views.decide, name="decide"),
    path("manage/applications/<str:application>/", views.application, name="application"),
    path("manage/applications/<str:application>/approve/", views.approve, name="approve"),
    path("manage/applications/<str:application>/decline/", views.decline, name="decline"),
    path("manage/applications/<str:application>/undo/", views.undo, name="undo"),
    path("manage/applications/<str:application>/ask/", views.ask, name="ask"),
    path("manage/spaces/<str:space>/admission/", admission.admission, name="admission"),
    path("manage/spaces/<str:space>/admission/new/", admission.new_rule, name="new_rule"),
    path("manage/spaces/<str:space>/admission/trial/", admission.trial, name="trial"),
    path("manage/spaces/admission-rules/<str:rule>/", admission.rule, name="rule"),
    path("manage/spaces/admission-rules/<str:rule>/move/", admission.move, name="move_rule"),
    path("manage/spaces/admission-rules/<str:rule>/remove/", admission.remove, name="remove_rule"),
]
