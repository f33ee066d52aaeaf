"""REST over the people of a brand: the list, one record, the tags of one, the spreadsheet."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django.http import HttpResponseBase
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from brands.endpoint import Endpoint
from core.api.pagination import NewestFirst
from core.decisions import ensure
from members.actions import note_contact_look, tag_member, untag_member, update_record
from members.api import record_shapes as shapes
from members.models import BrandMember
from members.models.tag import GivenBy
from members.queries import get_person, get_tag, people_for
from members.queries.columns import COLUMNS, chosen_columns, dress
from members.rules import can_export_members, can_see_brand_members, can_see_contact, can_see_record, can_tag_members
from members.spreadsheet import spreadsheet


class RecordEndpoint(Endpoint):
    scopes: ClassVar = ("members:read", "members:write")


def shown(viewer: Any, found: Sequence[BrandMember]) -> Any:
    """The records, with contact data where the caller has the power; then the look is recorded."""
    contact = bool(can_see_contact(viewer))
    if contact and found:
        note_contact_look(viewer, found[0] if len(found) == 1 else None, count=len(found))
    return shapes.PersonShape(dress(viewer, found), many=True, context={"contact": contact}).data


class PeopleList(RecordEndpoint):
    pagination_class = NewestFirst

    @extend_schema(
        tags=["members"],
        summary="People of the brand",
        parameters=[shapes.PeopleQuery],
        responses=shapes.PersonShape(many=True),
    )
    def get(self, request: Request) -> Response:
        viewer = request.viewer
        ensure(can_see_brand_members(viewer))
        asked = shapes.PeopleQuery(data=request.query_params)
        asked.is_valid(raise_exception=True)
        pages = self.pagination_class()
        found = people_for(viewer, asked.wanted(viewer)).select_related("account")
        page: list[Any] = pages.paginate_queryset(found, request, view=self) or []
        return pages.get_paginated_response(shown(viewer, page))


class PersonDetail(RecordEndpoint):
    @extend_schema(tags=["members"], summary="One person's record", responses=shapes.PersonShape)
    def get(self, request: Request, member: str) -> Response:
        return Response(shown(request.viewer, [_found(request, member)])[0])

    @extend_schema(
        tags=["members"], summary="Change a record", request=shapes.RecordChange, responses=shapes.PersonShape
    )
    def patch(self, request: Request, member: str) -> Response:
        person = _found(request, member)
        change = shapes.RecordChange(data=request.data)
        change.is_valid(raise_exception=True)
        update_record(request.viewer, person, **change.validated_data)
        return Response(shown(request.viewer, [_found(request, member)])[0])


class PersonTags(RecordEndpoint):
    @extend_schema(
        tags=["members"], summary="Give a person a tag", request=shapes.GiveTag, responses=shapes.PersonShape
    )
    def post(self, request: Request, member: str) -> Response:
        person = _found(request, member)
        ensure(can_tag_members(request.viewer))
        asked = shapes.GiveTag(data=request.data)
        asked.is_valid(raise_exception=True)
        tag = get_tag(request.viewer, asked.validated_data["tag"])
        tag_member(request.viewer, tag, person, why=asked.validated_data.get("why", ""), given_by=GivenBy.API)
        return Response(shown(request.viewer, [person])[0])


class PersonTag(RecordEndpoint):
    @extend_schema(tags=["members"], summary="Take a tag off a person", responses={204: None})
    def delete(self, request: Request, member: str, tag: str) -> Response:
        person = _found(request, member)
        untag_member(request.viewer, get_tag(request.viewer, tag), person)
        return Response(status=204)


class PeopleExport(RecordEndpoint):
    @extend_schema(
        tags=["members"],
        summary="People as a spreadsheet",
        description="Cells that a spreadsheet would run as a formula begin with an apostrophe. The log keeps who took "
        "the file, how many people and which columns.",
        parameters=[shapes.ExportQuery],
        responses={
            (200, "text/csv"): OpenApiResponse(OpenApiTypes.BINARY, "UTF-8 with a byte order mark, or XLSX."),
        },
    )
    def get(self, request: Request) -> HttpResponseBase:
        viewer = request.viewer
        ensure(can_export_members(viewer))
        asked = shapes.ExportQuery(data=request.query_params)
        asked.is_valid(raise_exception=True)
        given = asked.validated_data
        if any(COLUMNS[name].contact for name in given.get("columns", ())):
            ensure(can_see_contact(viewer))
        columns = chosen_columns(viewer, sorted(given.get("columns", ())))
        return spreadsheet(viewer, asked.wanted(viewer), columns, given["kind"])


def _found(request: Request, public_id: str) -> BrandMember:
    person = get_person(request.viewer, public_id)
    ensure(can_see_record(request.viewer, person))
    return person
