"""Shapes of announcements, coupons, claims and redemptions in REST."""

from typing import Any

from rest_framework import serializers

from campaigns.models import Announcement, Claim, Coupon, Redemption
from campaigns.models.announcement import BODY_LENGTH, TITLE_LENGTH
from campaigns.models.coupon import MOST_PIECES
from campaigns.money import CURRENCIES, MOST_MINOR_UNITS
from campaigns.rules import can_open_announcement_detail

NUMBERS = ("audience_count", "read_count", "acknowledged_count")
NUMBERS_ARE = "Null unless you may write announcements there."
SPACE = "Id of the community or group; null is the whole brand."


class PersonOut(serializers.Serializer):
    id = serializers.CharField(source="public_id", help_text="Member of the brand.")
    name = serializers.CharField(source="display_name")


class AnnouncementOut(serializers.ModelSerializer):
    id = serializers.CharField(source="public_id")
    space = serializers.CharField(source="space.public_id", default=None, allow_null=True, help_text=SPACE)
    author = PersonOut(allow_null=True)
    html = serializers.CharField(source="body_html", help_text="Sanitised HTML of `body`.")
    is_read = serializers.BooleanField(default=False, help_text="You have opened it.")
    is_acknowledged = serializers.BooleanField(default=False, help_text="You have confirmed having read it.")
    audience_count = serializers.IntegerField(allow_null=True, help_text=NUMBERS_ARE)
    read_count = serializers.IntegerField(allow_null=True, help_text=NUMBERS_ARE)
    acknowledged_count = serializers.IntegerField(allow_null=True, help_text=NUMBERS_ARE)

    class Meta:
        model = Announcement
        fields = [
            "id",
            "space",
            "author",
            "title",
            "body",
            "html",
            "state",
            "held_because",
            "publish_at",
            "published_at",
            "cancelled_at",
            "expires_at",
            "pinned",
            "must_acknowledge",
            "audience_count",
            "read_count",
            "acknowledged_count",
            "is_read",
            "is_acknowledged",
            "version",
            "created_at",
        ]

    def to_representation(self, announcement: Announcement) -> dict[str, Any]:
        shown = super().to_representation(announcement)
        if can_open_announcement_detail(self.context["viewer"], announcement):
            return shown
        return shown | dict.fromkeys(NUMBERS)


class AnnouncementChange(serializers.Serializer):
    """All optional; what is absent stays."""

    title = serializers.CharField(max_length=TITLE_LENGTH, required=False)
    body = serializers.CharField(max_length=BODY_LENGTH, required=False, help_text="Markdown: emphasis, lists, links.")
    publish_at = serializers.DateTimeField(
        required=False, help_text="A time to come, with its offset: schedules it, or moves it to that time."
    )
    expires_at = serializers.DateTimeField(required=False, allow_null=True)
    pinned = serializers.BooleanField(required=False)
    must_acknowledge = serializers.BooleanField(required=False)
    version = serializers.IntegerField(
        required=False, min_value=1, help_text="The version you saw; if it moved on, the answer is 409."
    )


class AnnouncementIn(AnnouncementChange):
    space = serializers.CharField(required=False, allow_null=True, help_text=SPACE)
    title = serializers.CharField(max_length=TITLE_LENGTH)
    body = serializers.CharField(max_length=BODY_LENGTH, help_text="Markdown: emphasis, lists, links.")
    version = None  # type: ignore[assignment]


class VersionIn(serializers.Serializer):
    version = serializers.IntegerField(
        required=False, min_value=1, help_text="The version you saw; if it moved on, the answer is 409."
    )


class ReadOut(serializers.Serializer):
    read_at = serializers.DateTimeField()
    acknowledged_at = serializers.DateTimeField(allow_null=True)


class CouponOut(serializers.ModelSerializer):
    id = serializers.CharField(source="public_id")
    space = serializers.CharField(source="space.public_id", default=None, allow_null=True, help_text=SPACE)
    left = serializers.IntegerField(help_text="Pieces that can still be claimed.")
    own_claim = serializers.CharField(default=None, allow_null=True, help_text="Id of your claim, if you have one.")

    class Meta:
        model = Coupon
        fields = [
            "id",
            "space",
            "title",
            "terms",
            "places",
            "quantity",
            "claimed_count",
            "redeemed_count",
            "left",
            "state",
            "starts_at",
            "ends_at",
            "own_claim",
            "created_at",
        ]


class CouponIn(serializers.Serializer):
    space = serializers.CharField(required=False, allow_null=True, help_text=SPACE)
    title = serializers.CharField(max_length=40, help_text="What it gives.")
    quantity = serializers.IntegerField(
        min_value=1, max_value=MOST_PIECES, help_text="Pieces in total; one per person."
    )
    terms = serializers.CharField(max_length=500, required=False, allow_blank=True)
    places = serializers.CharField(max_length=120, required=False, allow_blank=True, help_text="Where it can be used.")
    starts_at = serializers.DateTimeField(required=False, help_text="Now, unless given.")
    ends_at = serializers.DateTimeField(
        required=False, help_text="The last moment to claim and to use it. 30 days after the start, unless given."
    )


class CouponStateIn(serializers.Serializer):
    state = serializers.ChoiceField(choices=["open", "paused", "ended"], help_text="`ended` is for good.")


class RedemptionOut(serializers.ModelSerializer):
    class Meta:
        model = Redemption
        fields = ["redeemed_at", "place", "order_amount", "currency"]


class ClaimOut(serializers.ModelSerializer):
    id = serializers.CharField(source="public_id")
    coupon = CouponOut()
    member = PersonOut()
    code = serializers.SerializerMethodField(help_text="Only for the person who claimed it; null for everyone else.")
    redemption = RedemptionOut(allow_null=True, default=None, help_text="When and where it was used, or null.")

    class Meta:
        model = Claim
        fields = ["id", "coupon", "member", "ordinal", "code", "claimed_at", "redemption"]

    def get_code(self, claim: Claim) -> str | None:
        return claim.shown_code if claim.member_id == self.context["viewer"].actor_id else None


class RedeemIn(serializers.Serializer):
    code = serializers.CharField(
        max_length=100, help_text="As scanned or typed: case, spaces and hyphens do not matter."
    )
    place = serializers.CharField(max_length=60, required=False, allow_blank=True)
    order_amount = serializers.IntegerField(
        min_value=0,
        max_value=MOST_MINOR_UNITS,
        required=False,
        allow_null=True,
        help_text="In minor units of `currency`.",
    )
    currency = serializers.ChoiceField(choices=list(CURRENCIES), required=False, help_text="ISO 4217.")


class RedeemedOut(RedemptionOut):
    claim = serializers.CharField(source="claim.public_id")
    coupon = CouponOut(source="claim.coupon")
    member = PersonOut(source="claim.member")

    class Meta(RedemptionOut.Meta):
        fields = ["claim", "coupon", "member", *RedemptionOut.Meta.fields]
