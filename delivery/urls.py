"""One's own inbox and what reaches one, and the brand's webhooks, under the brand's root."""

from django.urls import path

from delivery import views
from delivery.views import webhooks

app_name = "delivery"
urlpatterns = [
    path("me/inbox/", views.inbox, name="inbox"),
    path("me/inbox/read/", views.read_all, name="read_all"),
    path("me/inbox/bell/", views.bell, name="bell"),
    path("me/inbox/<str:delivery>/", views.open_notice, name="open"),
    path("letters/<str:word>/", views.letters, name="letters"),
    path("letters/none/<str:word>/", views.refuse, name="refuse"),
    path("me/preferences/", views.preferences, name="preferences"),
    path("manage/webhooks/", webhooks.webhooks, name="webhooks"),
    path("manage/webhooks/<str:webhook>/", webhooks.webhook, name="webhook"),
    path("manage/webhooks/<str:webhook>/secret/", webhooks.secret, name="webhook_secret"),
    path("manage/webhooks/<str:webhook>/delete/", webhooks.delete, name="webhook_delete"),
    path("manage/webhooks/<str:webhook>/turn/<str:turn>/", webhooks.turn, name="webhook_turn"),
    path("manage/webhooks/<str:webhook>/log/<str:sent>/again/", webhooks.send_again, name="webhook_again"),
]
