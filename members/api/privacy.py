"""REST over one's own data: what is held, what one decided, downloads, and being forgotten."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from brands.endpoint import Endpoint
from brands.links import brand_url
from core.decisions import ensure
from core.errors import NotVisible
from members.actions import (
    answer_consents,
    request_erasure,
    request_export,
    set_personal_targeting,
    withdraw_erasure,
)
from members.api.proving import prove
from members.models import DataRequest
from members.models.consent import ConsentSource
from members.models.data_request import RequestKind, RequestScope, RequestState
from members.queries.consents import asked_of
from members.queries.data_requests import get_data_request, own_requests
from members.queries.privacy import profile_of, segments_of, standings_shown, tags_of
from members.rules import can_answer_consents, can_request_data


class ConsentShape(serializers.Serializer):
    purpose = serializers.CharField(source="purpose.name", help_text="A word for machines, such as news.")
    label = serializers.CharField(source="purpose.label")
    text = serializers.CharField(source="text.body", help_text="What is asked, in the brand's words.")
    version = serializers.IntegerField(source="text.version", help_text="Of the words in force.")
    is_given = serializers.BooleanField(help_text="True only for the version in force.")


class OwnStandingShape(serializers.Serializer):
    space = serializers.CharField(source="place", help_text="Its name, or “private group” once you may not know it.")
    state = serializers.CharField(source="membership.state")
    role = serializers.CharField(source="membership.role")
    joined_at = serializers.DateTimeField(source="membership.joined_at")
    ended_at = serializers.DateTimeField(source="membership.ended_at", allow_null=True)


class TagOnMe(serializers.Serializer):
    name = serializers.CharField()
    why = serializers.CharField(allow_blank=True)
    given_by = serializers.CharField(help_text="Who set it, or what did.")
    given_at = serializers.DateTimeField()


class SegmentOfMine(serializers.Serializer):
    name = serializers.CharField()
    why = serializers.CharField(allow_blank=True, help_text="What the segment asks, as a sentence.")


class PrivacyShape(serializers.Serializer):
    """What the brand knows about the caller."""

    profile = serializers.DictField(help_text="Every column of the record, by name.", allow_null=True)
    spaces = OwnStandingShape(many=True)
    tags = TagOnMe(many=True)
    segments = SegmentOfMine(many=True)
    consents = ConsentShape(many=True)
    personal_targeting = serializers.BooleanField(help_text="False: in no segment that looks at behaviour.")


class ConsentAnswer(serializers.Serializer):
    purpose = serializers.CharField(max_length=32)
    is_given = serializers.BooleanField()


class PrivacyChange(serializers.Serializer):
    personal_targeting = serializers.BooleanField(required=False)
    consents = ConsentAnswer(many=True, required=False, help_text="Only those that change.", max_length=20)


class DataRequestShape(serializers.ModelSerializer):
    id = serializers.CharField(source="public_id")
    state = serializers.ChoiceField(choices=RequestState.choices)
    starts_at = serializers.DateTimeField(source="due_at", help_text="UTC. Deletion can be taken back until then.")
    download_path = serializers.SerializerMethodField(
        help_text="A page that asks for the password again; empty while there is nothing to download."
    )

    class Meta:
        model = DataRequest
        fields = [
            "id",
            "kind",
            "scope",
            "state",
            "keep_posts",
            "steps_done",
            "steps_total",
            "requested_at",
            "starts_at",
            "finished_at",
            "expires_at",
            "size",
            "download_path",
        ]

    def get_download_path(self, one: DataRequest) -> str:
        return brand_url("members:export_file", request_id=one.public_id) if one.can_be_fetched else ""


class ExportOrder(serializers.Serializer):
    scope = serializers.ChoiceField(choices=RequestScope.choices, default=RequestScope.BRAND)


class ErasureOrder(serializers.Serializer):
    scope = serializers.ChoiceField(choices=RequestScope.choices, default=RequestScope.BRAND)
    keep_posts = serializers.BooleanField(default=False, help_text="Published posts stay, without a name.")
    password = serializers.CharField(max_length=200, write_only=True, help_text="The caller's own, to be sure.")


class OwnEndpoint(Endpoint):
    """One's own data only: whoever is signed in, whatever their standing."""

    scopes = ("members:read", "members:write")
    open_to_banned = True

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        ensure(can_request_data(request.viewer))


