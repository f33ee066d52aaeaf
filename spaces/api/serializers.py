"""Spaces as the API shows and takes them. Communities and groups are the same shape behind two doors."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from spaces.links import home_url
from spaces.models import JoinPolicy, PostingPolicy, ReturnPolicy, Space, Visibility, WhenFull
from spaces.questions import KINDS
from spaces.rules import can_manage_space, can_read_space


class OfferShape(serializers.Serializer):
    seal = serializers.CharField(max_length=1, required=False, allow_blank=True, help_text="One character.")
    title = serializers.CharField(max_length=40)
    text = serializers.CharField(max_length=120, required=False, allow_blank=True)


class QuestionShape(serializers.Serializer):
    key = serializers.CharField(
        max_length=12, required=False, help_text="Given by us when left out; keep it on changes."
    )
    label = serializers.CharField(max_length=120)
    hint = serializers.CharField(max_length=120, required=False, allow_blank=True)
    kind = serializers.ChoiceField(choices=KINDS, default="text")
    options = serializers.ListField(child=serializers.CharField(max_length=60), max_length=12, required=False)
    required = serializers.BooleanField(default=True)


class SettingsShape(serializers.Serializer):
    """What only its managers see."""

    listed_publicly = serializers.BooleanField()
    members_visible = serializers.BooleanField()
    members_invite = serializers.BooleanField(help_text="Members may invite others, as members.")
    size_limit = serializers.IntegerField(allow_null=True)
    return_policy = serializers.CharField(help_text="After a removal: `wait` some days, or `apply` only.")
    return_days = serializers.IntegerField(help_text="Days between a removal and coming back.")
    when_full = serializers.CharField(help_text="`wait` (in line) or `sibling` (a second group opens)")
    refusals = serializers.ListField(
        child=serializers.CharField(), help_text="Ready reasons for declining; empty: those every group starts with."
    )
    welcome = serializers.CharField()
    goal = serializers.CharField()
    version = serializers.IntegerField(help_text="Send it back with a change to be told when someone else was faster.")


class SpaceOut(serializers.Serializer):
    """What anyone sees who may know of the space."""

    id = serializers.CharField(source="public_id", help_text="Public id, 12 characters.")
    kind = serializers.CharField(help_text="`community` or `group`")
    slug = serializers.CharField()
    name = serializers.CharField()
    tagline = serializers.CharField()
    about = serializers.CharField()
    rules = serializers.CharField(help_text="One per line.")
    rules_version = serializers.IntegerField()
    offers = OfferShape(many=True)
    questions = QuestionShape(many=True, help_text="To answer when applying.")
    cover_url = serializers.CharField(help_text="Path, or empty.")
    visibility = serializers.CharField(help_text="`public`, `brand`, `listed` or `secret`")
    join_policy = serializers.CharField(help_text="`open`, `apply` or `invite`")
    posting_policy = serializers.CharField(help_text="`members`, `review` or `staff`")
    member_count = serializers.IntegerField()
    is_full = serializers.BooleanField()
    by_member = serializers.BooleanField(help_text="Whether a member started it, and not the brand.")
    archived_at = serializers.DateTimeField(allow_null=True)
    created_at = serializers.DateTimeField()
    url = serializers.SerializerMethodField(help_text="Path of its page.")
    belongs = serializers.SerializerMethodField(help_text="Whether you are a member.")
    post_count = serializers.SerializerMethodField(help_text="Null unless you may read inside.")
    settings = serializers.SerializerMethodField(help_text="Null unless you may change them.")

    def get_url(self, space: Space) -> str:
        return home_url(space)

    def get_belongs(self, space: Space) -> bool:
        return bool(self.context["viewer"].belongs_to(space))

    def get_post_count(self, space: Space) -> int | None:
        return space.post_count if can_read_space(self.context["viewer"], space) else None

    @extend_schema_field(SettingsShape(allow_null=True))
    def get_settings(self, space: Space) -> dict[str, Any] | None:
        may = can_manage_space(self.context["viewer"], space)
        return dict(SettingsShape(space).data) if may else None


class SpaceChange(serializers.Serializer):
    """Every field may be left out; lists replace what was there."""

    name = serializers.CharField(max_length=40, required=False)
    tagline = serializers.CharField(max_length=120, allow_blank=True, required=False)
    about = serializers.CharField(max_length=2000, allow_blank=True, required=False)
    rules = serializers.CharField(max_length=4000, allow_blank=True, required=False, help_text="One per line.")
    welcome = serializers.CharField(max_length=1000, allow_blank=True, required=False)
    goal = serializers.CharField(max_length=200, allow_blank=True, required=False)
    offers = OfferShape(many=True, required=False)
    questions = QuestionShape(many=True, required=False)
    cover = serializers.FileField(required=False, help_text="A picture, as multipart/form-data; encoded anew.")
    visibility = serializers.ChoiceField(choices=Visibility.choices, required=False)
    listed_publicly = serializers.BooleanField(required=False)
    join_policy = serializers.ChoiceField(choices=JoinPolicy.choices, required=False)
    posting_policy = serializers.ChoiceField(choices=PostingPolicy.choices, required=False)
    members_visible = serializers.BooleanField(required=False)
    members_invite = serializers.BooleanField(
        required=False, help_text="Whether members may invite others, as members."
    )
    size_limit = serializers.IntegerField(min_value=1, max_value=1_000_000, allow_null=True, required=False)
    return_policy = serializers.ChoiceField(choices=ReturnPolicy.choices, required=False)
    return_days = serializers.IntegerField(min_value=0, max_value=3650, required=False)
    when_full = serializers.ChoiceField(
        choices=WhenFull.choices,
        required=False,
        help_text="What becomes of applicants at the size limit: they wait in line, or a sibling group opens.",
    )
    refusals = serializers.ListField(
        child=serializers.CharField(max_length=300, allow_blank=True),
        max_length=8,
        required=False,
        help_text="Ready reasons for declining an application.",
    )
    version = serializers.IntegerField(required=False, help_text="The version that you changed: 409 if it moved on.")


class SpaceIn(SpaceChange):
    name = serializers.CharField(max_length=40)
    slug = serializers.CharField(max_length=40, required=False, help_text="Left out: made from the name.")
    version = None  # type: ignore[assignment]
