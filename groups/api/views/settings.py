"""Groups over REST: list, open, change, archive, restore."""

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from groups.actions import create_group
from spaces.api.serializers import SpaceChange, SpaceIn, SpaceOut
from spaces.api.views import OneSpace, SpaceArchive, SpaceList, SpaceRestore
from spaces.models import Kind

ARCHIVED = OpenApiParameter("archived", bool, description="`true`: only archived ones that you belong to or manage.")


class Groups(SpaceList):
    kind = Kind.GROUP
    open_space = staticmethod(create_group)

    @extend_schema(
        operation_id="groups_list",
        summary="Groups that you may know of",
        parameters=[ARCHIVED],
        responses=SpaceOut(many=True),
        tags=["groups"],
    )
    def get(self, request: Request) -> Response:
        return self.list_spaces(request)

    @extend_schema(
        operation_id="groups_create",
        summary="Open a group and be its first admin",
        request=SpaceIn,
        responses={201: SpaceOut},
        tags=["groups"],
    )
    def post(self, request: Request) -> Response:
        return self.create_space(request)


class OneGroup(OneSpace):
    kind = Kind.GROUP

    @extend_schema(
        operation_id="groups_retrieve",
        summary="One group. A secret one that you may not know of is 404.",
        responses=SpaceOut,
        tags=["groups"],
    )
    def get(self, request: Request, space: str) -> Response:
        return self.shown(request, self.space(request, space))

    @extend_schema(
        operation_id="groups_update",
        summary="Change the settings of a group",
        request=SpaceChange,
        responses=SpaceOut,
        tags=["groups"],
    )
    def patch(self, request: Request, space: str) -> Response:
        return self.change_space(request, space)


class ArchiveGroup(SpaceArchive):
    kind = Kind.GROUP

    @extend_schema(
        operation_id="groups_archive",
        summary="Close a group for writing; its members can still read",
        request=None,
        responses=SpaceOut,
        tags=["groups"],
    )
    def post(self, request: Request, space: str) -> Response:
        return self.archive(request, space)


class RestoreGroup(SpaceRestore):
    kind = Kind.GROUP

    @extend_schema(
        operation_id="groups_restore",
        summary="Open an archived group again",
        request=None,
        responses=SpaceOut,
        tags=["groups"],
    )
    def post(self, request: Request, space: str) -> Response:
        return self.restore(request, space)
