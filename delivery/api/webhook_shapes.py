"""Shapes of webhooks: how they are set up, their log, and what they say."""

from typing import ClassVar

from rest_framework import serializers

from delivery.models import EndpointState, SendState, WebhookDelivery, WebhookEndpoint
from delivery.queries import spaces_told_of

VERBS = "Names such as `membership.joined`, or `membership.*` for whatever of a kind there is and will be."
SPACES = "Public ids; null is every space, also those that open later."


class WebhookShape(serializers.ModelSerializer):
    id = serializers.CharField(source="public_id", read_only=True)
    verbs = serializers.ListField(child=serializers.CharField(), read_only=True, help_text=VERBS)
    spaces = serializers.SerializerMethodField(help_text=f"{SPACES} What the caller may not know of is left out.")
    state = serializers.ChoiceField(
        choices=EndpointState.choices, read_only=True, help_text="`off`: switched off after failing, see `off_because`."
    )
    off_because = serializers.CharField(read_only=True, help_text="`gone` (410), `failing` (for days), or empty.")
    failing_since = serializers.DateTimeField(
        read_only=True, allow_null=True, help_text="The first failure since the last success."
    )
    old_secret_until = serializers.DateTimeField(
        read_only=True, allow_null=True, help_text="Until then the secret before the last change signs as well."
    )

    class Meta:
        model = WebhookEndpoint
        fields: ClassVar = [
            "id", "label", "url", "verbs", "spaces", "state", "off_because", "failing_since", "old_secret_until",
            "created_at",
        ]  # fmt: skip
        read_only_fields = fields

    def get_spaces(self, one: WebhookEndpoint) -> list[str] | None:
        told = spaces_told_of(self.context["viewer"], one, self.context["spaces"])
        return None if told is None else [space.public_id for space in told]


class WebhookWithSecret(WebhookShape):
    secret = serializers.CharField(read_only=True, help_text="`whsec_…`. Shown in this answer only: keep it now.")

    class Meta(WebhookShape.Meta):
        fields: ClassVar = [*WebhookShape.Meta.fields, "secret"]
        read_only_fields = fields


class WebhookIn(serializers.Serializer):
    label = serializers.CharField(max_length=60, help_text="What it is for.")
    url = serializers.CharField(max_length=2000, help_text="https, a public server, port 443 or 8443.")
    verbs = serializers.ListField(child=serializers.CharField(max_length=48), max_length=100, help_text=VERBS)
    spaces = serializers.ListField(
        child=serializers.CharField(max_length=12),
        max_length=200,
        required=False,
        allow_null=True,
        default=None,
        help_text=SPACES,
    )


class WebhookChange(serializers.Serializer):
    """What is not sent stays."""

    label = serializers.CharField(max_length=60, required=False)
    url = serializers.CharField(max_length=2000, required=False, help_text="https, public, port 443 or 8443.")
    verbs = serializers.ListField(
        child=serializers.CharField(max_length=48), max_length=100, required=False, help_text=VERBS
    )
    spaces = serializers.ListField(
        child=serializers.CharField(max_length=12), max_length=200, required=False, allow_null=True, help_text=SPACES
    )


class WebhookDeliveryShape(serializers.ModelSerializer):
    id = serializers.CharField(source="public_id", read_only=True)
    webhook_id = serializers.CharField(source="message_id", read_only=True, help_text="The header of that name.")
    type = serializers.CharField(source="name", read_only=True, help_text="Such as `membership.joined`.")
    space = serializers.CharField(source="space.public_id", read_only=True, allow_null=True, default=None)
    state = serializers.ChoiceField(choices=SendState.choices, read_only=True)
    attempts = serializers.IntegerField(read_only=True, help_text="Made so far, ten at most.")
    status = serializers.IntegerField(read_only=True, allow_null=True, help_text="HTTP status of the last answer.")
    milliseconds = serializers.IntegerField(read_only=True, allow_null=True, help_text="How long that took.")
    error = serializers.CharField(
        read_only=True, help_text="Why there was no answer: `timeout`, `tls`, `name_not_found`, `address_refused` …"
    )
    next_at = serializers.DateTimeField(
        read_only=True, allow_null=True, help_text="When it is tried next; null when it is not."
    )

    class Meta:
        model = WebhookDelivery
        fields: ClassVar = [
            "id", "webhook_id", "type", "space", "state", "attempts", "status", "milliseconds", "error", "next_at",
            "created_at", "done_at",
        ]  # fmt: skip
        read_only_fields = fields
