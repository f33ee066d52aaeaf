"""REST over segments: save, count, look inside."""

from typing import Any

from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiExample, OpenApiParameter, extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from core.api.input import checked as checked_shape
from core.api.pagination import NewestFirst, paged
from core.decisions import ensure
from core.errors import Invalid
from members import queries, rules
from members.actions import archive_segment, change_segment, restore_segment, save_segment
from members.actions.segments import known
from members.api.serializers import PersonRef
from members.api.views import PeopleEndpoint
from members.models import Segment
from members.segments.check import checked
from members.segments.schema import RULE_SCHEMA

EXAMPLE = OpenApiExample(
    "Commented three times in a month, and not a VIP yet",
    value={
        "name": "老面孔",
        "rule": {
            "match": "all",
            "not": False,
            "rules": [
                {"field": "did", "verb": "comment.published", "times": 3, "days": 30},
                {"field": "vip_tier", "tiers": [0]},
            ],
        },
    },
    request_only=True,
)


@extend_schema_field(RULE_SCHEMA)
class RuleField(serializers.JSONField):
    """Checked by `members.segments.check`, which says the path to each fault."""


class SegmentShape(serializers.ModelSerializer):
    id = serializers.CharField(source="public_id", read_only=True)
    rule = RuleField(read_only=True)
    archived = serializers.BooleanField(source="is_archived", read_only=True)

    class Meta:
        model = Segment
        fields = ["id", "name", "rule", "is_open", "version", "created_at", "changed_at", "archived"]
        read_only_fields = fields


class SegmentInput(serializers.Serializer):
    name = serializers.CharField(max_length=60, help_text="Taken once among segments in use.")
    rule = RuleField(help_text="The question.")
    is_open = serializers.BooleanField(required=False, help_text="Admins of groups may invite its people.")


class SegmentChange(serializers.Serializer):
    """All optional; what is absent stays."""

    name = serializers.CharField(max_length=60, required=False)
    rule = RuleField(required=False)
    is_open = serializers.BooleanField(required=False)
    version = serializers.IntegerField(
        required=False, min_value=1, max_value=2_000_000_000, help_text="The version that you saw; 409 if it moved."
    )


class RuleInput(serializers.Serializer):
    rule = RuleField(help_text="Nothing is stored.")


class CountShape(serializers.Serializer):
    """`exact` is null for whoever may not see contact data; then `about` is a multiple of ten."""

    exact = serializers.IntegerField(allow_null=True, help_text="People in it now.")
    about = serializers.IntegerField(help_text="Rounded to a ten at random, the same for the same question.")
    is_few = serializers.BooleanField(help_text="Too few to say: fewer than `about` + 10.")
    meaning = serializers.CharField(help_text="The question as a sentence, in the reader's language.")
    sample = PersonRef(many=True, help_text="The newest few; empty for whoever may not see names.")


class SegmentList(PeopleEndpoint):
    pagination_class = NewestFirst

    @extend_schema(
        tags=["segments"],
        summary="Segments",
        parameters=[OpenApiParameter("state", str, enum=["used", "archived"])],
        responses=SegmentShape(many=True),
    )
    def get(self, request: Request) -> Response:
        state = request.query_params.get("state", "used")
        if state not in ("used", "archived"):
            raise Invalid.field("state", _("Choose one of the options."), "bad_choice")
        ensure(rules.can_open_segments(request.viewer))
        return paged(self, queries.segments_for(request.viewer, archived=state == "archived"), SegmentShape)

    @extend_schema(
        tags=["segments"],
        summary="Save a segment",
        description="A fault of the rule is named by its path, such as `rule.rules.2.days`.",
        request=SegmentInput,
        responses={201: SegmentShape},
        examples=[EXAMPLE],
    )
    def post(self, request: Request) -> Response:
        segment = save_segment(request.viewer, **checked_shape(SegmentInput, request.data))
        return Response(SegmentShape(segment).data, status=201)


class SegmentDetail(PeopleEndpoint):
    @extend_schema(tags=["segments"], summary="One segment", responses=SegmentShape)
    def get(self, request: Request, segment: str) -> Response:
        ensure(rules.can_open_segments(request.viewer))
        return Response(SegmentShape(queries.get_segment(request.viewer, segment)).data)

    @extend_schema(tags=["segments"], summary="Change a segment", request=SegmentChange, responses=SegmentShape)
    def patch(self, request: Request, segment: str) -> Response:
        found = queries.get_segment(request.viewer, segment)
        ensure(rules.can_change_segment(request.viewer, found))
        changed = change_segment(request.viewer, found, **checked_shape(SegmentChange, request.data))
        return Response(SegmentShape(changed).data)


class SegmentArchive(PeopleEndpoint):
    @extend_schema(tags=["segments"], summary="Take it out of the lists", request=None, responses=SegmentShape)
    def post(self, request: Request, segment: str) -> Response:
        found = queries.get_segment(request.viewer, segment)
        return Response(SegmentShape(archive_segment(request.viewer, found)).data)


class SegmentRestore(PeopleEndpoint):
    @extend_schema(tags=["segments"], summary="Put it back", request=None, responses=SegmentShape)
    def post(self, request: Request, segment: str) -> Response:
        found = queries.get_segment(request.viewer, segment)
        return Response(SegmentShape(restore_segment(request.viewer, found)).data)


def _count(request: Request, rule: Any) -> Response:
    count = queries.count_of(request.viewer, rule)
    told = {
        "exact": count.exact,
        "about": count.about,
        "is_few": count.is_few,
        "meaning": queries.sentences([rule])[0],
        "sample": queries.sample_of(request.viewer, rule, count),
    }
    return Response(CountShape(told).data)


class SegmentCount(PeopleEndpoint):
    @extend_schema(tags=["segments"], summary="How many are in it now", responses=CountShape)
    def get(self, request: Request, segment: str) -> Response:
        ensure(rules.can_open_segments(request.viewer))
        return _count(request, queries.get_segment(request.viewer, segment).rule)


class SegmentTry(PeopleEndpoint):
    @extend_schema(tags=["segments"], summary="Count without saving", request=RuleInput, responses=CountShape)
    def post(self, request: Request) -> Response:
        ensure(rules.can_manage_segments(request.viewer))
        given = checked_shape(RuleInput, request.data)
        return _count(request, known(request.viewer, checked(given["rule"])))


class SegmentMembers(PeopleEndpoint):
    pagination_class = NewestFirst

    @extend_schema(
        tags=["segments"],
        summary="Who is in it now",
        description="Needs the power to see everyone; a question about birthdays also that to see contact data, and so "
        "does a segment of fewer than about 20 people.",
        responses=PersonRef(many=True),
    )
    def get(self, request: Request, segment: str) -> Response:
        ensure(rules.can_open_segments(request.viewer))
        found = queries.get_segment(request.viewer, segment)
        return paged(self, queries.people_told(request.viewer, found), PersonRef)
