"""REST addresses of this app, under `/api/v1/@<brand>/`."""

from django.urls import path

from delivery.api import views

app_name = "delivery-api"
urlpatterns = [
    path("inbox/", views.Inbox.as_view(), name="inbox"),
    path("inbox/read/", views.ReadAll.as_view(), name="read_all"),
    path("inbox/<str:delivery>/read/", views.ReadOne.as_view(), name="read"),
    path("me/preferences/", views.Preferences.as_view(), name="preferences"),
]
