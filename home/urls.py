"""Pages of a brand that mix several apps."""

from django.urls import path

from home.views import brand, overview, person, record

app_name = "home"
urlpatterns = [
    path("", brand.brand, name="brand"),
    path("people/<str:member>/posts/", person.posts, name="person_posts"),
    path("manage/people/<str:member>/", record.record, name="record"),
    path("manage/", overview.overview, name="overview"),
]
