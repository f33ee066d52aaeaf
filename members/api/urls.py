"""REST addresses of this app, under `/api/v1/@<brand>/`."""

from django.urls import path

from members.api import views

app_name = "members-api"
urlpatterns = [
    path("me/", views.MeView.as_view(), name="me"),
    path("memberships/", views.MembershipList.as_view(), name="memberships"),
    path("memberships/<str:membership>/", views.MembershipDetail.as_view(), name="membership"),
    path("applications/", views.ApplicationList.as_view(), name="applications"),
    path("applications/<str:application>/", views.ApplicationDetail.as_view(), name="application"),
    path("applications/<str:application>/approve/", views.ApplicationApprove.as_view(), name="approve"),
    path("applications/<str:application>/decline/", views.ApplicationDecline.as_view(), name="decline"),
    path("applications/<str:application>/withdraw/", views.ApplicationWithdraw.as_view(), name="withdraw"),
]
