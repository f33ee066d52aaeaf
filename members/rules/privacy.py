"""Who may ask for data, be forgotten, answer what is asked, and oversee all that."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from core.decisions import ALLOW, HIDE, Decision, deny
from members.models import DataRequest
from members.models.data_request import RequestScope
from members.rules.memberships import SIGN_IN
from members.rules.ownership import brands_owned_alone, is_last_operator, is_last_owner


def can_request_data(viewer: Any) -> Decision:
    """Everyone who can sign in, whatever their standing: banned people, too."""
    return ALLOW if viewer.is_authenticated else SIGN_IN


def can_be_forgotten(viewer: Any, scope: str) -> Decision:
    """Not whoever would leave a brand without an owner, or the install without an operator."""
    if not viewer.is_authenticated:
        return SIGN_IN
    if scope == RequestScope.BRAND:
        if viewer.record is None:
            return deny(_("This brand has no record of you."), "not_a_member")
        if is_last_owner(viewer.record):
            return deny(_("You are the last owner of this brand. Hand it over first."), "last_owner")
        return ALLOW
    if brands_owned_alone(viewer.user):
        return deny(_("You are the last owner of a brand. Hand it over first."), "last_owner")
    if is_last_operator(viewer.user):
        return deny(_("You are the last operator of this install."), "last_operator")
    return ALLOW


def can_see_data_request(viewer: Any, request: DataRequest) -> Decision:
    own = viewer.is_authenticated and viewer.account_id == request.account_id
    return ALLOW if own or viewer.can("privacy.oversee") else HIDE


def can_fetch_export(viewer: Any, request: DataRequest) -> Decision:
    """Its subject and nobody else: managers see that it exists, never what is in it."""
    seen = can_see_data_request(viewer, request)
    if not seen:
        return seen
    if viewer.account_id != request.account_id:
        return deny(_("Only the person it is about can download this."), "not_yours")
    return ALLOW if request.can_be_fetched else deny(_("This file is not there any more."), "expired")


def can_withdraw_erasure(viewer: Any, request: DataRequest) -> Decision:
    seen = can_see_data_request(viewer, request)
    if not seen:
        return seen
    if viewer.account_id != request.account_id:
        return deny(_("Only the person it is about can take this back."), "not_yours")
    return ALLOW if request.can_be_taken_back else deny(_("It is too late to take this back."), "too_late")


def can_answer_consents(viewer: Any) -> Decision:
    if not viewer.is_authenticated:
        return SIGN_IN
    return ALLOW if viewer.member is not None else deny(_("Join something here first."), "not_a_member")


def can_set_consent_texts(viewer: Any) -> Decision:
    if viewer.can("privacy.oversee") and viewer.can("brand.manage"):
        return ALLOW
    return deny(_("Only the brand's owner and managers decide what is asked for."))


def can_oversee_requests(viewer: Any) -> Decision:
    return ALLOW if viewer.can("privacy.oversee") else deny(_("Only the brand's owner and managers see requests."))
