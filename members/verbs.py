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
TAG_CREATED = declare("tag.created", audited=True)
TAG_CHANGED = declare("tag.changed", audited=True)
TAG_DELETED = declare("tag.deleted", audited=True)
MEMBER_TAGGED = declare("member.tagged", audited=True)
MEMBER_UNTAGGED = declare("member.untagged", audited=True)
MEMBERS_TAGGED = declare("members.tagged", audited=True)
MEMBERS_UNTAGGED = declare("members.untagged", audited=True)
MEMBERS_EXPORTED = declare("members.exported", audited=True)
RECORD_CHANGED = declare("record.changed", audited=True)
CONTACT_SEEN = declare("contact.seen", audited=True)
