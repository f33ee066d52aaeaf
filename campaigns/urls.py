"""Pages of announcements and coupons."""

from django.urls import path

from campaigns import views

app_name = "campaigns"
urlpatterns = [
    path("manage/announcements/", views.announcements, name="announcements"),
    path("manage/announcements/new/", views.compose, name="announcement_new"),
    path("manage/announcements/preview/", views.preview, name="announcement_preview"),
    path("manage/announcements/<str:announcement>/", views.announcement_detail, name="announcement_detail"),
    path("manage/announcements/<str:announcement>/edit/", views.edit, name="announcement_edit"),
    path("manage/announcements/<str:announcement>/send/", views.send_now, name="announcement_send"),
    path("manage/announcements/<str:announcement>/cancel/", views.cancel, name="announcement_cancel"),
    path("announcements/<str:announcement>/", views.announcement, name="announcement"),
    path("announcements/<str:announcement>/acknowledge/", views.acknowledge, name="announcement_acknowledge"),
    path("c/<str:space_slug>/announcements/", views.space_announcements, {"door": "c"}, name="space_announcements"),
    path("g/<str:space_slug>/announcements/", views.space_announcements, {"door": "g"}, name="group_announcements"),
    path("manage/coupons/", views.coupons, name="coupons"),
    path("manage/coupons/new/", views.issue, name="coupon_new"),
    path("manage/coupons/<str:coupon>/", views.coupon, name="coupon_detail"),
    path("manage/coupons/<str:coupon>/<str:turn>/", views.turn, name="coupon_turn"),
    path("manage/redeem/", views.redeem, name="redeem"),
    path("coupons/<str:coupon>/claim/", views.claim, name="coupon_claim"),
    path("me/wallet/", views.wallet, name="wallet"),
    path("me/wallet/<str:claim>/", views.claim_card, name="claim"),
    path("me/wallet/<str:claim>/qr.svg", views.qr, name="claim_qr"),
]
