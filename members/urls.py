"""Pages about people, under the brand's root. Pages of a space stand behind both doors."""

from collections.abc import Callable

from django.urls import URLPattern, path

from members import views
from members.views import invite_batches, powers, sanctions, staff

app_name = "members"


def behind_both_doors(route: str, view: Callable, name: str) -> list[URLPattern]:
    """Of two patterns with one name Django builds links to the last: `c`, which space_url() turns into `g` for groups."""
    return [path(f"{door}/<str:space_slug>/{route}", view, {"door": door}, name=name) for door in "gc"]


urlpatterns = [
    path("i/<str:code>/", views.invitation, name="invitation"),
    path("i/<str:code>/accept/", views.accept, name="accept"),
    path("i/<str:code>/decline/", views.decline, name="decline"),
    path("me/profile/", views.profile, name="profile"),
    path("me/privacy/", views.privacy, name="privacy"),
    path("me/privacy/messages/", views.privacy_messages, name="privacy_messages"),
    path("me/privacy/choices/", views.privacy_choices, name="privacy_choices"),
    path("me/privacy/consent/", views.consent, name="consent"),
    path("me/privacy/data/", views.privacy_data, name="privacy_data"),
    path("me/privacy/data/export/", views.ask_export, name="ask_export"),
    path("me/privacy/data/<str:request_id>/file", views.export_file, name="export_file"),
    path("me/privacy/data/<str:request_id>/withdraw/", views.withdraw, name="withdraw_erasure"),
    path("me/privacy/forget/", views.forget, name="forget"),
    path("manage/privacy/", views.privacy_desk, name="privacy_desk"),
    path("manage/privacy/consents/<str:purpose>/", views.consent_text, name="consent_text"),
    path("people/<str:member>/", views.person, name="person"),
    path("people/<str:member>/avatar", views.avatar, name="avatar"),
    path("manage/members/", views.brand_members, name="list"),
    path("manage/staff/powers/", powers.powers, name="powers"),
    path("manage/staff/", staff.staff, name="staff"),
    path("manage/staff/<str:member>/", staff.staff_role, name="staff_role"),
    path("manage/staff/<str:member>/hand-over/", staff.give_brand, name="hand_over"),
    path("manage/invites/", views.team_invites, name="team_invites"),
    path("manage/invites/<str:invite>/revoke/", views.revoke_team_invite, name="revoke_team_invite"),
    path("manage/segments/", views.segments, name="segments"),
    path("manage/segments/new/", views.new_segment, name="segment_new"),
    path("manage/segments/<str:segment>/", views.segment, name="segment"),
    path("manage/segments/<str:segment>/count/", views.segment_count, name="segment_count"),
    path("manage/segments/<str:segment>/tags/", views.segment_tag, name="segment_tag"),
    path("manage/segments/<str:segment>/<str:turn>/", views.turn_segment, name="segment_turn"),
    path("manage/members/tag/", views.tag_many, name="tag_many"),
    path("manage/members/export/", views.export, name="export"),
    path("manage/people/<str:member>/tag/", views.tag_one, name="tag_one"),
    path("manage/people/<str:member>/untag/<str:tag>/", views.untag_one, name="untag_one"),
    path("manage/tag-jobs/", views.tag_jobs, name="tag_jobs"),
    path("manage/tag-jobs/<str:job>/", views.tag_job, name="tag_job"),
    path("manage/tag-jobs/<str:job>/<str:turn>/", views.turn_tag_job, name="turn_tag_job"),
    path("manage/tags/", views.tags, name="tags"),
    path("manage/tags/<str:tag>/", views.tag, name="tag"),
    path("manage/tags/<str:tag>/delete/", views.delete_tag, name="delete_tag"),
    *behind_both_doors("rules/", views.house_rules, "house_rules"),
    *behind_both_doors("invites/", views.space_invites, "space_invites"),
    *behind_both_doors("invites/by-email/", views.invite_by_email, "invite_by_email"),
    *behind_both_doors("invites/file/", invite_batches.send_file, "invite_file"),
    *behind_both_doors("invites/file/<str:batch>/", invite_batches.batch, "invite_batch"),
    *behind_both_doors("invites/file/<str:batch>/confirm/", invite_batches.confirm, "confirm_batch"),
    *behind_both_doors("invites/file/<str:batch>/drop/", invite_batches.drop, "drop_batch"),
    *behind_both_doors("invites/file/<str:batch>/result.csv", invite_batches.result, "batch_result"),
    *behind_both_doors("invites/<str:invite>/", views.invite, "invite"),
    *behind_both_doors("invites/<str:invite>/qr.svg", views.invite_qr, "invite_qr"),
    *behind_both_doors("invites/<str:invite>/poster/", views.poster, "poster"),
    *behind_both_doors("invites/<str:invite>/revoke/", views.revoke, "revoke"),
    *behind_both_doors("members/", views.space_members, "space_members"),
    *behind_both_doors("members/<str:membership>/role/", views.change_role, "change_role"),
    *behind_both_doors("members/<str:membership>/remove/", sanctions.remove, "remove"),
    *behind_both_doors("members/<str:membership>/restore/", sanctions.restore, "restore"),
    *behind_both_doors("members/<str:membership>/mute/", sanctions.mute, "mute"),
    *behind_both_doors("members/<str:membership>/unmute/", sanctions.unmute, "unmute"),
    *behind_both_doors("members/<str:membership>/ban/", sanctions.ban, "ban"),
    *behind_both_doors("members/<str:membership>/unban/", sanctions.unban, "unban"),
    *behind_both_doors("members/kept-out/", sanctions.kept_out, "kept_out"),
    path("manage/bans/", sanctions.bans, name="bans"),
    path("manage/members/<str:member>/ban/", sanctions.ban_person, name="ban_person"),
    path("manage/members/<str:member>/unban/", sanctions.unban_person, name="unban_person"),
]
