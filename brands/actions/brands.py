"""Opening and changing a brand."""

import zoneinfo
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from activity.actions import record
from brands import rules, verbs
from brands.models import Brand, MemberCommunities, is_colour, is_slug
from core import locks, tenancy, text
from core.decisions import ensure
from core.errors import Conflict, Invalid
from core.images import safe_picture
from core.models import new_public_id
from core.viewing import Viewer

_LANGUAGES = dict(settings.LANGUAGES)
LOGO_WIDTH = 256
_SETTINGS = ("name", "tagline", "accent", "logo", "time_zone", "language", "member_communities")


def create_brand(account: Any, *, name: str, slug: str = "", **fields: Any) -> Brand:
    """Open a tenant; an empty slug asks for one. `home` appoints the account as its owner in the same transaction."""
    ensure(rules.can_create_brand(account))
    checked = _checked({"name": name, **fields})
    slug = slug or suggested_slug(checked["name"])
    _validate("slug", is_slug, slug)
    brand = Brand(slug=slug, **checked)
    with transaction.atomic():
        try:
            with transaction.atomic():
                brand.save(force_insert=True)
        except IntegrityError as error:
            raise Invalid.field("slug", _("This address is already taken."), "taken") from error
        with tenancy.activate(brand):
            record(verbs.BRAND_CREATED, target=brand)
    return brand


def update_brand(viewer: Viewer, brand: Brand, *, seen_version: int | None = None, **fields: Any) -> Brand:
    """Change settings; an empty logo takes it away. Conflict when the brand moved on since the viewer saw `seen_version`."""
    ensure(rules.can_manage_brand(viewer, brand))
    checked = _checked(fields)  # the logo is encoded here, before the transaction takes a lock
    with transaction.atomic():
        brand = locks.for_update(Brand.objects.filter(pk=brand.pk), of=("self",)).get()
        if seen_version is not None and seen_version != brand.version:
            message = _("Someone else changed these settings while you were editing.")
            raise Conflict(message, code="changed_meanwhile")
        return _change(viewer, brand, checked)


def _change(viewer: Viewer, brand: Brand, checked: dict[str, Any]) -> Brand:
    changed = {name: value for name, value in checked.items() if getattr(brand, name) != value}
    if not changed:
        return brand
    if "logo" in changed and brand.logo:
        old = str(brand.logo.name)
        transaction.on_commit(lambda: default_storage.delete(old))
    for name, value in changed.items():
        setattr(brand, name, value)
    brand.version += 1
    brand.save(update_fields=[*changed, "version"])
    record(verbs.BRAND_CHANGED, viewer=viewer, target=brand, fields=len(changed))
    return brand


def suggested_slug(name: str) -> str:
    """Latin letters of the name; a short random one where it has none. Never one that is taken."""
    base = text.latin_slug(name) or f"brand-{new_public_id()[:5]}"
    slug, number = base, 2
    while Brand.objects.filter(slug=slug).exists():
        slug, number = f"{base}-{number}", number + 1
    return slug


def _checked(fields: dict[str, Any]) -> dict[str, Any]:
    if unknown := fields.keys() - set(_SETTINGS):
        raise TypeError(f"{unknown} are not settings of a brand")
    checked = dict(fields)
    if "name" in checked:
        checked["name"] = text.clean(checked["name"], field="name", longest=60, shortest=1)
    if "tagline" in checked:
        checked["tagline"] = text.clean(checked["tagline"], field="tagline", longest=120)
    if "accent" in checked:
        _validate("accent", is_colour, checked["accent"])
    if "time_zone" in checked and checked["time_zone"] not in zoneinfo.available_timezones():
        raise Invalid.field("time_zone", _("This time zone is not known."), "bad_time_zone")
    if "language" in checked and checked["language"] not in _LANGUAGES:
        raise Invalid.field("language", _("Choose one of the options."), "bad_choice")
    if "member_communities" in checked and checked["member_communities"] not in MemberCommunities.values:
        raise Invalid.field("member_communities", _("Choose one of the options."), "bad_choice")
    if "logo" in checked:
        checked["logo"] = _logo(checked["logo"])
    return checked


def _logo(file: Any) -> Any:
    """Encoded anew under a fresh name: what we hand out is a picture that we made, whatever was sent."""
    if not file:
        return ""
    picture = safe_picture(file, field="logo", widths=(LOGO_WIDTH,))
    return ContentFile(picture.versions[LOGO_WIDTH], name=f"{new_public_id()}.webp")


def _validate(field: str, validator: Any, value: str) -> None:
    try:
        validator(value)
    except ValidationError as error:
        raise Invalid.field(field, error.messages[0], error.code or "invalid") from error
