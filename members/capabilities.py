"""Powers over who belongs."""

from django.utils.translation import gettext_lazy as _

from core.capabilities import RUNS_BRAND, declare

ADMIT = declare("member.admit", _("Decide on applications"), space=("admin",))
INVITE = declare("member.invite", _("Invite people"), space=("admin", "moderator"))
REMOVE = declare("member.remove", _("Remove members"), space=("admin",))
BAN = declare("member.ban", _("Ban from a space, and lift it"), space=("admin", "moderator"))
MUTE = declare("member.mute", _("Mute for a time"), space=("admin", "moderator"))
BAN_BRAND = declare("member.ban_brand", _("Ban from the whole brand, and lift it"), within=RUNS_BRAND)
SEE_ALL = declare(
    "member.see_all", _("See the member list even when it is hidden from members"), space=("admin", "moderator")
)
SEE_BRAND = declare("member.see_brand", _("See everyone in the brand"), brand=("owner", "manager"))
ROLES = declare("role.assign", _("Give and take roles"), brand=("owner",), space=("admin",), within=("owner", "admin"))
TAG = declare("member.tag", _("Tag people and keep their record"))
EXPORT = declare("member.export", _("Export the list of people"), within=RUNS_BRAND)
CONTACT = declare(
    "pii.view",
    _("See e-mail addresses and birthdays; each look is recorded"),
    brand=("owner",),
    within=(*RUNS_BRAND, "agent"),
)
SEGMENTS = declare(
    "segment.view", _("See segments and how many people are in them"), brand=("owner", "manager", "editor", "analyst")
)
MANAGE_SEGMENTS = declare("segment.manage", _("Save and change segments, and let tags follow them"))
BRIDGE = declare("bridge.run", _("Invite a segment of the plaza into a group"), space=("admin",))
SEE_REQUESTS = declare(
    "privacy.oversee",
    _("See requests for downloads and deletion, and write what is asked for"),
    within=RUNS_BRAND,
)
