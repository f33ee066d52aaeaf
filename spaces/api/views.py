"""The bases of `communities/` and `groups/`: which door they are is all that differs."""

from collections.abc import Callable
from typing import Any, ClassVar

from django.http import HttpRequest
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response

from brands.endpoint import Endpoint
from core.api.pagination import NewestFirst, paged
from spaces.actions import archive_space, restore_space, update_space
from spaces.api.serializers import SpaceChange, SpaceIn, SpaceOut
from spaces.models import Space
from spaces.queries import get_space, spaces_behind


class SpaceEndpoint(Endpoint):
    kind: ClassVar[str]
    scopes = ("content:read", "brand:write")

    def space(self, request: Request, public_id: str) -> Space:
        return get_space(request._request.viewer, public_id, kind=self.kind)

    def shown(self, request: Request, space: Space, code: int = status.HTTP_200_OK) -> Response:
        return Response(SpaceOut(space, context={"viewer": request._request.viewer}).data, status=code)


class SpaceList(SpaceEndpoint):
    pagination_class = NewestFirst
    open_space: ClassVar[Callable[..., Space]]

    def list_spaces(self, request: Request) -> Response:
        viewer = request._request.viewer
        archived = request.query_params.get("archived") == "true"
        return paged(self, spaces_behind(viewer, self.kind, archived=archived), SpaceOut, viewer=viewer)

    def create_space(self, request: Request) -> Response:
        given = SpaceIn(data=request.data)
        given.is_valid(raise_exception=True)
        http: HttpRequest = request._request
        space = type(self).open_space(http.viewer, http.brand, **_plain(given.validated_data))  # type: ignore[attr-defined]
        return self.shown(request, space, status.HTTP_201_CREATED)


class OneSpace(SpaceEndpoint):
    def change_space(self, request: Request, public_id: str) -> Response:
        space = self.space(request, public_id)
        given = SpaceChange(data=request.data)
        given.is_valid(raise_exception=True)
        fields = _plain(given.validated_data)
        changed = update_space(request._request.viewer, space, seen_version=fields.pop("version", None), **fields)
        return self.shown(request, changed)


class SpaceArchive(SpaceEndpoint):
    def archive(self, request: Request, public_id: str) -> Response:
        return self.shown(request, archive_space(request._request.viewer, self.space(request, public_id)))


class SpaceRestore(SpaceEndpoint):
    def restore(self, request: Request, public_id: str) -> Response:
        return self.shown(request, restore_space(request._request.viewer, self.space(request, public_id)))


def _plain(validated: Any) -> dict[str, Any]:
    """Nested rows as plain dicts: they are stored as JSON."""
    lists = ("offers", "questions")
    return {name: [dict(one) for one in value] if name in lists else value for name, value in validated.items()}
