"""REST over tags: the brand's own, and giving one to many people at once."""

from typing import Any

from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from core.api.pagination import NewestFirst, paged
from core.decisions import ensure
from core.errors import Invalid
from members.actions import change_tag, create_tag, delete_tag, tag_people, untag_people
from members.api import record_shapes as shapes
from members.api.people import RecordEndpoint
from members.models import BrandMember, Tag
from members.models.tag import GivenBy
from members.queries import get_tag, people_for, tags_with_counts
from members.rules import can_see_brand_members, can_tag_members


class TagList(RecordEndpoint):
    pagination_class = NewestFirst

    @extend_schema(tags=["tags"], summary="Tags of the brand", responses=shapes.TagShape(many=True))
    def get(self, request: Request) -> Response:
        ensure(can_tag_members(request.viewer))
        return paged(self, tags_with_counts(request.viewer), shapes.TagShape)

    @extend_schema(tags=["tags"], summary="Make a tag", request=shapes.TagWords, responses={201: shapes.TagShape})
    def post(self, request: Request) -> Response:
        words = shapes.TagWords(data=request.data)
        ensure(can_tag_members(request.viewer))
        words.is_valid(raise_exception=True)
        return Response(shapes.TagShape(create_tag(request.viewer, **words.validated_data)).data, status=201)


class TagDetail(RecordEndpoint):
    @extend_schema(tags=["tags"], summary="One tag", responses=shapes.TagShape)
    def get(self, request: Request, tag: str) -> Response:
        return Response(_shape(request, get_tag(request.viewer, tag)))

    @extend_schema(tags=["tags"], summary="Change a tag", request=shapes.TagChange, responses=shapes.TagShape)
    def patch(self, request: Request, tag: str) -> Response:
        found, change = get_tag(request.viewer, tag), shapes.TagChange(data=request.data)
        change.is_valid(raise_exception=True)
        words = {"name": found.name, "about": found.about} | change.validated_data
        return Response(_shape(request, change_tag(request.viewer, found, **words)))

    @extend_schema(tags=["tags"], summary="Delete a tag, from everybody", responses={204: None})
    def delete(self, request: Request, tag: str) -> Response:
        delete_tag(request.viewer, get_tag(request.viewer, tag))
        return Response(status=204)


class TagGive(RecordEndpoint):
    @extend_schema(tags=["tags"], summary="Give a tag to many", request=shapes.TagPeople, responses=shapes.Changed)
    def post(self, request: Request, tag: str) -> Response:
        found = get_tag(request.viewer, tag)
        asked = shapes.TagPeople(data=request.data)
        asked.is_valid(raise_exception=True)
        chosen, why = _chosen(request, asked), asked.validated_data.get("why", "")
        return Response({"count": tag_people(request.viewer, found, chosen, why=why, given_by=GivenBy.API)})


class TagTake(RecordEndpoint):
    @extend_schema(tags=["tags"], summary="Take a tag off many", request=shapes.UntagPeople, responses=shapes.Changed)
    def post(self, request: Request, tag: str) -> Response:
        found = get_tag(request.viewer, tag)
        asked = shapes.UntagPeople(data=request.data)
        asked.is_valid(raise_exception=True)
        return Response({"count": untag_people(request.viewer, found, _chosen(request, asked))})


def _chosen(request: Request, asked: Any) -> Any:
    """Everybody by mistake is not possible: one of the two has to be said."""
    ensure(can_tag_members(request.viewer))
    given = asked.validated_data
    if ("members" in given) == ("filter" in given):
        raise Invalid.field("filter", _("Give either members or filter."), "one_of_two")
    if "members" in given:
        return BrandMember.objects.filter(public_id__in=given["members"])
    ensure(can_see_brand_members(request.viewer))
    question = shapes.PeopleQuery(data=request.data["filter"])
    question.is_valid(raise_exception=True)
    return people_for(request.viewer, question.wanted(request.viewer))


def _shape(request: Request, tag: Tag) -> Any:
    return shapes.TagShape(tags_with_counts(request.viewer).get(pk=tag.pk)).data
