"""REST addresses of this app, under `/api/v1/@<brand>/`."""

from django.urls import path

from members.api import people, sanctions, segments, tags, views

app_name = "members-api"
urlpatterns = [
    path("members/", people.PeopleList.as_view(), name="members"),
    path("members/export/", people.PeopleExport.as_view(), name="export"),
    path("members/<str:member>/", people.PersonDetail.as_view(), name="member"),
    path("members/<str:member>/tags/", people.PersonTags.as_view(), name="member_tags"),
    path("members/<str:member>/tags/<str:tag>/", people.PersonTag.as_view(), name="member_tag"),
    path("tags/", tags.TagList.as_view(), name="tags"),
    path("tags/<str:tag>/", tags.TagDetail.as_view(), name="tag"),
    path("tags/<str:tag>/give/", tags.TagGive.as_view(), name="give_tag"),
    path("tags/<str:tag>/take/", tags.TagTake.as_view(), name="take_tag"),
    path("me/", views.MeView.as_view(), name="me"),
    path("memberships/", views.MembershipList.as_view(), name="memberships"),
    path("memberships/<str:membership>/", views.MembershipDetail.as_view(), name="membership"),
    path("segments/", segments.SegmentList.as_view(), name="segments"),
    path("segments/count/", segments.SegmentTry.as_view(), name="segment_try"),
    path("segments/<str:segment>/", segments.SegmentDetail.as_view(), name="segment"),
    path("segments/<str:segment>/archive/", segments.SegmentArchive.as_view(), name="segment_archive"),
    path("segments/<str:segment>/restore/", segments.SegmentRestore.as_view(), name="segment_restore"),
    path("segments/<str:segment>/count/", segments.SegmentCount.as_view(), name="segment_count"),
    path("segments/<str:segment>/members/", segments.SegmentMembers.as_view(), name="segment_members"),
    path("memberships/<str:membership>/remove/", sanctions.Remove.as_view(), name="remove"),
    path("memberships/<str:membership>/restore/", sanctions.Restore.as_view(), name="restore"),
    path("memberships/<str:membership>/mute/", sanctions.MuteMember.as_view(), name="mute"),
    path("memberships/<str:membership>/unmute/", sanctions.UnmuteMember.as_view(), name="unmute"),
    path("memberships/<str:membership>/ban/", sanctions.BanMember.as_view(), name="ban"),
    path("memberships/<str:membership>/unban/", sanctions.UnbanMember.as_view(), name="unban"),
    path("standings/", sanctions.Standings.as_view(), name="standings"),
    path("bans/", sanctions.Bans.as_view(), name="bans"),
    path("bans/<str:member>/", sanctions.BanPerson.as_view(), name="ban_person"),
    path("bans/<str:member>/lift/", sanctions.UnbanPerson.as_view(), name="unban_person"),
    path("applications/", views.ApplicationList.as_view(), name="applications"),
    path("applications/<str:application>/", views.ApplicationDetail.as_view(), name="application"),
    path("applications/<str:application>/approve/", views.ApplicationApprove.as_view(), name="approve"),
    path("applications/<str:application>/decline/", views.ApplicationDecline.as_view(), name="decline"),
    path("applications/<str:application>/withdraw/", views.ApplicationWithdraw.as_view(), name="withdraw"),
]
