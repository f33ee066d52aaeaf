"""Communities over REST: list, open, change, archive, restore."""

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from communities.actions import create_community
from spaces.api.serializers import SpaceChange, SpaceIn, SpaceOut
from spaces.api.views import OneSpace, SpaceArchive, SpaceList, SpaceRestore
from spaces.models import Kind

ARCHIVED = OpenApiParameter("archived", bool, description="`true`: only archived ones that you belong to or manage.")


class Communities(SpaceList):
    kind = Kind.COMMUNITY
    open_space = staticmethod(create_community)

    @extend_schema(
        operation_id="communities_list",
        summary="Communities that you may know of",
        parameters=[ARCHIVED],
        responses=SpaceOut(many=True),
        tags=["communities"],
    )
    def get(self, request: Request) -> Response:
        return self.list_spaces(request)

    @extend_schema(
        operation_id="communities_create",
        summary="Open a community and be its first admin",
        request=SpaceIn,
        responses={201: SpaceOut},
        tags=["communities"],
    )
    def post(self, request: Request) -> Response:
        return self.create_space(request)


class OneCommunity(OneSpace):
    kind = Kind.COMMUNITY

    @extend_schema(
        operation_id="communities_retrieve",
        summary="One community.",
        responses=SpaceOut,
        tags=["communities"],
    )
    def get(self, request: Request, space: str) -> Response:
        return self.shown(request, self.space(request, space))

    @extend_schema(
        operation_id="communities_update",
        summary="Change the settings of a community",
        request=SpaceChange,
        responses=SpaceOut,
        tags=["communities"],
    )
    def patch(self, request: Request, space: str) -> Response:
        return self.change_space(request, space)


class ArchiveCommunity(SpaceArchive):
    kind = Kind.COMMUNITY

    @extend_schema(
        operation_id="communities_archive",
        summary="Close a community for writing; its members can still read",
        request=None,
        responses=SpaceOut,
        tags=["communities"],
    )
    def post(self, request: Request, space: str) -> Response:
        return self.archive(request, space)


class RestoreCommunity(SpaceRestore):
    kind = Kind.COMMUNITY

    @extend_schema(
        operation_id="communities_restore",
        summary="Open an archived community again",
        request=None,
        responses=SpaceOut,
        tags=["communities"],
    )
    def post(self, request: Request, space: str) -> Response:
        return self.restore(request, space)
