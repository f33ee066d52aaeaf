"""REST addresses of this app, under `/api/v1/@<brand>/`."""

from django.urls import path

from analytics.api import views

app_name = "analytics-api"
urlpatterns = [
    path("metrics/", views.Metrics.as_view(), name="metrics"),
    path("activities/", views.Activities.as_view(), name="activities"),
]
