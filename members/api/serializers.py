"""Shapes of people and memberships."""

from typing import Any

from django.conf import settings
from rest_framework import serializers

from brands.models import Brand
from members.models import BrandMember, Membership
from members.models.membership import Role
from spaces.models import Space


class SpaceRef(serializers.ModelSerializer):
    """A space, just enough to name it."""

    id = serializers.CharField(source="public_id", read_only=True)

    class Meta:
        model = Space
        fields = ["id", "kind", "slug", "name"]


class PersonRef(serializers.ModelSerializer):
    """A person, just enough to name them."""

    id = serializers.CharField(source="public_id", read_only=True)
    avatar_url = serializers.CharField(read_only=True, help_text="Path of the picture, or empty.")

    class Meta:
        model = BrandMember
        fields = ["id", "display_name", "avatar_url"]


class MembershipShape(serializers.ModelSerializer):
    id = serializers.CharField(source="public_id", read_only=True)
    space = SpaceRef(read_only=True)
    member = PersonRef(read_only=True)
    role = serializers.ChoiceField(choices=Role.choices, help_text="What the person may do in this space.")

    class Meta:
        model = Membership
        fields = ["id", "space", "member", "role", "number", "source", "joined_at"]
        read_only_fields = ["number", "source", "joined_at"]


class RoleChange(serializers.Serializer):
    role = serializers.ChoiceField(choices=Role.choices)


class Me(serializers.ModelSerializer):
    """The caller in this brand."""

    id = serializers.CharField(source="public_id", read_only=True)
    language = serializers.ChoiceField(
        choices=[("", "brand"), *settings.LANGUAGES],
        source="account.language",
        required=False,
        help_text="Of letters; empty follows the brand.",
    )
    time_zone = serializers.CharField(
        source="account.time_zone",
        required=False,
        allow_blank=True,
        max_length=48,
        help_text="IANA name; empty follows the brand.",
    )
    role = serializers.CharField(read_only=True, help_text="Brand role, or empty.")
    avatar_url = serializers.CharField(read_only=True, help_text="Path of the picture, or empty.")
    unread_count = serializers.SerializerMethodField(help_text="Unread notices in the inbox.")
    capabilities = serializers.SerializerMethodField(help_text="Powers in every space of the brand.")
    memberships = serializers.SerializerMethodField(help_text="Spaces the caller belongs to.")

    class Meta:
        model = BrandMember
        fields = [
            "id",
            "display_name",
            "bio",
            "avatar_url",
            "role",
            "joined_at",
            "language",
            "time_zone",
            "unread_count",
            "capabilities",
            "memberships",
        ]
        read_only_fields = ["joined_at"]

    def get_unread_count(self, member: BrandMember) -> int:
        return int(self.context["viewer"].unread_count)

    def get_capabilities(self, member: BrandMember) -> list[str]:
        return sorted(self.context["viewer"].brand_capabilities)

    def get_memberships(self, member: BrandMember) -> list[dict[str, Any]]:
        return MembershipShape(self.context["memberships"], many=True).data  # type: ignore[return-value]


class ProfileChange(serializers.Serializer):
    """All optional; what is absent stays."""

    display_name = serializers.CharField(max_length=40, required=False)
    bio = serializers.CharField(max_length=200, required=False, allow_blank=True)
    language = serializers.CharField(max_length=8, required=False, allow_blank=True)
    time_zone = serializers.CharField(max_length=48, required=False, allow_blank=True)


class BrandRef(serializers.ModelSerializer):
    class Meta:
        model = Brand
        fields = ["slug", "name"]


class RecordShape(serializers.Serializer):
    """The caller's record in one brand."""

    id = serializers.CharField(source="public_id")
    brand = BrandRef()
    display_name = serializers.CharField()
    role = serializers.CharField(help_text="Brand role, or empty.")


class AccountShape(serializers.Serializer):
    """The caller above all brands."""

    id = serializers.CharField(source="public_id")
    email = serializers.EmailField()
    name = serializers.CharField()
    language = serializers.CharField(help_text="Empty follows each brand.")
    time_zone = serializers.CharField(help_text="IANA name; empty follows each brand.")
    brands = RecordShape(many=True)
