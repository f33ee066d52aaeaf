"""REST addresses of this app, under `/api/v1/@<brand>/`."""

from django.urls import URLPattern

app_name = "brands-api"
urlpatterns: list[URLPattern] = []
