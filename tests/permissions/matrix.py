"""THE table of who may do what: one row per rule and subject, one answer for each of the cast.

A key is `<app>.<rule>` or `<app>.<rule>:<subject>`, where the subject is a function of `subjects.py` that gives what
the rule takes after the viewer. Add your rows under your app's heading; `test_rules.py` fails for a rule without one.
"""

from tests.conftest import CAST

ALLOW, DENY, HIDE = "allow", "deny", "hide"


def row(*, allow: str = "", hide: str = "") -> dict[str, str]:
    """Names from the cast; whoever is in neither list is denied, with a reason they can read."""
    answers = dict.fromkeys(CAST, DENY)
    for names, answer in ((allow, ALLOW), (hide, HIDE)):
        for name in names.split():
            if answers[name] != DENY:
                raise ValueError(f"{name} is named twice")
            answers[name] = answer
    return answers


EVERYONE = " ".join(CAST)
RUNS_BRAND = "owner manager"
STAFF = "owner manager editor agent analyst"
INSIDE = "admin moderator expert member"
# Who does not even learn that a listed group exists: analysts, people of other brands, visitors.
UNAWARE = "analyst outsider anonymous"
WRITES_AS_BRAND = "owner manager editor"
SEES_SEGMENTS = "owner manager editor analyst"
MODERATES_OPEN = "owner manager editor admin moderator"
NO_MODERATOR = "agent analyst expert guest outsider anonymous"
NOT_THE_OWNER = " ".join(CAST[1:])
OUTSIDE_SECRET = "editor agent analyst guest outsider anonymous"

