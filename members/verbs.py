"""Facts about belonging."""

from activity.verbs import declare

MEMBER_JOINED_BRAND = declare("member.joined_brand")
MEMBER_JOINED = declare("member.joined")
MEMBER_LEFT = declare("member.left")
MEMBER_REMOVED = declare("member.removed", audited=True)
ROLE_CHANGED = declare("role.changed", audited=True)
APPLICATION_SENT = declare("application.sent")
APPLICATION_WITHDRAWN = declare("application.withdrawn")
APPLICATION_APPROVED = declare("application.approved", audited=True)
APPLICATION_DECLINED = declare("application.declined", audited=True)
PROFILE_CHANGED = declare("profile.changed")
