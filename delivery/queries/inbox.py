"""The inbox: what waits, what was read, and what may still be shown."""

from collections import defaultdict
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.db.models import Count, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from core.errors import Text
from core.notices import Notice, Shown, catalogue, kinds
from delivery.models import Channel, Delivery, Preference


def inbox_of(viewer: Any) -> QuerySet[Delivery]:
    """The viewer's notices in the active brand, newest first. One's own only, so no further filter is needed."""
    mine = Delivery.objects.filter(account_id=viewer.account_id, channel=Channel.INBOX)
    return mine.select_related("message__fact").order_by("-id")


def unread_count_of(account_id: int) -> Any:
    """A subquery for the viewer's one query: unread notices of this account in the brand of the outer row."""
    unread = Delivery.objects.filter(
        account_id=account_id, brand_id=OuterRef("brand_id"), channel=Channel.INBOX, read_at=None
    )
    counted = unread.order_by().annotate(group=Value(1)).values("group").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted), Value(0))


@dataclass(frozen=True)
class Notification:
    """One line of the inbox. `shown` is None when the reader may no longer see what it is about."""

    delivery: Delivery
    shown: Shown | None


def rendered(deliveries: list[Delivery], viewer: Any) -> list[Notification]:
    """The words for each delivery, one load per kind of notice. Rights are asked again here."""
    by_notice: dict[str, list[Any]] = defaultdict(list)
    for delivery in deliveries:
        by_notice[delivery.message.notice].append(delivery.message.fact)
    subjects = {name: catalogue[name].load(facts) for name, facts in by_notice.items() if name in catalogue}
    return [Notification(one, _shown(one, subjects, viewer)) for one in deliveries]


def _shown(delivery: Delivery, subjects: dict[str, Any], viewer: Any) -> Shown | None:
    notice = catalogue.get(delivery.message.notice)
    subject = subjects.get(delivery.message.notice, {}).get(delivery.message.fact_id)
    if notice is None or subject is None or not may_reach(notice, viewer, subject):
        return None
    return notice.show(subject, viewer)


def may_reach(notice: Notice, viewer: Any, subject: Any) -> bool:
    """Asked at hand-off and at every render, so a ban also stops what was queued before it."""
    return (notice.to_banned or not viewer.is_banned) and bool(notice.may(viewer, subject))


@dataclass(frozen=True)
class Switch:
    """One cell of the preferences: a kind of notice over one channel."""

    kind: str
    label: Text
    channel: str
    channel_label: Text
    is_on: bool

    @property
    def name(self) -> str:
        return f"{self.kind}.{self.channel}"


def switches(viewer: Any) -> list[Switch]:
    """Everything one can be told of, in the order it was declared; no stored answer means yes."""
    offered = {(notice.kind, channel) for notice in catalogue.values() for channel in notice.channels}
    mine = Preference.objects.filter(account_id=viewer.account_id)
    stored = {(one.kind, one.channel): one.wanted for one in mine}
    every_kind = {**kinds, **{kind: kinds.get(kind, kind) for kind, _channel in sorted(offered)}}
    return [
        Switch(kind, label, channel.value, channel.label, stored.get((kind, channel.value), True))
        for kind, label in every_kind.items()
        for channel in Channel
        if (kind, channel.value) in offered
    ]


def switch_rows(offered: list[Switch]) -> list[dict[str, Any]]:
    """A line per kind, with a cell per channel in the order of the columns; None where there is no such way."""
    lines = groupby(offered, key=lambda one: (one.kind, one.label))
    return [{"label": label, "cells": _cells(list(group))} for (_kind, label), group in lines]


def _cells(row: list[Switch]) -> list[Switch | None]:
    by_channel = {one.channel: one for one in row}
    return [by_channel.get(channel.value) for channel in Channel]


def messages_to(viewer: Any) -> QuerySet[Delivery]:
    """Everything that went or goes to the viewer in the active brand, over every channel."""
    return Delivery.objects.filter(account_id=viewer.account_id or 0).select_related("message__fact")


def why(notice: str) -> str:
    """The kind of notice that one is told of: what the settings call it."""
    declared = catalogue.get(notice)
    return str(kinds.get(declared.kind, declared.kind)) if declared else ""
