"""REST addresses of this app, under `/api/v1/@<brand>/`."""

from django.urls import path

from campaigns.api import views

app_name = "campaigns-api"
urlpatterns = [
    path("announcements/", views.Announcements.as_view(), name="announcements"),
    path("announcements/<str:announcement>/", views.OneAnnouncement.as_view(), name="announcement"),
    path("announcements/<str:announcement>/publish/", views.PublishAnnouncement.as_view(), name="publish"),
    path("announcements/<str:announcement>/cancel/", views.CancelAnnouncement.as_view(), name="cancel"),
    path("announcements/<str:announcement>/read/", views.ReadAnnouncement.as_view(), name="read"),
    path("announcements/<str:announcement>/acknowledge/", views.AcknowledgeAnnouncement.as_view(), name="acknowledge"),
    path("coupons/", views.Coupons.as_view(), name="coupons"),
    path("coupons/<str:coupon>/", views.OneCoupon.as_view(), name="coupon"),
    path("coupons/<str:coupon>/claim/", views.ClaimCoupon.as_view(), name="claim_coupon"),
    path("claims/", views.Claims.as_view(), name="claims"),
    path("claims/redeem/", views.RedeemClaim.as_view(), name="redeem"),
    path("claims/<str:claim>/", views.OneClaim.as_view(), name="claim"),
]
