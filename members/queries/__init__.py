"""Reading who belongs and who asks to."""

from members.queries.applications import (
    admitters_of,
    application_for,
    applications_by_id,
    decidable,
    desk,
    get_application,
)
from members.queries.filters import PeopleFilter, counted, people_for
from members.queries.invites import (
    get_invite,
    invitation_to,
    invite_behind,
    inviter_of,
    invites_by_id,
    invites_of,
    joined_by,
)
from members.queries.memberships import active_accounts_in, admins_of, get_membership, members_of
from members.queries.people import (
    earlier_applications,
    get_person,
    memberships_shown,
    records_of,
    waiting_counts,
)
from members.queries.segments import (
    accounts_of,
    count_of,
    get_segment,
    people_of,
    people_told,
    sample_of,
    segments_for,
    segments_holding,
    sentences,
    tag_rules_of,
)
from members.queries.tabs import space_tabs
from members.queries.tags import get_tag, tags_of, tags_with_counts

__all__ = [
    "PeopleFilter",
    "accounts_of",
    "active_accounts_in",
    "admins_of",
    "admitters_of",
    "application_for",
    "applications_by_id",
    "count_of",
    "counted",
    "decidable",
    "desk",
    "earlier_applications",
    "get_application",
    "get_invite",
    "get_membership",
    "get_person",
    "get_segment",
    "get_tag",
    "invitation_to",
    "invite_behind",
    "inviter_of",
    "invites_by_id",
    "invites_of",
    "joined_by",
    "members_of",
    "memberships_shown",
    "people_for",
    "people_of",
    "people_told",
    "records_of",
    "sample_of",
    "segments_for",
    "segments_holding",
    "sentences",
    "space_tabs",
    "tag_rules_of",
    "tags_of",
    "tags_with_counts",
    "waiting_counts",
]
