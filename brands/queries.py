"""Finding brands: by slug in the path, by their own domain, and those of one person."""

from django.db.models import F

from brands.models import ApiKey, Brand
from core.errors import NotVisible
from core.prepared import Prepared

_by_slug = Prepared(lambda slug: Brand.objects.filter(slug=slug)[:1])


def brand_by_slug(slug: str) -> Brand | None:
    return next(iter(_by_slug(slug=slug)), None)


def brand_by_domain(host: str) -> Brand | None:
    return Brand.objects.filter(domain=host.partition(":")[0].lower()).first()


def brands_for_directory(limit: int = 100) -> list[Brand]:
    """What the install's front page shows, the oldest first."""
    return list(Brand.objects.order_by("id")[:limit])


def keys_of(brand: Brand) -> list[ApiKey]:
    """All that were ever made, those in force first."""
    keys = ApiKey.objects.filter(brand=brand).select_related("account")
    return list(keys.order_by(F("revoked_at").asc(nulls_first=True), "-id")[:200])


def get_key(brand: Brand, prefix: str) -> ApiKey:
    """A key by the part of it that is no secret, or NotVisible."""
    key = ApiKey.objects.filter(brand=brand, prefix=prefix).select_related("brand").first()
    if key is None:
        raise NotVisible
    return key
