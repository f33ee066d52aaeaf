"""What a role is, in one sentence. What exactly it may do is a brand's own table of powers."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.capabilities import EVERYONE
from core.errors import Text
from members.models.brand_member import BrandRole
from members.models.membership import Role

SENTENCES: dict[str, Text] = {
    BrandRole.OWNER: _("Runs the brand, gives roles and holds the keys."),
    BrandRole.MANAGER: _("Runs every space, the members and what the brand sends."),
    BrandRole.EDITOR: _("Writes as the brand and keeps order in open communities."),
    BrandRole.AGENT: _("Serves members and redeems coupons."),
    BrandRole.ANALYST: _("Reads the numbers, without names."),
    Role.ADMIN: _("Runs one space: who is in, what is posted, what is announced."),
    Role.MODERATOR: _("Keeps order in one space and invites people."),
    Role.EXPERT: _("A recognised key member: posts without review and wears a badge."),
    Role.MEMBER: _("Belongs to a space: reads, writes and reacts."),
    EVERYONE: _("Everybody the brand knows, in whatever space."),
}
PLURALS: dict[str, Text] = {
    BrandRole.OWNER: pgettext_lazy("several people", "Owners"),
    BrandRole.MANAGER: pgettext_lazy("several people", "Managers"),
    BrandRole.EDITOR: pgettext_lazy("several people", "Editors"),
    BrandRole.AGENT: pgettext_lazy("several people", "Support agents"),
    BrandRole.ANALYST: pgettext_lazy("several people", "Analysts"),
    Role.ADMIN: pgettext_lazy("several people", "Admins"),
    Role.MODERATOR: pgettext_lazy("several people", "Moderators"),
    Role.EXPERT: pgettext_lazy("several people", "Experts"),
    Role.MEMBER: pgettext_lazy("several people", "Members"),
    EVERYONE: pgettext_lazy("several people", "All people of the brand"),
}
LABELS: dict[str, Text] = {**dict(BrandRole.choices), **dict(Role.choices), EVERYONE: _("Everyone")}
