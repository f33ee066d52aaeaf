"""Who reads and keeps what the brand knows about a person."""

from django.utils.translation import gettext_lazy as _

from core.decisions import ALLOW, Decision, deny
from core.viewing import Viewer
from members.models import BrandMember


def can_see_record(viewer: Viewer, person: BrandMember) -> Decision:
    """The page for staff. What it shows of each space is asked again there."""
    return ALLOW if viewer.can("member.see_brand") else deny(_("Only the brand's owner and managers see everyone."))


def can_change_record(viewer: Viewer, person: BrandMember) -> Decision:
    return ALLOW if viewer.can("member.tag") else deny(_("Only the brand's owner and managers keep people's records."))


def can_see_contact(viewer: Viewer) -> Decision:
    """E-mail addresses and birthdays. Each look is recorded by the caller."""
    return ALLOW if viewer.can("pii.view") else deny(_("You do not have the power to see contact data."))


def can_export_members(viewer: Viewer) -> Decision:
    if viewer.can("member.see_brand") and viewer.can("member.export"):
        return ALLOW
    return deny(_("You do not have the power to export people."))