MATRIX: dict[str, dict[str, str]] = {
    # -- brands -------------------------------------------------------------------------------------------------------
    "brands.can_create_brand": row(),
    "brands.can_manage_brand:brand": row(allow=RUNS_BRAND),
    "brands.can_manage_keys:brand": row(allow="owner"),
    # -- delivery -----------------------------------------------------------------------------------------------------
    "delivery.can_manage_webhooks": row(allow="owner"),
    "delivery.can_see_webhook_delivery:webhook_test": row(allow="owner", hide=NOT_THE_OWNER),
    "delivery.can_see_webhook_delivery:told_of_community": row(allow="owner", hide=NOT_THE_OWNER),
    "delivery.can_see_webhook_delivery:told_of_secret": row(allow="owner", hide=NOT_THE_OWNER),
    # -- spaces -------------------------------------------------------------------------------------------------------
    "spaces.can_see_space:community": row(allow=EVERYONE),
    "spaces.can_see_space:brand_community": row(
        allow=f"{STAFF} {INSIDE} guest",
        hide="outsider anonymous",
    ),
    "spaces.can_see_space:archived_community": row(
        allow=f"{RUNS_BRAND} {INSIDE} guest",
        hide="editor agent analyst outsider anonymous",
    ),
    "spaces.can_see_space:group": row(allow=f"{RUNS_BRAND} editor agent {INSIDE} guest", hide=UNAWARE),
    "spaces.can_see_space:public_group": row(
        allow=f"{RUNS_BRAND} editor agent {INSIDE} guest outsider anonymous", hide="analyst"
    ),
    "spaces.can_see_space:archived_group": row(allow=f"{RUNS_BRAND} {INSIDE}", hide=OUTSIDE_SECRET),
    "spaces.can_see_space:secret": row(allow=f"{RUNS_BRAND} {INSIDE}", hide=OUTSIDE_SECRET),
    "spaces.can_read_space:community": row(allow=EVERYONE),
    "spaces.can_read_space:group": row(allow=f"{RUNS_BRAND} {INSIDE}", hide=UNAWARE),
    "spaces.can_read_space:public_group": row(allow=f"{RUNS_BRAND} {INSIDE}", hide="analyst"),
    "spaces.can_read_space:archived_group": row(allow=f"{RUNS_BRAND} {INSIDE}", hide=OUTSIDE_SECRET),
    "spaces.can_read_space:secret": row(allow=f"{RUNS_BRAND} {INSIDE}", hide=OUTSIDE_SECRET),
    "spaces.can_create_space": row(allow=RUNS_BRAND),
    "spaces.can_open_spaces_desk": row(allow=f"{RUNS_BRAND} admin"),
    "spaces.can_manage_space:community": row(allow=f"{RUNS_BRAND} admin"),
    "spaces.can_manage_space:group": row(allow=f"{RUNS_BRAND} admin", hide=UNAWARE),
    "spaces.can_manage_space:secret": row(allow=f"{RUNS_BRAND} admin", hide=OUTSIDE_SECRET),
    # -- communities --------------------------------------------------------------------------------------------------
    "communities.can_start_community": row(),
    "communities.can_start_community:reviewing_brand": row(allow=f"editor agent analyst {INSIDE} guest"),
    "communities.can_open_proposals": row(allow=RUNS_BRAND),
    "communities.can_see_proposal:proposal": row(
        allow=f"{RUNS_BRAND} guest",
        hide="editor agent analyst admin moderator expert member outsider anonymous",
    ),
    "communities.can_decide_proposal:proposal": row(
        allow=RUNS_BRAND, hide="editor agent analyst admin moderator expert member outsider anonymous"
    ),
    "communities.can_withdraw_proposal:proposal": row(
        allow="guest", hide="editor agent analyst admin moderator expert member outsider anonymous"
    ),
    # -- members ------------------------------------------------------------------------------------------------------
    "members.can_join:community": row(allow=f"{STAFF} {INSIDE} guest outsider"),
    "members.can_join:archived_community": row(hide="editor agent analyst outsider anonymous"),
    "members.can_join:group": row(allow=INSIDE, hide=UNAWARE),  # joining twice is allowed and changes nothing
    "members.can_join:secret": row(allow=INSIDE, hide=OUTSIDE_SECRET),
    "members.can_leave:group": row(allow=INSIDE, hide=UNAWARE),
    "members.can_leave:secret": row(allow=INSIDE, hide=OUTSIDE_SECRET),
    "members.can_apply:group": row(allow=f"{RUNS_BRAND} editor agent guest", hide=UNAWARE),
    "members.can_apply:public_group": row(allow=f"{RUNS_BRAND} editor agent guest outsider", hide="analyst"),
    "members.can_apply:secret": row(hide=OUTSIDE_SECRET),
    "members.can_apply:community": row(),
    "members.can_see_members:community": row(allow=f"{RUNS_BRAND} {INSIDE} guest"),
    "members.can_see_members:group": row(allow=f"{RUNS_BRAND} {INSIDE}", hide=UNAWARE),
    "members.can_see_members:discreet_group": row(allow=f"{RUNS_BRAND} admin moderator", hide=UNAWARE),
    "members.can_open_desk": row(allow=f"{RUNS_BRAND} admin"),
    "members.can_see_person:person": row(allow=EVERYONE),
    "members.can_see_person:person_of_secret": row(allow=f"{STAFF} {INSIDE} guest", hide="outsider anonymous"),
    "members.can_see_brand_members": row(allow=RUNS_BRAND),
    "members.can_change_powers": row(allow="owner"),
    "members.can_see_staff": row(allow=RUNS_BRAND),
    "members.can_assign_brand_role:editor_role": row(allow="owner", hide="outsider anonymous"),
    "members.can_assign_brand_role:no_role_for_editor": row(allow="owner editor", hide="outsider anonymous"),
    "members.can_assign_brand_role:owner_role": row(hide="outsider anonymous"),
    "members.can_assign_brand_role:no_role_for_owner": row(hide="outsider anonymous"),
    "members.can_give_up_role:manager_of_brand": row(allow="manager", hide="outsider anonymous"),
    "members.can_give_up_role:owner_of_brand": row(hide="outsider anonymous"),
    "members.can_hand_over:manager_of_brand": row(allow="owner", hide="outsider anonymous"),
    "members.can_hand_over:person": row(hide="outsider anonymous"),
    "members.can_see_record:person": row(allow=RUNS_BRAND),
    "members.can_change_record:person": row(allow=RUNS_BRAND),
    "members.can_see_contact": row(allow="owner"),
    "members.can_export_members": row(allow=RUNS_BRAND),
    "members.can_tag_members": row(allow=RUNS_BRAND),
    "members.can_tag_member:person": row(allow=RUNS_BRAND),
    "members.can_see_tag:tag": row(allow=RUNS_BRAND, hide=f"editor agent analyst {INSIDE} guest outsider anonymous"),
    "members.can_see_tag_job:tag_job": row(
        allow=RUNS_BRAND, hide=f"editor agent analyst {INSIDE} guest outsider anonymous"
    ),
    "members.can_change_tag_job:tag_job": row(
        allow=RUNS_BRAND, hide=f"editor agent analyst {INSIDE} guest outsider anonymous"
    ),
    "members.can_start_tag_job": row(allow=RUNS_BRAND),
    "members.can_start_tag_job:birthday_rule": row(allow="owner"),
    "members.can_open_segments": row(allow=SEES_SEGMENTS),
    "members.can_manage_segments": row(allow=RUNS_BRAND),
    "members.can_see_segment:segment": row(allow=SEES_SEGMENTS, hide=f"agent {INSIDE} guest outsider anonymous"),
    "members.can_see_segment:open_segment": row(
        allow=f"{SEES_SEGMENTS} admin", hide="agent moderator expert member guest outsider anonymous"
    ),
    "members.can_see_segment:segment_of_secret": row(
        allow=RUNS_BRAND, hide=f"editor agent analyst {INSIDE} guest outsider anonymous"
    ),
    "members.can_change_segment:segment": row(allow=RUNS_BRAND, hide=f"agent {INSIDE} guest outsider anonymous"),
    "members.can_change_segment:open_segment": row(
        allow=RUNS_BRAND, hide="agent moderator expert member guest outsider anonymous"
    ),
    "members.can_see_people_of:segment": row(allow=RUNS_BRAND, hide=f"agent {INSIDE} guest outsider anonymous"),
    "members.can_see_people_of:birthday_segment": row(allow="owner", hide=f"agent {INSIDE} guest outsider anonymous"),
    "members.can_see_people_matching:birthday_rule": row(allow="owner"),
    "members.can_keep_contact:birthday_rule": row(allow="owner"),
    "members.can_keep_tag:segment": row(allow=RUNS_BRAND, hide=f"agent {INSIDE} guest outsider anonymous"),
    "members.can_keep_tag:birthday_segment": row(allow="owner", hide=f"agent {INSIDE} guest outsider anonymous"),
    "members.can_open_bridges": row(allow=f"{RUNS_BRAND} admin"),
    "members.can_run_bridge:group": row(allow=f"{RUNS_BRAND} admin", hide=UNAWARE),
    "members.can_run_bridge:secret": row(allow=f"{RUNS_BRAND} admin", hide=OUTSIDE_SECRET),
    "members.can_run_bridge:community": row(),
    "members.can_run_bridge:archived_group": row(hide=OUTSIDE_SECRET),
    "members.can_see_bridge:bridge": row(
        allow=f"{RUNS_BRAND} admin", hide="editor agent analyst moderator expert member guest outsider anonymous"
    ),
    "members.can_remove_member:group_membership": row(allow=f"{RUNS_BRAND} admin", hide=UNAWARE),
    "members.can_remove_member:admin_membership": row(allow=RUNS_BRAND, hide=UNAWARE),
    "members.can_mute_member:group_membership": row(allow=f"{RUNS_BRAND} admin moderator", hide=UNAWARE),
    "members.can_mute_member:admin_membership": row(allow=RUNS_BRAND, hide=UNAWARE),
    "members.can_mute_member:staff_membership": row(hide=UNAWARE),
    "members.can_unmute_member:group_membership": row(allow=f"{RUNS_BRAND} admin moderator", hide=UNAWARE),
    "members.can_ban_member:group_membership": row(allow=f"{RUNS_BRAND} admin moderator", hide=UNAWARE),
    "members.can_ban_member:admin_membership": row(allow=RUNS_BRAND, hide=UNAWARE),
    "members.can_ban_member:staff_membership": row(hide=UNAWARE),
    "members.can_lift_space_ban:group_membership": row(allow=f"{RUNS_BRAND} admin moderator", hide=UNAWARE),
    "members.can_restore_member:group_membership": row(allow=f"{RUNS_BRAND} admin", hide=UNAWARE),
    "members.can_see_sanctions:community": row(allow=f"{RUNS_BRAND} admin moderator"),
    "members.can_see_sanctions:group": row(allow=f"{RUNS_BRAND} admin moderator", hide=UNAWARE),
    "members.can_see_sanctions:secret": row(allow=f"{RUNS_BRAND} admin moderator", hide=OUTSIDE_SECRET),
    "members.can_see_brand_bans": row(allow=RUNS_BRAND),
    "members.can_ban_person:person": row(allow=RUNS_BRAND, hide="outsider anonymous"),
    "members.can_lift_brand_ban:person": row(allow=RUNS_BRAND, hide="outsider anonymous"),
    "members.can_assign_role:expert_role": row(allow="owner admin", hide=UNAWARE),
    "members.can_assign_role:own_role_of_admin": row(allow="owner", hide=UNAWARE),
    "members.can_undo_decision:declined_application": row(
        allow="admin", hide="editor agent analyst moderator expert member outsider anonymous"
    ),
    "members.can_see_application:application": row(
        allow=f"{RUNS_BRAND} admin guest",
        hide="editor agent analyst moderator expert member outsider anonymous",
    ),
    "members.can_decide_application:application": row(
        allow=f"{RUNS_BRAND} admin",
        hide="editor agent analyst moderator expert member outsider anonymous",
    ),
    "members.can_answer_question:application": row(
        allow="guest",
        hide="editor agent analyst moderator expert member outsider anonymous",
    ),
    "members.can_set_admission:community": row(allow=f"{RUNS_BRAND} admin"),
    "members.can_set_admission:group": row(allow=f"{RUNS_BRAND} admin", hide=UNAWARE),
    "members.can_set_admission:secret": row(allow=f"{RUNS_BRAND} admin", hide=OUTSIDE_SECRET),
    "members.can_try_rules:group_all_known": row(allow=f"{RUNS_BRAND} admin", hide=UNAWARE),
    "members.can_try_rules:group_not_all_known": row(hide=UNAWARE),
    "members.can_withdraw_application:application": row(
        allow="guest",
        hide="editor agent analyst moderator expert member outsider anonymous",
    ),
    "members.can_accept_rules:group": row(allow=INSIDE, hide=UNAWARE),
    "members.can_invite:community": row(allow=f"{RUNS_BRAND} admin moderator"),
    "members.can_invite:group": row(allow=f"{RUNS_BRAND} admin moderator", hide=UNAWARE),
    "members.can_invite:secret": row(allow=f"{RUNS_BRAND} admin moderator", hide=OUTSIDE_SECRET),
    "members.can_invite:inviting_group": row(allow=f"{RUNS_BRAND} {INSIDE}", hide=UNAWARE),
    "members.can_invite:archived_group": row(hide=OUTSIDE_SECRET),
    "members.can_invite_as:as_member": row(allow=f"{RUNS_BRAND} {INSIDE}", hide=UNAWARE),
    "members.can_invite_as:as_moderator": row(allow="owner admin", hide=UNAWARE),
    "members.can_invite_as:as_owner": row(hide=UNAWARE),
    "members.can_invite_many:group": row(allow=f"{RUNS_BRAND} admin moderator", hide=UNAWARE),
    "members.can_invite_many:inviting_group": row(allow=f"{RUNS_BRAND} admin moderator", hide=UNAWARE),
    "members.can_see_batch:batch_of_admin": row(
        allow="admin", hide=f"{STAFF} moderator expert member guest outsider anonymous"
    ),
    "members.can_confirm_batch:batch_of_admin": row(
        allow="admin", hide=f"{STAFF} moderator expert member guest outsider anonymous"
    ),
    "members.can_invite_to_brand": row(allow="owner"),
    "members.can_invite_to_brand:as_brand_owner": row(),
    "members.can_see_invite:moderator_link": row(
        allow=f"{RUNS_BRAND} admin moderator",
        hide="editor agent analyst expert member guest outsider anonymous",
    ),
    "members.can_see_invite:invite_of_guest": row(
        allow=f"{RUNS_BRAND} admin moderator guest", hide="editor agent analyst expert member outsider anonymous"
    ),
    "members.can_share_invite:member_link": row(
        allow=f"{RUNS_BRAND} admin moderator",
        hide="editor agent analyst expert member guest outsider anonymous",
    ),
    "members.can_share_invite:moderator_link": row(
        allow="owner admin", hide="editor agent analyst expert member guest outsider anonymous"
    ),
    "members.can_share_invite:invite_of_guest": row(
        hide="editor agent analyst expert member outsider anonymous"
    ),  # personal: nobody has a code to hand on
    "members.can_revoke_invite:invite_of_guest": row(
        allow=f"{RUNS_BRAND} admin moderator", hide="editor agent analyst expert member outsider anonymous"
    ),
    "members.can_accept_invite:member_link_with_inviter": row(allow=f"{STAFF} {INSIDE} guest outsider"),
    "members.can_accept_invite:invite_of_guest_with_inviter": row(allow="guest", hide=f"{STAFF} {INSIDE} outsider"),
    "members.can_accept_invite:address_of_guest_with_inviter": row(allow="guest"),
    "members.can_see_invite:invite_of_an_address": row(
        allow=f"{RUNS_BRAND} admin moderator member", hide="expert editor agent analyst guest outsider anonymous"
    ),
    "members.can_accept_invite:offer_to_guest_with_inviter": row(allow="guest", hide=f"{STAFF} {INSIDE} outsider"),
    "members.can_accept_invite:offer_of_demoted": row(hide=EVERYONE),
    "members.can_accept_invite:offer_to_owner": row(hide="owner"),
    "members.can_see_invite:offer_to_guest": row(
        allow="owner", hide=f"manager editor agent analyst {INSIDE} guest outsider anonymous"
    ),
    "members.can_revoke_invite:offer_to_guest": row(
        allow="owner", hide=f"manager editor agent analyst {INSIDE} guest outsider anonymous"
    ),
    "members.can_accept_invite:link_of_demoted": row(hide=EVERYONE),
    "members.can_request_data": row(allow=EVERYONE.replace(" anonymous", "")),
    "members.can_be_forgotten:brand_scope": row(allow=f"manager editor agent analyst {INSIDE} guest"),
    "members.can_be_forgotten:account_scope": row(allow=f"manager editor agent analyst {INSIDE} guest outsider"),
    "members.can_see_data_request:export_of_member": row(
        allow=f"{RUNS_BRAND} member", hide="editor agent analyst admin moderator expert guest outsider anonymous"
    ),
    "members.can_fetch_export:ready_export_of_member": row(
        allow="member", hide="editor agent analyst admin moderator expert guest outsider anonymous"
    ),
    "members.can_withdraw_erasure:erasure_of_member": row(
        allow="member", hide="editor agent analyst admin moderator expert guest outsider anonymous"
    ),
    "members.can_answer_consents": row(allow=f"{STAFF} {INSIDE} guest"),
    "members.can_set_consent_texts": row(allow=RUNS_BRAND),
    "members.can_oversee_requests": row(allow=RUNS_BRAND),
    # -- delivery: one's own rows only, no rules ----------------------------------------------------------------------
    # -- content ------------------------------------------------------------------------------------------------------
    "content.can_read_content:group": row(allow=f"{RUNS_BRAND} {INSIDE}", hide=UNAWARE),
    "content.can_take_part:community": row(allow=f"{WRITES_AS_BRAND} {INSIDE} guest"),
    "content.can_take_part:archived_community": row(hide="editor agent analyst outsider anonymous"),
    "content.can_take_part:group": row(allow=f"{RUNS_BRAND} {INSIDE}", hide=UNAWARE),
    "content.can_take_part:secret": row(allow=f"{RUNS_BRAND} {INSIDE}", hide=OUTSIDE_SECRET),
    "content.can_create_post:community": row(allow=f"{WRITES_AS_BRAND} {INSIDE} guest"),
    "content.can_create_post:staff_community": row(allow=f"{WRITES_AS_BRAND} admin moderator"),
    "content.can_create_post:group": row(allow=f"{RUNS_BRAND} {INSIDE}", hide=UNAWARE),
    "content.can_post_unreviewed:group": row(allow=f"{WRITES_AS_BRAND} admin moderator expert"),
    "content.can_post_unreviewed:community": row(allow=EVERYONE),  # asked only of those who may post at all
    "content.can_write_as_brand": row(allow=WRITES_AS_BRAND),
    "content.can_see_post:community_post": row(allow=EVERYONE),
    "content.can_see_post:group_post": row(allow=f"{RUNS_BRAND} {INSIDE}", hide=OUTSIDE_SECRET),
    "content.can_see_post:waiting_post": row(
        allow=f"{RUNS_BRAND} admin moderator member", hide=f"{OUTSIDE_SECRET} expert"
    ),
    "content.can_see_post:hidden_post": row(allow=f"{MODERATES_OPEN} member", hide=NO_MODERATOR),
    "content.can_see_post:removed_post": row(allow=MODERATES_OPEN, hide=f"{NO_MODERATOR} member"),
    "content.can_edit_post:community_post": row(allow="member"),
    "content.can_edit_post:group_post": row(allow="member", hide=OUTSIDE_SECRET),
    "content.can_edit_post:hidden_post": row(hide=NO_MODERATOR),
    "content.can_edit_post:brand_post": row(allow=WRITES_AS_BRAND),
    "content.can_delete_post:community_post": row(allow=f"{MODERATES_OPEN} member"),
    "content.can_delete_post:group_post": row(allow=f"{RUNS_BRAND} admin moderator member", hide=OUTSIDE_SECRET),
    "content.can_restore_post:removed_post": row(allow=f"{MODERATES_OPEN} member", hide=NO_MODERATOR),
    "content.can_restore_post:post_removed_by_moderator": row(allow=MODERATES_OPEN, hide=f"{NO_MODERATOR} member"),
    "content.can_hide_post:community_post": row(allow=MODERATES_OPEN),
    "content.can_hide_post:group_post": row(allow=f"{RUNS_BRAND} admin moderator", hide=OUTSIDE_SECRET),
    "content.can_approve_post:waiting_post": row(
        allow=f"{RUNS_BRAND} admin moderator", hide=f"{OUTSIDE_SECRET} expert"
    ),
    "content.can_pin_post:community_post": row(allow=MODERATES_OPEN),
    "content.can_pin_post:hidden_post": row(hide=NO_MODERATOR),
    "content.can_review_posts:community": row(allow=MODERATES_OPEN),
    "content.can_review_posts:group": row(allow=f"{RUNS_BRAND} admin moderator", hide=UNAWARE),
    "content.can_manage_topics:community": row(allow=f"{RUNS_BRAND} admin moderator"),
    "content.can_manage_topics:secret": row(allow=f"{RUNS_BRAND} admin moderator", hide=OUTSIDE_SECRET),
    "content.can_comment:community_post": row(allow=f"{WRITES_AS_BRAND} {INSIDE} guest"),
    "content.can_comment:group_post": row(allow=f"{RUNS_BRAND} {INSIDE}", hide=OUTSIDE_SECRET),
    "content.can_comment:hidden_post": row(hide=NO_MODERATOR),
    "content.can_react:community_post": row(allow=f"{WRITES_AS_BRAND} {INSIDE} guest"),
    "content.can_react:group_post": row(allow=f"{RUNS_BRAND} {INSIDE}", hide=OUTSIDE_SECRET),
    "content.can_react_to_comment:comment": row(allow=f"{WRITES_AS_BRAND} {INSIDE} guest"),
    "content.can_remove_comment:comment": row(allow=f"{MODERATES_OPEN} guest"),
    "content.can_remove_comment:group_comment": row(allow=f"{RUNS_BRAND} admin moderator expert", hide=OUTSIDE_SECRET),
    "content.can_see_attachment:group_photo": row(allow=f"{RUNS_BRAND} {INSIDE}", hide=OUTSIDE_SECRET),
    "content.can_see_attachment:loose_photo": row(
        allow="member", hide=f"{RUNS_BRAND} {OUTSIDE_SECRET} admin moderator expert"
    ),
    # -- analytics ----------------------------------------------------------------------------------------------------
    "analytics.can_view_metrics": row(allow="owner manager analyst"),
    "analytics.can_view_metrics:community": row(allow="owner manager analyst admin"),
    "analytics.can_view_metrics:group": row(allow=f"{RUNS_BRAND} admin", hide=UNAWARE),
    "analytics.can_view_metrics:secret": row(allow=f"{RUNS_BRAND} admin", hide=OUTSIDE_SECRET),
    "analytics.can_read_log": row(allow=RUNS_BRAND),
    # -- campaigns ----------------------------------------------------------------------------------------------------
    "campaigns.can_open_announcement_desk": row(allow=f"{RUNS_BRAND} editor admin"),
    "campaigns.can_draft_announcement:whole_brand": row(allow=f"{RUNS_BRAND} editor"),
    "campaigns.can_draft_announcement:community": row(allow=f"{RUNS_BRAND} editor admin"),
    "campaigns.can_draft_announcement:group": row(allow=f"{RUNS_BRAND} admin", hide=UNAWARE),
    "campaigns.can_draft_announcement:secret": row(allow=f"{RUNS_BRAND} admin", hide=OUTSIDE_SECRET),
    "campaigns.can_draft_announcement:archived_group": row(hide=OUTSIDE_SECRET),
    "campaigns.can_announce:whole_brand": row(allow=RUNS_BRAND),
    "campaigns.can_announce:community": row(allow=f"{RUNS_BRAND} admin"),
    "campaigns.can_announce:group": row(allow=f"{RUNS_BRAND} admin", hide=UNAWARE),
    "campaigns.can_announce:secret": row(allow=f"{RUNS_BRAND} admin", hide=OUTSIDE_SECRET),
    "campaigns.can_announce:archived_group": row(hide=OUTSIDE_SECRET),
    "campaigns.can_see_announcement:group_draft": row(
        allow=f"{RUNS_BRAND} admin", hide=f"moderator expert member {OUTSIDE_SECRET}"
    ),
    "campaigns.can_see_announcement:group_announcement": row(allow=f"{RUNS_BRAND} {INSIDE}", hide=OUTSIDE_SECRET),
    "campaigns.can_see_announcement:brand_announcement": row(
        allow=f"{STAFF} {INSIDE} guest", hide="outsider anonymous"
    ),
    "campaigns.can_see_announcement:brand_draft": row(
        allow=f"{RUNS_BRAND} editor", hide=f"agent analyst {INSIDE} guest outsider anonymous"
    ),
    "campaigns.can_open_announcement_detail:group_announcement": row(allow=f"{RUNS_BRAND} admin", hide=OUTSIDE_SECRET),
    "campaigns.can_edit_announcement:brand_draft": row(
        allow=f"{RUNS_BRAND} editor", hide=f"agent analyst {INSIDE} guest outsider anonymous"
    ),
    "campaigns.can_edit_announcement:community_scheduled": row(
        allow=f"{RUNS_BRAND} admin", hide="agent analyst moderator expert member guest outsider anonymous"
    ),
    "campaigns.can_publish_announcement:brand_draft": row(
        allow=RUNS_BRAND, hide=f"agent analyst {INSIDE} guest outsider anonymous"
    ),
    "campaigns.can_publish_announcement:group_draft": row(
        allow=f"{RUNS_BRAND} admin", hide=f"moderator expert member {OUTSIDE_SECRET}"
    ),
    "campaigns.can_read_announcement:group_announcement": row(allow=INSIDE, hide=OUTSIDE_SECRET),
    "campaigns.can_read_announcement:group_draft": row(hide=f"moderator expert member {OUTSIDE_SECRET}"),
    "campaigns.can_acknowledge_announcement:group_announcement": row(hide=OUTSIDE_SECRET),
    "campaigns.can_acknowledge_announcement:asking_announcement": row(allow=INSIDE, hide=OUTSIDE_SECRET),
    "campaigns.can_open_coupon_desk": row(allow=f"{RUNS_BRAND} admin"),
    "campaigns.can_issue_coupon:whole_brand": row(allow=RUNS_BRAND),
    "campaigns.can_issue_coupon:community": row(allow=f"{RUNS_BRAND} admin"),
    "campaigns.can_issue_coupon:group": row(allow=f"{RUNS_BRAND} admin", hide=UNAWARE),
    "campaigns.can_issue_coupon:secret": row(allow=f"{RUNS_BRAND} admin", hide=OUTSIDE_SECRET),
    "campaigns.can_issue_coupon:archived_group": row(hide=OUTSIDE_SECRET),
    "campaigns.can_see_coupon:group_coupon": row(allow=f"{RUNS_BRAND} {INSIDE}", hide=OUTSIDE_SECRET),
    "campaigns.can_see_coupon:brand_coupon": row(allow=f"{STAFF} {INSIDE} guest", hide="outsider anonymous"),
    "campaigns.can_manage_coupon:group_coupon": row(allow=f"{RUNS_BRAND} admin", hide=OUTSIDE_SECRET),
    "campaigns.can_manage_coupon:brand_coupon": row(allow=RUNS_BRAND, hide="outsider anonymous"),
    "campaigns.can_claim_coupon:group_coupon": row(allow=INSIDE, hide=OUTSIDE_SECRET),
    "campaigns.can_claim_coupon:brand_coupon": row(allow=f"{STAFF} {INSIDE} guest", hide="outsider anonymous"),
    "campaigns.can_claim_coupon:archived_coupon": row(hide=OUTSIDE_SECRET),
    "campaigns.can_see_claim:claim": row(allow=f"{RUNS_BRAND} admin member", hide=f"moderator expert {OUTSIDE_SECRET}"),
    "campaigns.can_show_code:claim": row(allow="member", hide=f"moderator expert {OUTSIDE_SECRET}"),
    "campaigns.can_open_till": row(allow=f"{RUNS_BRAND} agent admin"),
    "campaigns.can_redeem_claim:claim": row(
        allow=f"{RUNS_BRAND} agent admin", hide="editor analyst moderator expert member guest outsider anonymous"
    ),
    "campaigns.can_redeem_claim:brand_claim": row(
        allow=f"{RUNS_BRAND} agent", hide=f"editor analyst {INSIDE} guest outsider anonymous"
    ),
    # -- communities --------------------------------------------------------------------------------------------------
    # -- home ---------------------------------------------------------------------------------------------------------
}
