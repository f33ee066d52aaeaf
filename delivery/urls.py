"""One's own inbox and what reaches one, under the brand's root."""

from django.urls import path

from delivery import views

app_name = "delivery"
urlpatterns = [
    path("me/inbox/", views.inbox, name="inbox"),
    path("me/inbox/read/", views.read_all, name="read_all"),
    path("me/inbox/bell/", views.bell, name="bell"),
    path("me/inbox/<str:delivery>/", views.open_notice, name="open"),
    path("letters/<str:word>/", views.letters, name="letters"),
    path("letters/none/<str:word>/", views.refuse, name="refuse"),
    path("me/preferences/", views.preferences, name="preferences"),
]
