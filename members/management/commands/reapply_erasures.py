"""After a restore: forget again whom the ledger names, before anybody is let in."""

import json
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from accounts.models import User
from brands.models import Brand
from core import clock, tenancy
from members.actions import work_on_due
from members.models import BrandMember, DataRequest
from members.models.data_request import RequestKind, RequestState


class Command(BaseCommand):
    help = "Erases again everybody whom the ledger of erasures names. Safe to run twice."

    def handle(self, *args: Any, **options: Any) -> None:
        lines = [json.loads(path.read_text()) for path in sorted(settings.PLAZA_ERASURE_LEDGER.glob("*.json"))]
        for line in lines:
            _ask_again(line)
        while work_on_due():
            pass
        self.stdout.write(f"{len(lines)} erasures of the ledger were applied.")


def _ask_again(line: dict[str, Any]) -> None:
    """The same request as it was then, due now. Records that a copy does not know yet are left out."""
    brand_id, _member = line["plan"][0]
    known = {brand.pk for brand in Brand.objects.all()}
    if brand_id not in known:
        return
    with tenancy.activate(Brand.objects.get(pk=brand_id)):
        account = User.objects.filter(pk=line["account"]).first() if line["account"] else None
        DataRequest.objects.update_or_create(
            public_id=line["request"],
            defaults={
                "brand_id": brand_id,
                "account": account,
                "member": BrandMember._base_manager.filter(pk=line["plan"][0][1]).first(),
                "kind": RequestKind.ERASURE,
                "scope": line["scope"],
                "keep_posts": line["keep_posts"],
                "state": RequestState.SWEEPING,
                "plan": [one for one in line["plan"] if one[0] in known],
                "steps_done": 0,
                "due_at": clock.now(),
                "attempts": 0,
                "leased_until": None,
            },
        )
