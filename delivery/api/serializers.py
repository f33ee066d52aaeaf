"""Shapes of the inbox and of what reaches one."""

from typing import Any

from rest_framework import serializers


class NoticeShape(serializers.Serializer):
    """One line of the inbox in the reader's language. Words are empty when the reader may no longer see its subject."""

    id = serializers.CharField(source="delivery.public_id")
    notice = serializers.CharField(source="delivery.message.notice", help_text="A word for machines.")
    title = serializers.SerializerMethodField()
    body = serializers.SerializerMethodField()
    path = serializers.SerializerMethodField(help_text="Where it leads, from the brand's root.")
    is_available = serializers.SerializerMethodField(
        help_text="False when the subject is gone or closed to the reader."
    )
    created_at = serializers.DateTimeField(source="delivery.created_at")
    read_at = serializers.DateTimeField(source="delivery.read_at", allow_null=True)

    def get_title(self, one: Any) -> str:
        return one.shown.title if one.shown else ""

    def get_body(self, one: Any) -> str:
        return one.shown.body if one.shown else ""

    def get_path(self, one: Any) -> str:
        return one.shown.path if one.shown else ""

    def get_is_available(self, one: Any) -> bool:
        return one.shown is not None


class SwitchShape(serializers.Serializer):
    kind = serializers.CharField(help_text="Kind of notice.")
    label = serializers.CharField(read_only=True)
    channel = serializers.ChoiceField(choices=["inbox", "email"])
    is_on = serializers.BooleanField()


class SwitchesChange(serializers.Serializer):
    switches = SwitchShape(many=True, help_text="Only those that change.")
