"""Pages of this app."""

from django.urls import path

from analytics import views

app_name = "analytics"
urlpatterns = [
    path("manage/numbers/<str:metric>/", views.numbers, name="numbers"),
]
