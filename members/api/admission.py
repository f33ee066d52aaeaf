"""REST over the rules by which a group admits."""

from typing import Any

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from brands.endpoint import Endpoint
from core.api.input import checked
from core.decisions import ensure
from members import queries
from members.actions import add_rule, change_rule, order_rules, remove_rule
from members.actions.admission import MAX_RULES
from members.api.serializers import SpaceRef
from members.api.views import signed_in
from members.conditions import HOWS, MAX_CONDITIONS, WHATS
from members.models import AdmissionRule
from members.models.admission_rule import Outcome
from members.rules import can_set_admission, can_try_rules
from spaces.models import Space
from spaces.queries import get_space

SPACE = OpenApiParameter("space", str, required=True, description="Public id of the space.")


class ConditionShape(serializers.Serializer):
    """One comparison; a rule fits when all of its conditions hold."""

    what = serializers.ChoiceField(choices=[(one, one) for one in WHATS])
    how = serializers.ChoiceField(
        choices=[(one, one) for one in HOWS],
        help_text="`contains` and `lacks` for text answers, `at_least` and `under` for `age`, else `is` and `is_not`.",
    )
    subject = serializers.CharField(
        max_length=20,
        required=False,
        allow_blank=True,
        help_text="Key of the question, or public id of the tag or space. Empty for `region` and `age`.",
    )
    value = serializers.JSONField(
        required=False,
        help_text="Text of up to 200 characters, an option of the question, or for `age` days from 1 to 3650.",
    )


class AdmissionRuleShape(serializers.ModelSerializer):
    """`is_sound` is false when it asks about something that is gone: it and the rules after it decide nothing then."""

    id = serializers.CharField(source="public_id")
    space = SpaceRef()
    conditions = ConditionShape(many=True)
    is_sound = serializers.SerializerMethodField()

    class Meta:
        model = AdmissionRule
        fields = ["id", "space", "position", "name", "outcome", "conditions", "reason", "is_on", "is_sound"]

    def get_is_sound(self, rule: AdmissionRule) -> bool:
        return queries.is_askable(rule, self.context["ground"])


class AdmissionRuleChange(serializers.Serializer):
    """What is left out stays."""

    name = serializers.CharField(max_length=60, required=False, help_text="For admins; applicants do not read it.")
    outcome = serializers.ChoiceField(choices=Outcome.choices, required=False)
    conditions = ConditionShape(many=True, required=False, max_length=MAX_CONDITIONS)
    reason = serializers.CharField(
        max_length=500, required=False, allow_blank=True, help_text="Needed for declining; the applicant reads it."
    )
    is_on = serializers.BooleanField(required=False)


class AdmissionRuleIn(AdmissionRuleChange):
    space = serializers.CharField(max_length=12, help_text="Public id.")
    name = serializers.CharField(max_length=60)
    outcome = serializers.ChoiceField(choices=Outcome.choices)
    conditions = ConditionShape(many=True, max_length=MAX_CONDITIONS)


class RuleOrder(serializers.Serializer):
    space = serializers.CharField(max_length=12, help_text="Public id.")
    ids = serializers.ListField(
        child=serializers.CharField(max_length=12),
        max_length=MAX_RULES,
        help_text="All rules of the space in their new order.",
    )


class TrialShape(serializers.Serializer):
    """What the rules as they are now would have done with one application."""

    application = serializers.CharField(source="application.public_id")
    state = serializers.CharField(source="application.state", help_text="How it stands in fact.")
    outcome = serializers.CharField(
        source="verdict.rule.outcome", default=None, allow_null=True, help_text="Null: it would have waited."
    )
    rule = serializers.CharField(source="verdict.rule.public_id", default=None, allow_null=True)
    broken = serializers.CharField(
        source="verdict.broken.public_id", default=None, allow_null=True, help_text="A rule that cannot be asked."
    )


class AdmissionEndpoint(Endpoint):
    scopes = ("groups:read", "brand:write")

    def space(self, request: Request, public_id: str) -> Space:
        space = get_space(request.viewer, public_id)
        ensure(can_set_admission(request.viewer, space))
        return space

    def shown(self, request: Request, rules: Any, space: Space, *, code: int = 200) -> Response:
        context = {"ground": queries.ground_for(request.viewer, space)}
        many = not isinstance(rules, AdmissionRule)
        return Response(AdmissionRuleShape(rules, many=many, context=context).data, status=code)


class AdmissionRules(AdmissionEndpoint):
    @extend_schema(
        tags=["admission"],
        summary="Rules by which a group admits, in their order",
        parameters=[SPACE],
        responses=AdmissionRuleShape(many=True),
    )
    def get(self, request: Request) -> Response:
        signed_in(request)
        space = self.space(request, request.query_params.get("space", ""))
        return self.shown(request, queries.rules_of(space).select_related("space"), space)

    @extend_schema(
        tags=["admission"], summary="Add a rule", request=AdmissionRuleIn, responses={201: AdmissionRuleShape}
    )
    def post(self, request: Request) -> Response:
        signed_in(request)
        given = checked(AdmissionRuleIn, request.data)
        space = self.space(request, given.pop("space"))
        return self.shown(request, add_rule(request.viewer, space, **_plain(given)), space, code=201)


class OneAdmissionRule(AdmissionEndpoint):
    @extend_schema(tags=["admission"], summary="One rule", responses=AdmissionRuleShape)
    def get(self, request: Request, rule: str) -> Response:
        found = queries.get_rule(request.viewer, rule)
        return self.shown(request, found, found.space)

    @extend_schema(
        tags=["admission"], summary="Change a rule", request=AdmissionRuleChange, responses=AdmissionRuleShape
    )
    def patch(self, request: Request, rule: str) -> Response:
        found = queries.get_rule(request.viewer, rule)
        changed = change_rule(request.viewer, found, **_plain(checked(AdmissionRuleChange, request.data)))
        return self.shown(request, changed, changed.space)

    @extend_schema(tags=["admission"], summary="Remove a rule; what it decided stays", responses={204: None})
    def delete(self, request: Request, rule: str) -> Response:
        remove_rule(request.viewer, queries.get_rule(request.viewer, rule))
        return Response(status=204)


class AdmissionRuleOrder(AdmissionEndpoint):
    @extend_schema(
        tags=["admission"], summary="Put the rules in order", request=RuleOrder, responses=AdmissionRuleShape(many=True)
    )
    def post(self, request: Request) -> Response:
        signed_in(request)
        given = checked(RuleOrder, request.data)
        space = self.space(request, given["space"])
        order_rules(request.viewer, space, given["ids"])
        return self.shown(request, queries.rules_of(space).select_related("space"), space)


class AdmissionTrial(AdmissionEndpoint):
    @extend_schema(
        operation_id="admission_rules_trial",
        tags=["admission"],
        summary="What the rules would have done with the last 50 applications",
        parameters=[SPACE],
        responses=TrialShape(many=True),
    )
    def get(self, request: Request) -> Response:
        signed_in(request)
        space = self.space(request, request.query_params.get("space", ""))
        ensure(can_try_rules(request.viewer, space, queries.knows_all_asked(request.viewer, space)))
        return Response(TrialShape(queries.trial_of(space), many=True).data)


def _plain(given: dict[str, Any]) -> dict[str, Any]:
    """Nested rows as plain dicts: they are stored as JSON."""
    if "conditions" in given:
        given = {**given, "conditions": [dict(one) for one in given["conditions"]]}
    return given
