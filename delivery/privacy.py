"""What was sent to a person, and what they want to be told. Letters that lie in the mail folder count as well."""

from allauth.account.models import EmailAddress
from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from core.privacy import Exported, Holding, Person, Wishes, declare
from delivery.actions import address_digest
from delivery.models import Channel, Delivery, Letter, Preference, WebhookEndpoint
from delivery.queries import why

BATCH = 500


def _export(person: Person) -> Exported:
    account_id = person.account_id or 0
    sent = Delivery.objects.filter(account_id=account_id).select_related("message").order_by("id")
    wanted = Preference.objects.filter(account_id=account_id).order_by("kind", "channel")
    return Exported(
        {
            "deliveries": [
                {
                    "id": one.public_id,
                    "notice": one.message.notice,
                    "why": why(one.message.notice),
                    "channel": one.channel,
                    "state": one.state,
                    "created_at": one.created_at,
                    "done_at": one.done_at,
                    "read_at": one.read_at,
                }
                for one in sent.iterator(chunk_size=BATCH)
            ],
            "letters": list(_letters_to(person).order_by("id").values("kind", "state", "created_at", "done_at")),
            "preferences": list(wanted.values("kind", "channel", "wanted")),
        }
    )


def _letters_to(person: Person) -> QuerySet[Letter]:
    """Sent to an address of theirs before it was known whose it is."""
    verified = EmailAddress.objects.filter(user_id=person.account_id or 0, verified=True).values_list(
        "email", flat=True
    )
    addresses = {person.account.email, *verified} if person.account is not None else set()
    return Letter.objects.filter(digest__in=[address_digest(one) for one in addresses])


def _erase(person: Person, wishes: Wishes) -> None:
    """Also what still waits: nothing reaches them any more."""
    if person.account_id is None:
        return
    mine = Delivery.objects.filter(account_id=person.account_id)
    while batch := list(mine.order_by("id")[:BATCH]):
        for one in batch:
            if one.channel == Channel.EMAIL:
                (settings.PLAZA_MAIL_DIR / f"{one.key}.eml").unlink(missing_ok=True)
        Delivery.objects.filter(pk__in=[one.pk for one in batch]).delete()
    for letter in _letters_to(person):
        (settings.PLAZA_MAIL_DIR / f"{letter.key}.eml").unlink(missing_ok=True)
    _letters_to(person).delete()
    Letter.objects.filter(sender_id=person.account_id).update(sender=None)
    Preference.objects.filter(account_id=person.account_id).delete()


def _export_webhooks(person: Person) -> Exported:
    mine = WebhookEndpoint.objects.filter(account_id=person.account_id or 0).order_by("id")
    return Exported({"webhooks": list(mine.values("public_id", "label", "url", "verbs", "state", "created_at"))})


def _erase_webhooks(person: Person, wishes: Wishes) -> None:
    """Like keys: none outlives the person for whom it speaks."""
    WebhookEndpoint.objects.filter(account_id=person.account_id or 0).delete()


declare(
    Holding(
        "webhooks",
        _("Webhooks you set up"),
        _export_webhooks,
        _erase_webhooks,
        covers=frozenset({"delivery.WebhookEndpoint"}),
    )
)
declare(
    Holding(
        "deliveries",
        _("Messages to you"),
        _export,
        _erase,
        covers=frozenset({"delivery.Delivery", "delivery.Letter", "delivery.Preference"}),
    )
)
