"""Shapes of tags, of people as staff see them, and of the questions asked about them."""

import datetime as dt
from typing import Any

from rest_framework import serializers

from members.models import BrandMember, MemberTag, Tag
from members.models.brand_member import HIGHEST_TIER, BrandRole, Origin, Stage
from members.models.membership import Role
from members.queries import get_tag
from members.queries.columns import COLUMNS
from members.queries.filters import PeopleFilter
from members.rules.invites import INVITABLE
from spaces.queries import get_space

ROLES = [*BrandRole.choices, *Role.choices]
GIVEN_ROLES = [(one.value, one.label) for one in INVITABLE]  # an owner is made by handing over


class TagShape(serializers.ModelSerializer):
    id = serializers.CharField(source="public_id", read_only=True)
    people = serializers.IntegerField(read_only=True, default=0, help_text="How many carry it.")

    class Meta:
        model = Tag
        fields = ["id", "name", "about", "people", "created_at"]


class TagWords(serializers.Serializer):
    name = serializers.CharField(max_length=24, help_text="One tag per name: 會員 and 会员 are the same.")
    about = serializers.CharField(max_length=120, required=False, allow_blank=True, help_text="Only staff read this.")


class TagChange(serializers.Serializer):
    """All optional; what is absent stays."""

    name = serializers.CharField(max_length=24, required=False)
    about = serializers.CharField(max_length=120, required=False, allow_blank=True, help_text="Only staff read this.")


class GivenTag(serializers.ModelSerializer):
    id = serializers.CharField(source="tag.public_id", read_only=True)
    name = serializers.CharField(source="tag.name", read_only=True)

    class Meta:
        model = MemberTag
        fields = ["id", "name", "given_by", "why", "given_at"]


class PersonShape(serializers.ModelSerializer):
    """A person as staff see them. `email` and `birthday` are null without `pii.view` and, for keys, `contacts:read`."""

    id = serializers.CharField(source="public_id", read_only=True)
    role = serializers.CharField(read_only=True, help_text="Brand role, or empty.")
    tags = GivenTag(source="tags_shown", many=True, read_only=True)
    spaces = serializers.IntegerField(source="spaces_shown", read_only=True, help_text="Of those the caller may read.")
    interests = serializers.ListField(child=serializers.CharField(), read_only=True)
    email = serializers.SerializerMethodField(help_text="Contact data; each answer that holds some is recorded.")
    birthday = serializers.SerializerMethodField(
        help_text="A local day, of no time zone. Contact data; each answer that holds some is recorded."
    )

    class Meta:
        model = BrandMember
        fields = [
            "id",
            "display_name",
            "role",
            "vip_tier",
            "stage",
            "region",
            "interests",
            "source",
            "source_label",
            "joined_at",
            "last_seen_at",
            "spaces",
            "tags",
            "email",
            "birthday",
        ]
        read_only_fields = fields

    def get_email(self, one: BrandMember) -> str | None:
        return one.account.email if self.context["contact"] else None

    def get_birthday(self, one: BrandMember) -> dt.date | None:
        return one.birthday if self.context["contact"] else None


class RecordChange(serializers.Serializer):
    """All optional; what is absent stays."""

    vip_tier = serializers.IntegerField(min_value=0, max_value=HIGHEST_TIER, required=False, help_text="0 is none.")
    region = serializers.CharField(max_length=40, required=False, allow_blank=True)
    interests = serializers.ListField(
        child=serializers.CharField(max_length=20), max_length=10, required=False, help_text="Short words."
    )


class PeopleQuery(serializers.Serializer):
    """Who is meant. All conditions have to hold; without any, everyone of the brand."""

    q = serializers.CharField(max_length=40, required=False, help_text="Part of a name, in any spelling.")
    email = serializers.CharField(max_length=254, required=False, help_text="The whole address; needs `pii.view`.")
    tag = serializers.CharField(max_length=20, required=False, help_text="Public id of a tag.")
    space = serializers.CharField(max_length=20, required=False, help_text="Public id of a space they belong to.")
    role = serializers.ChoiceField(
        choices=ROLES, required=False, help_text="Of the brand; or of a space, held in `space` or in any."
    )
    vip_tier = serializers.IntegerField(min_value=0, max_value=HIGHEST_TIER, required=False, help_text="0 is none.")
    stage = serializers.ChoiceField(choices=Stage.choices, required=False)
    region = serializers.CharField(max_length=40, required=False, help_text="The whole word, in any spelling.")
    source = serializers.ChoiceField(choices=Origin.choices, required=False)
    joined_from = serializers.DateField(required=False, help_text="The brand's local day, included.")
    joined_to = serializers.DateField(required=False, help_text="The brand's local day, included.")
    seen_from = serializers.DateField(required=False, help_text="The brand's local day, included.")
    seen_to = serializers.DateField(required=False, help_text="The brand's local day, included.")

    def wanted(self, viewer: Any) -> PeopleFilter:
        """404 for a tag or a space that this caller does not know."""
        names = PeopleFilter.__dataclass_fields__
        given = {name: value for name, value in self.validated_data.items() if name in names}
        if "tag" in given:
            given["tag"] = get_tag(viewer, given["tag"])
        if "space" in given:
            given["space"] = get_space(viewer, given["space"])
        return PeopleFilter(**given)


class ExportQuery(PeopleQuery):
    kind = serializers.ChoiceField(choices=["csv", "xlsx"], default="csv")
    columns = serializers.MultipleChoiceField(
        choices=sorted(COLUMNS), required=False, help_text="Contact columns need `pii.view`."
    )


class TagPeople(serializers.Serializer):
    """Exactly one of `members` and `filter`."""

    members = serializers.ListField(
        child=serializers.CharField(max_length=20),
        max_length=10_000,
        required=False,
        help_text="Public ids of people; those that are unknown are passed over.",
    )
    filter = PeopleQuery(required=False, help_text="Everyone who fits; `{}` means everyone of the brand.")
    why = serializers.CharField(max_length=120, required=False, allow_blank=True, help_text="Staff read it.")


class UntagPeople(serializers.Serializer):
    """Exactly one of `members` and `filter`."""

    members = serializers.ListField(
        child=serializers.CharField(max_length=20),
        max_length=10_000,
        required=False,
        help_text="Public ids of people; those that are unknown are passed over.",
    )
    filter = PeopleQuery(required=False, help_text="Everyone who fits; `{}` means everyone of the brand.")


class Changed(serializers.Serializer):
    count = serializers.IntegerField(help_text="For how many people something changed.")


class GiveTag(serializers.Serializer):
    tag = serializers.CharField(max_length=20, help_text="Public id of the tag.")
    why = serializers.CharField(max_length=120, required=False, allow_blank=True, help_text="Staff read it.")
