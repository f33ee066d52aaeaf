"""What a person wants to be told, and over which channel."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from core import tenancy
from core.errors import Invalid, NotAllowed
from delivery.models import Preference
from delivery.queries import switches


@transaction.atomic
def set_preferences(viewer: Any, wanted: Mapping[tuple[str, str], bool]) -> None:
    """`{(kind, channel): wanted}`; what is not named stays as it was."""
    if not viewer.is_authenticated:
        raise NotAllowed(_("Sign in first."), code="sign_in_required")
    known = {(switch.kind, switch.channel) for switch in switches(viewer)}
    if unknown := set(wanted) - known:
        kind, channel = sorted(unknown)[0]
        raise Invalid.field(f"{kind}.{channel}"[:60], _("There is no such notification."), "unknown")
    for (kind, channel), value in wanted.items():
        Preference.objects.update_or_create(
            brand_id=tenancy.active().pk,
            account_id=viewer.account_id,
            kind=kind,
            channel=channel,
            defaults={"wanted": value},
        )
