"""Rows for many people in one statement: INSERT … SELECT over the audience, doubles refused by the unique key."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from core.models import new_public_id
from delivery.models import Channel, Delivery, DeliveryState, Message, Preference

_COLUMNS = (
    "public_id, brand_id, message_id, account_id, channel, state, due_at, fence, attempts, error, created_at, done_at"
)
# A random id in SQL, so that no row passes through Python. Both engines give 12 hexadecimal characters.
_RANDOM_ID = {"postgresql": "substr(md5(random()::text || a.id::text), 1, 12)", "sqlite": "lower(hex(randomblob(6)))"}


def insert_deliveries(message: Message, accounts: Iterable[int], channel: str, kind: str, now: dt.datetime) -> int:
    """
    One delivery per account that wants it; returns how many are new. Inbox rows are delivered by being there.

    `accounts` is a queryset of one column (stays in SQL) or any iterable of ids.
    """
    refused = Preference.objects.filter(kind=kind, channel=channel, wanted=False).values_list("account_id", flat=True)
    if not isinstance(accounts, QuerySet):
        return _insert_each(message, set(accounts) - set(refused), channel, now)
    audience, params = accounts.order_by().distinct().query.sql_with_params()
    unwanted, unwanted_params = refused.query.sql_with_params()
    done = now if channel == Channel.INBOX else None
    values = [message.brand_id, message.pk, channel, _first_state(channel), now, now, done]
    sql = (
        f"INSERT INTO delivery_delivery ({_COLUMNS}) "  # noqa: S608 (our own table and the ORM's own SQL)
        f"SELECT {_RANDOM_ID[connection.vendor]}, %s, %s, a.id, %s, %s, {_TIME}, 0, 0, '', {_TIME}, {_TIME} "
        f"FROM accounts_user a WHERE a.id IN ({audience}) AND a.is_active AND a.id NOT IN ({unwanted}) "
        "ON CONFLICT (message_id, account_id, channel) DO NOTHING"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql.replace(_TIME, _time_cast()), [*values, *params, *unwanted_params])
        return cursor.rowcount


_TIME = "<time>"


def _time_cast() -> str:
    return "%s::timestamptz" if connection.vendor == "postgresql" else "%s"


def _first_state(channel: str) -> str:
    return DeliveryState.DELIVERED if channel == Channel.INBOX else DeliveryState.QUEUED


def _insert_each(message: Message, accounts: set[int], channel: str, now: dt.datetime) -> int:
    done = now if channel == Channel.INBOX else None
    rows: list[Any] = [
        Delivery(
            public_id=new_public_id(),
            brand_id=message.brand_id,
            message=message,
            account_id=account,
            channel=channel,
            state=_first_state(channel),
            due_at=now,
            created_at=now,
            done_at=done,
        )
        for account in sorted(accounts)
    ]
    return len(Delivery.objects.bulk_create(rows, ignore_conflicts=True))
