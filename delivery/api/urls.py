"""REST addresses of this app, under `/api/v1/@<brand>/`."""

from django.urls import path

from delivery.api import views, webhooks

app_name = "delivery-api"
urlpatterns = [
    path("inbox/", views.Inbox.as_view(), name="inbox"),
    path("inbox/read/", views.ReadAll.as_view(), name="read_all"),
    path("inbox/<str:delivery>/read/", views.ReadOne.as_view(), name="read"),
    path("me/preferences/", views.Preferences.as_view(), name="preferences"),
    path("webhooks/", webhooks.WebhookList.as_view(), name="webhooks"),
    path("webhooks/<str:webhook>/", webhooks.WebhookDetail.as_view(), name="webhook"),
    path("webhooks/<str:webhook>/secret/", webhooks.WebhookSecret.as_view(), name="webhook_secret"),
    path("webhooks/<str:webhook>/pause/", webhooks.WebhookPause.as_view(), name="webhook_pause"),
    path("webhooks/<str:webhook>/resume/", webhooks.WebhookResume.as_view(), name="webhook_resume"),
    path("webhooks/<str:webhook>/ping/", webhooks.WebhookPing.as_view(), name="webhook_ping"),
    path("webhooks/<str:webhook>/deliveries/", webhooks.WebhookLog.as_view(), name="webhook_log"),
    path("webhooks/<str:webhook>/deliveries/<str:sent>/again/", webhooks.WebhookAgain.as_view(), name="webhook_again"),
]
