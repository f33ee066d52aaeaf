"""The one record of a person within a brand."""

from typing import Any

from django.db import IntegrityError, transaction

from activity.actions import record
from brands.models import Brand
from core import tenancy
from core.decisions import ensure
from core.errors import NotAllowed
from members import verbs
from members.actions.standing import BANNED_FROM_BRAND, hold_owners
from members.bars import give_back_bans, is_barred_from_brand
from members.models import BrandMember
from members.models.brand_member import Origin
from members.rules.staff import may_be_appointed
from members.viewer import Viewer


@transaction.atomic
def join_brand(
    viewer: Any,
    brand: Brand,
    *,
    source: str = Origin.JOINED,
    source_label: str = "",
    invited_by: BrandMember | None = None,
) -> BrandMember:
    """
    The viewer's record in the brand, made when it is not there yet. Safe to run twice at once.

    How they came is kept from the first time on: a later invitation into a space belongs to that membership.
    """
    if viewer.is_banned:
        raise NotAllowed(BANNED_FROM_BRAND, code="banned_from_brand")
    if viewer.member is not None:
        return viewer.member
    try:
        with transaction.atomic():
            member = BrandMember.objects.create(
                brand=brand,
                account=viewer.user,
                display_name=viewer.user.name[:40],
                source=source,
                source_label=source_label,
                invited_by=invited_by,
            )
    except IntegrityError:
        member = BrandMember.objects.get(account=viewer.user)
        viewer.refresh()
        return member
    if give_back_bans(member):
        raise NotAllowed(BANNED_FROM_BRAND, code="banned_from_brand")  # no record stays of this: see stand_barred
    viewer.refresh()
    record(verbs.MEMBER_JOINED_BRAND, viewer=viewer, target=member)
    return member


@transaction.atomic
def stand_barred(viewer: Any) -> None:
    """
    Whoever was just refused for a ban that has outlived them gets a record that is banned.

    So they read until when it holds, and the brand can lift it. Nobody else gets a record here.
    """
    brand = tenancy.active_or_none()
    if brand is None or not viewer.is_authenticated or viewer.record is not None:
        return
    if not is_barred_from_brand(brand.pk, viewer.user):
        return
    member, is_new = BrandMember.objects.get_or_create(
        brand=brand, account=viewer.user, defaults={"display_name": viewer.user.name[:40]}
    )
    if is_new and give_back_bans(member):
        record(verbs.BANNED_FROM_BRAND, target=member)
    viewer.refresh()


@transaction.atomic
def appoint(brand: Brand, account: Any, role: str) -> BrandMember:
    """Give an account a brand role when the brand is opened, or from a command: the one way round `role.assign`."""
    with tenancy.activate(brand):
        member, is_new = BrandMember.objects.get_or_create(
            brand=brand, account=account, defaults={"display_name": account.name[:40], "source": Origin.APPOINTED}
        )
        if is_new:
            record(verbs.MEMBER_JOINED_BRAND, viewer=Viewer(account), target=member)
        hold_owners(member.pk)
        member.refresh_from_db()
        ensure(may_be_appointed(member, role))
        BrandMember.objects.filter(pk=member.pk).update(role=role)
        record(verbs.ROLE_CHANGED, target=member, role=role)
        member.role = role
    return member
