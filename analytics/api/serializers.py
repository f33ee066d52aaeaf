"""Shapes of numbers and of the log."""

import datetime as dt
from typing import Any

from django.utils.translation import gettext as _
from rest_framework import serializers

from analytics.metrics import METRICS
from analytics.periods import USUAL, last_days

LONGEST = 366
EARLIEST = dt.date(2000, 1, 1)


class MetricsQuery(serializers.Serializer):
    metric = serializers.MultipleChoiceField(
        choices=sorted(METRICS), required=False, help_text="Repeat it for several; without it, all of them."
    )
    space = serializers.CharField(
        required=False, max_length=12, help_text="Id of a space; without it, the whole brand."
    )
    from_ = serializers.DateField(required=False, help_text="First day (ISO 8601), the brand's local day.")
    to = serializers.DateField(required=False, help_text="Last day, included; without it, the brand's today.")

    def get_fields(self) -> dict[str, Any]:
        """`from` is a word of Python, so the field gets its name here."""
        fields = super().get_fields()
        return {("from" if name == "from_" else name): field for name, field in fields.items()}

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        last = attrs.setdefault("to", last_days(1).last)
        if min(last, attrs.get("from", last)) < EARLIEST:
            raise serializers.ValidationError({"from": _("There is nothing before the year 2000.")})
        first = attrs.setdefault("from", last - dt.timedelta(days=USUAL - 1))
        if first > last:
            raise serializers.ValidationError({"from": _("The first day comes after the last.")})
        if (last - first).days >= LONGEST:
            raise serializers.ValidationError({"from": _("Ask for at most 366 days at once.")})
        return attrs


class PointShape(serializers.Serializer):
    on = serializers.DateField(help_text="The brand's local day.")
    value = serializers.IntegerField()


class SeriesShape(serializers.Serializer):
    metric = serializers.CharField()
    label = serializers.CharField(help_text="In the reader's language.")
    meaning = serializers.CharField(help_text="What exactly is counted.")
    unit = serializers.CharField(help_text="people, posts, comments, reactions, readers, coupons or cents (1/100).")
    grain = serializers.CharField(help_text="day")
    points = PointShape(many=True, help_text="Every day of the range, zero where nothing happened.")


class MetricsShape(serializers.Serializer):
    time_zone = serializers.CharField(help_text="Days begin and end in this zone (IANA name).")
    space = serializers.CharField(allow_null=True, help_text="Null: the whole brand.")
    first = serializers.DateField(help_text="The brand's local day.")
    last = serializers.DateField(help_text="The brand's local day, included.")
    results = SeriesShape(many=True)


class LogQuery(serializers.Serializer):
    after = serializers.CharField(required=False, max_length=24, help_text="The `cursor` of the page before.")
    verb = serializers.ListField(
        child=serializers.CharField(max_length=48),
        required=False,
        max_length=20,
        help_text="Only these, such as `post.published`; may be repeated.",
    )
    page_size = serializers.IntegerField(required=False, default=50, min_value=1, max_value=100)


class TargetShape(serializers.Serializer):
    type = serializers.CharField(help_text="post, comment, membership, announcement …")
    id = serializers.CharField(allow_null=True, help_text="Its public id; null where it has none or is gone.")


class EntryShape(serializers.Serializer):
    id = serializers.CharField(help_text="The same for the same fact, always: refuse doubles by it.")
    verb = serializers.CharField(help_text="What happened, such as `member.joined`.")
    at = serializers.DateTimeField()
    on = serializers.DateField(allow_null=True, help_text="The brand's local day at that moment.")
    actor = serializers.CharField(allow_null=True, help_text="Id of the member; null: nobody in particular.")
    space = serializers.CharField(allow_null=True)
    target = TargetShape(allow_null=True)
    detail = serializers.DictField(help_text="Numbers and codes.")


class LogShape(serializers.Serializer):
    next = serializers.URLField(allow_null=True, help_text="Null: that is all for now.")
    cursor = serializers.CharField(help_text="Keep it and send it as `after` later, also when there was nothing new.")
    results = EntryShape(many=True)
