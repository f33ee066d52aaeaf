"""REST addresses above brands, under `/api/v1/`."""

from django.urls import path

from home.api import views

app_name = "home-api"
urlpatterns = [
    path("brands/", views.Brands.as_view(), name="brands"),
    path("brands/<str:brand_slug>/", views.OneBrand.as_view(), name="brand"),
]
