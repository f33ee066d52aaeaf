"""Shapes of applications and of what is decided on them."""

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from members.actions.bulk import MOST_AT_ONCE
from members.api.serializers import PersonRef, SpaceRef
from members.models import Application
from members.models.application import ApplicationState
from members.queries import follow_ups_of, place_in_line


class Answer(serializers.Serializer):
    """The question as it was asked, with the answer: text, one option, a list of options, or true/false."""

    key = serializers.CharField()
    label = serializers.CharField()
    kind = serializers.ChoiceField(choices=["text", "choice", "choices", "consent"])
    answer = serializers.JSONField()


class FollowUpShape(serializers.Serializer):
    """What was asked back. The answer is empty and `answered_at` null until the applicant answers."""

    question = serializers.CharField()
    asked_by = PersonRef(allow_null=True)
    asked_at = serializers.DateTimeField()
    answer = serializers.CharField()
    answered_at = serializers.DateTimeField(allow_null=True)


class ApplicationShape(serializers.ModelSerializer):
    id = serializers.CharField(source="public_id", read_only=True)
    space = SpaceRef(read_only=True)
    moved_from = SpaceRef(read_only=True, allow_null=True, help_text="The full group that it was sent to, or null.")
    member = PersonRef(read_only=True)
    answers = Answer(many=True, read_only=True)
    decided_by = PersonRef(read_only=True, allow_null=True)
    state = serializers.ChoiceField(choices=ApplicationState.choices, read_only=True)
    rule = serializers.SerializerMethodField(
        help_text="Name of the admission rule that decided, or empty; always empty for who may not decide."
    )

    class Meta:
        model = Application
        fields = [
            "id",
            "space",
            "moved_from",
            "member",
            "state",
            "answers",
            "reason",
            "created_at",
            "decided_by",
            "decided_at",
            "rule",
        ]
        read_only_fields = ["reason", "created_at", "decided_at"]

    def get_rule(self, application: Application) -> str:
        return application.rule_name if self.context["viewer"].can("member.admit", application.space) else ""


class OneApplication(ApplicationShape):
    """With what a list leaves out."""

    follow_ups = serializers.SerializerMethodField(help_text="What was asked back, the oldest first.")
    place_in_line = serializers.SerializerMethodField(
        help_text="From 1, while the group is full; null when nobody has to wait for a place."
    )

    class Meta(ApplicationShape.Meta):
        fields = [*ApplicationShape.Meta.fields, "follow_ups", "place_in_line"]

    @extend_schema_field(FollowUpShape(many=True))
    def get_follow_ups(self, application: Application) -> list[dict]:
        return FollowUpShape(follow_ups_of(application), many=True).data  # type: ignore[return-value]

    def get_place_in_line(self, application: Application) -> int | None:
        return place_in_line(application)


class Refusal(serializers.Serializer):
    reason = serializers.CharField(max_length=500, help_text="Reaches the applicant.")


class Question(serializers.Serializer):
    question = serializers.CharField(max_length=500, help_text="Reaches the applicant, who answers.")


class Reply(serializers.Serializer):
    answer = serializers.CharField(max_length=1000)


class ManyDecisions(serializers.Serializer):
    ids = serializers.ListField(
        child=serializers.CharField(max_length=12),
        min_length=1,
        max_length=MOST_AT_ONCE,
        help_text="Public ids of applications, at most 200.",
    )
    decision = serializers.ChoiceField(choices=[("approve", "approve"), ("decline", "decline")])
    reason = serializers.CharField(
        max_length=500, required=False, allow_blank=True, help_text="Needed for declining; each applicant reads it."
    )


class DecisionResult(serializers.Serializer):
    """One of many. Deciding the same again changes nothing and is no error."""

    id = serializers.CharField(source="public_id")
    state = serializers.CharField(
        source="application.state", default=None, allow_null=True, help_text="How it stands now; null when not found."
    )
    changed = serializers.BooleanField(help_text="Whether this call decided it.")
    code = serializers.CharField(help_text="Empty, or why not: `already_decided`, `not_found`, `not_allowed`, …")
    message = serializers.CharField(help_text="The same as a sentence.")


class DecisionResults(serializers.Serializer):
    """In the order of the ids that were sent."""

    decided = serializers.IntegerField(help_text="How many are as they were asked to be.")
    failed = serializers.IntegerField()
    results = DecisionResult(many=True)
