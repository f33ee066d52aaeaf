"""Who may open and change a brand."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from brands.models import Brand
from core.decisions import ALLOW, Decision, deny
from core.viewing import Viewer


def can_create_brand(user: Any) -> Decision:
    """Operators of the install. Everybody else asks them."""
    if user.is_authenticated and user.is_staff:
        return ALLOW
    return deny(_("Only operators of this install can open a brand."))


def can_manage_brand(viewer: Viewer, brand: Brand) -> Decision:
    if viewer.can("brand.manage"):
        return ALLOW
    return deny(_("Only the brand's owner and managers can change this."))


def can_manage_keys(viewer: Viewer, brand: Brand) -> Decision:
    if viewer.can("key.manage"):
        return ALLOW
    return deny(_("Only the brand's owner can manage API keys."))
