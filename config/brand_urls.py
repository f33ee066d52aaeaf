"""Everything under a brand's root, `/@<brand>/` (or `/` on the brand's own domain). Order matters only within a prefix."""

from django.urls import include, path

# Pages of a space stand behind both doors. `space_slug` and `door` are taken by members.middleware, views never see them.
urlpatterns = [
    path("", include("home.urls")),
    path("", include("brands.urls")),
    path("", include("spaces.urls")),
    path("", include("members.urls")),
    path("", include("delivery.urls")),
    path("", include("campaigns.urls")),
    path("", include("analytics.urls")),
    path("", include("communities.urls")),
    path("", include("groups.urls")),
    path("c/<str:space_slug>/", include("content.urls"), {"door": "c"}),
    path("g/<str:space_slug>/", include(("content.urls", "content"), namespace="content_in_groups"), {"door": "g"}),
]
