"""Pages of one's own account that allauth does not have. It stands before allauth's addresses."""

from django.urls import path

from accounts import open_id, views

urlpatterns = [
    path("", views.security, name="security"),
    path("sessions/", views.Sessions.as_view(), name="usersessions_list"),
    path("sessions/end/", views.end_session, name="end_session"),
    path("3rdparty/", views.Connections.as_view(), name="socialaccount_connections"),
    path("oidc/<str:provider_id>/login/callback/", open_id.open_id_callback, name="openid_connect_callback"),
    path("facebook/login/callback/", open_id.facebook_callback, name="facebook_callback"),
    # Their lists are sections of the security page; allauth leads here after each step.
    path("2fa/", views.to_security, name="mfa_index"),
    path("2fa/webauthn/", views.to_security, name="mfa_list_webauthn"),
]
