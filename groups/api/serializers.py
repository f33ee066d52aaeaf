"""What an application to a group takes."""

from rest_framework import serializers


class ApplyRequest(serializers.Serializer):
    answers = serializers.DictField(
        child=serializers.JSONField(),
        required=False,
        help_text="`{question key: answer}`: text, one option, a list of options, or true for a consent.",
    )


class SentApplication(serializers.Serializer):
    """The rest is at `applications/{id}/`."""

    id = serializers.CharField(source="public_id")
    state = serializers.CharField(help_text="`waiting`.")
    created_at = serializers.DateTimeField()
