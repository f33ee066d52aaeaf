"""Announcements over REST: list, write, schedule, send, cancel, read."""

from collections.abc import Callable
from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from brands.endpoint import Endpoint
from campaigns import actions
from campaigns.api.serializers import AnnouncementChange, AnnouncementIn, AnnouncementOut, ReadOut, VersionIn
from campaigns.api.views.plumbing import SPACE, Latest, of_space, space_of, space_shown
from campaigns.models import Announcement
from campaigns.queries import announcements_visible, get_announcement
from core.api.input import checked
from core.api.pagination import paged

TAGS = ["announcements"]


class AnnouncementEndpoint(Endpoint):
    scopes = ("announcements:read", "announcements:write")

    def shown(self, request: Request, announcement: Announcement, status: int = 200) -> Response:
        """Read again, with the viewer's own marks."""
        fresh = announcements_visible(request.viewer).get(pk=announcement.pk)
        return Response(AnnouncementOut(fresh, context={"viewer": request.viewer}).data, status=status)


class Announcements(AnnouncementEndpoint):
    pagination_class = Latest

    @extend_schema(
        operation_id="announcements_list",
        summary="Announcements to you, and those you may write",
        parameters=[SPACE],
        responses=AnnouncementOut(many=True),
        tags=TAGS,
    )
    def get(self, request: Request) -> Response:
        rows = of_space(request.viewer, announcements_visible(request.viewer), request.query_params.get("space"))
        return paged(self, rows, AnnouncementOut, shows=space_shown, viewer=request.viewer)

    @extend_schema(
        operation_id="announcements_create",
        summary="Write an announcement; with `publish_at` it is scheduled at once",
        request=AnnouncementIn,
        responses={201: AnnouncementOut},
        tags=TAGS,
    )
    def post(self, request: Request) -> Response:
        sent = checked(AnnouncementIn, request.data)
        space = space_of(request.viewer, sent.pop("space", None))
        made = actions.compose_announcement(request.viewer, space, send=_wanted(sent), **sent)
        return self.shown(request, made, 201)


def _wanted(sent: dict[str, Any]) -> str:
    return actions.LATER if "publish_at" in sent else actions.DRAFT


class OneAnnouncement(AnnouncementEndpoint):
    @extend_schema(
        operation_id="announcements_retrieve", summary="One announcement", responses=AnnouncementOut, tags=TAGS
    )
    def get(self, request: Request, announcement: str) -> Response:
        return self.shown(request, get_announcement(request.viewer, announcement))

    @extend_schema(
        operation_id="announcements_update",
        summary="Change what has not been sent",
        request=AnnouncementChange,
        responses=AnnouncementOut,
        tags=TAGS,
    )
    def patch(self, request: Request, announcement: str) -> Response:
        found = get_announcement(request.viewer, announcement)
        sent = checked(AnnouncementChange, request.data)
        return self.shown(request, actions.revise_announcement(request.viewer, found, send=_wanted(sent), **sent))


class _Turn(AnnouncementEndpoint):
    """Calls one action and shows what became of the announcement."""

    does: Callable[..., Announcement]

    def turn(self, request: Request, announcement: str) -> Response:
        found = get_announcement(request.viewer, announcement)
        sent = checked(VersionIn, request.data)
        return self.shown(request, type(self).does(request.viewer, found, **sent))


class PublishAnnouncement(_Turn):
    does = staticmethod(actions.publish_now)

    @extend_schema(
        operation_id="announcements_publish",
        summary="Send it now",
        request=VersionIn,
        responses=AnnouncementOut,
        tags=TAGS,
    )
    def post(self, request: Request, announcement: str) -> Response:
        return self.turn(request, announcement)


class CancelAnnouncement(_Turn):
    does = staticmethod(actions.cancel_announcement)

    @extend_schema(
        operation_id="announcements_cancel",
        summary="Never send it",
        request=VersionIn,
        responses=AnnouncementOut,
        tags=TAGS,
    )
    def post(self, request: Request, announcement: str) -> Response:
        return self.turn(request, announcement)


class ReadAnnouncement(AnnouncementEndpoint):
    @extend_schema(
        operation_id="announcements_read",
        summary="I have opened it. Twice changes nothing.",
        request=None,
        responses=ReadOut,
        tags=TAGS,
    )
    def post(self, request: Request, announcement: str) -> Response:
        found = get_announcement(request.viewer, announcement)
        return Response(ReadOut(actions.mark_announcement_read(request.viewer, found)).data)


class AcknowledgeAnnouncement(AnnouncementEndpoint):
    @extend_schema(
        operation_id="announcements_acknowledge",
        summary="I confirm having read it. Twice changes nothing.",
        request=None,
        responses=ReadOut,
        tags=TAGS,
    )
    def post(self, request: Request, announcement: str) -> Response:
        found = get_announcement(request.viewer, announcement)
        return Response(ReadOut(actions.acknowledge_announcement(request.viewer, found)).data)
