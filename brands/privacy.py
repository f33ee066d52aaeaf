"""What the tenant layer holds about a person: keys that act for them, and answers kept for repeated requests."""

from django.utils.translation import gettext_lazy as _

from brands.models import ApiKey, IdempotencyKey
from core.privacy import Exported, Holding, Person, Wishes, declare


def _export(person: Person) -> Exported:
    keys = ApiKey.objects.filter(account_id=person.account_id or 0).order_by("id")
    columns = ("label", "prefix", "scopes", "created_at", "expires_at", "last_used_at", "revoked_at")
    return Exported({"api_keys": list(keys.values(*columns))})


def _erase(person: Person, wishes: Wishes) -> None:
    """Keys never outlive the person whose powers they carry."""
    if person.account_id is None:
        return
    keys = ApiKey.objects.filter(account_id=person.account_id)
    principals = [f"account:{person.account_id}", *(f"key:{pk}" for pk in keys.values_list("pk", flat=True))]
    IdempotencyKey.objects.filter(principal__in=principals).delete()
    keys.delete()


declare(
    Holding(
        "keys",
        _("API keys you made"),
        _export,
        _erase,
        covers=frozenset({"brands.ApiKey", "brands.IdempotencyKey"}),
    )
)
