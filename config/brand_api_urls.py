"""REST under a brand's root, `/api/v1/@<brand>/`."""

from django.urls import include, path

urlpatterns = [
    path("", include("brands.api.urls")),
    path("", include("spaces.api.urls")),
    path("", include("members.api.urls")),
    path("", include("delivery.api.urls")),
    path("", include("content.api.urls")),
    path("", include("analytics.api.urls")),
    path("", include("campaigns.api.urls")),
    path("", include("communities.api.urls")),
    path("", include("groups.api.urls")),
]