class Privacy(OwnEndpoint):
    @extend_schema(tags=["me"], summary="What this brand knows about me", responses=PrivacyShape)
    def get(self, request: Request) -> Response:
        return Response(self._shown(request.viewer))

    @extend_schema(
        tags=["me"],
        summary="Give or take back consents, object to targeting",
        request=PrivacyChange,
        responses=PrivacyShape,
    )
    def patch(self, request: Request) -> Response:
        ensure(can_answer_consents(request.viewer))
        change = PrivacyChange(data=request.data)
        change.is_valid(raise_exception=True)
        given = change.validated_data
        answers = {one["purpose"]: one["is_given"] for one in given.get("consents", [])}
        answer_consents(request.viewer, answers, source=ConsentSource.API)
        if "personal_targeting" in given:
            set_personal_targeting(request.viewer, allowed=given["personal_targeting"])
        return Response(self._shown(request.viewer))

    def _shown(self, viewer: Any) -> Any:
        member = viewer.record
        held = {
            "profile": profile_of(member) if member else None,
            "spaces": standings_shown(viewer) if member else [],
            "tags": tags_of(member) if member else [],
            "segments": segments_of(viewer) if member else [],
            "consents": asked_of(member),
            "personal_targeting": member is None or member.personal_targeting_objected_at is None,
        }
        return PrivacyShape(held).data


class Exports(OwnEndpoint):
    @extend_schema(tags=["me"], summary="My downloads", responses=DataRequestShape(many=True))
    def get(self, request: Request) -> Response:
        return Response(DataRequestShape(_own(request, RequestKind.EXPORT), many=True).data)

    @extend_schema(tags=["me"], summary="Put my data together", request=ExportOrder, responses={202: DataRequestShape})
    def post(self, request: Request) -> Response:
        order = ExportOrder(data=request.data)
        order.is_valid(raise_exception=True)
        made = request_export(request.viewer, scope=order.validated_data["scope"])
        return Response(DataRequestShape(made).data, status=202)


class Export(OwnEndpoint):
    @extend_schema(tags=["me"], summary="How far a download is", responses=DataRequestShape)
    def get(self, request: Request, request_id: str) -> Response:
        found = get_data_request(request.viewer, request_id)
        if found.account_id != request.viewer.account_id:
            raise NotVisible
        return Response(DataRequestShape(found).data)


class Erasures(OwnEndpoint):
    @extend_schema(tags=["me"], summary="My requests to be forgotten", responses=DataRequestShape(many=True))
    def get(self, request: Request) -> Response:
        return Response(DataRequestShape(_own(request, RequestKind.ERASURE), many=True).data)

    @extend_schema(
        tags=["me"],
        summary="Ask to be forgotten; it begins after 48 hours",
        request=ErasureOrder,
        responses={202: DataRequestShape},
    )
    def post(self, request: Request) -> Response:
        order = ErasureOrder(data=request.data)
        order.is_valid(raise_exception=True)
        given = order.validated_data
        prove(request, given["password"])
        made = request_erasure(request.viewer, scope=given["scope"], keep_posts=given["keep_posts"])
        return Response(DataRequestShape(made).data, status=202)


class Erasure(OwnEndpoint):
    @extend_schema(tags=["me"], summary="Take it back", responses={204: None})
    def delete(self, request: Request, request_id: str) -> Response:
        withdraw_erasure(request.viewer, get_data_request(request.viewer, request_id))
        return Response(status=204)


def _own(request: Request, kind: str) -> list[DataRequest]:
    return [one for one in own_requests(request.viewer) if one.kind == kind]
