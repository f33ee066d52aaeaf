"""REST over webhooks: set up, test, change over the secret, read the log, send again."""

from typing import Any, ClassVar

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from brands.endpoint import Endpoint
from core.api.input import checked
from core.api.pagination import NewestFirst, paged
from delivery import actions
from delivery.api import webhook_shapes as shapes
from delivery.models import WebhookDelivery, WebhookEndpoint
from delivery.queries import SCOPE, endpoints_of, get_endpoint, get_webhook_delivery, log_of, spaces_known

AUTHORITY = (
    "It tells what the caller may know, and with a key what that key's scopes cover: `members:read` for members and "
    "applications, `groups:read` for closed groups. Both are asked again whenever something is sent."
)


class WebhookEndpointView(Endpoint):
    scopes: ClassVar = (SCOPE, SCOPE)

    def one(self, request: Request, webhook: str) -> WebhookEndpoint:
        return get_endpoint(request._request.viewer, webhook)

    def shown(self, request: Request, one: WebhookEndpoint, shape: Any = shapes.WebhookShape, **more: Any) -> Response:
        return Response(shape(one, context=self.seen(request)).data, **more)

    def seen(self, request: Request) -> dict[str, Any]:
        viewer = request._request.viewer
        return {"viewer": viewer, "spaces": spaces_known(viewer)}


class WebhookList(WebhookEndpointView):
    pagination_class = NewestFirst

    @extend_schema(tags=["webhooks"], summary="Webhooks of the brand", responses=shapes.WebhookShape(many=True))
    def get(self, request: Request) -> Response:
        return paged(self, endpoints_of(request._request.viewer), shapes.WebhookShape, **self.seen(request))

    @extend_schema(
        tags=["webhooks"],
        summary="Set up a webhook",
        description=f"{AUTHORITY} 422 `insufficient_scope` on `verbs` for what a key cannot cover, 409 `too_many`.",
        request=shapes.WebhookIn,
        responses={201: shapes.WebhookWithSecret},
    )
    def post(self, request: Request) -> Response:
        given = checked(shapes.WebhookIn, request.data)
        made = actions.create_endpoint(request._request.viewer, key=request.auth, **given)
        return self.shown(request, made, shapes.WebhookWithSecret, status=201)


class WebhookDetail(WebhookEndpointView):
    @extend_schema(tags=["webhooks"], summary="One webhook", responses=shapes.WebhookShape)
    def get(self, request: Request, webhook: str) -> Response:
        return self.shown(request, self.one(request, webhook))

    @extend_schema(
        tags=["webhooks"],
        summary="Change a webhook",
        description="Who changes `url`, `verbs` or `spaces` is from then on whom it speaks for, with their key's scopes.",
        request=shapes.WebhookChange,
        responses=shapes.WebhookShape,
    )
    def patch(self, request: Request, webhook: str) -> Response:
        found = self.one(request, webhook)
        given = checked(shapes.WebhookChange, request.data)
        changed = actions.change_endpoint(request._request.viewer, found, key=request.auth, **given)
        return self.shown(request, changed)

    @extend_schema(tags=["webhooks"], summary="Delete a webhook with its log", responses={204: None})
    def delete(self, request: Request, webhook: str) -> Response:
        actions.delete_endpoint(request._request.viewer, self.one(request, webhook))
        return Response(status=204)


class WebhookSecret(WebhookEndpointView):
    @extend_schema(
        tags=["webhooks"],
        summary="Change the secret",
        description="For 24 hours both secrets sign.",
        request=None,
        responses=shapes.WebhookWithSecret,
    )
    def post(self, request: Request, webhook: str) -> Response:
        changed = actions.change_secret(request._request.viewer, self.one(request, webhook))
        return self.shown(request, changed, shapes.WebhookWithSecret)


class WebhookPause(WebhookEndpointView):
    @extend_schema(
        tags=["webhooks"],
        summary="Pause a webhook",
        description="What happens meanwhile is not told later; read it from `activities/`.",
        request=None,
        responses=shapes.WebhookShape,
    )
    def post(self, request: Request, webhook: str) -> Response:
        return self.shown(request, actions.pause_endpoint(request._request.viewer, self.one(request, webhook)))


class WebhookResume(WebhookEndpointView):
    @extend_schema(
        tags=["webhooks"],
        summary="Resume a webhook",
        description="Also one that was switched off. What still waits goes out.",
        request=None,
        responses=shapes.WebhookShape,
    )
    def post(self, request: Request, webhook: str) -> Response:
        return self.shown(request, actions.resume_endpoint(request._request.viewer, self.one(request, webhook)))


class WebhookPing(WebhookEndpointView):
    @extend_schema(
        tags=["webhooks"],
        summary="Send a test",
        description="`webhook.ping`, by the way of all others: look at `deliveries/`. 409 `not_on`.",
        request=None,
        responses={202: shapes.WebhookDeliveryShape},
    )
    def post(self, request: Request, webhook: str) -> Response:
        made = actions.ping_endpoint(request._request.viewer, self.one(request, webhook))
        return _sent(made, 202)


class WebhookLog(WebhookEndpointView):
    pagination_class = NewestFirst

    @extend_schema(
        tags=["webhooks"],
        summary="What was sent, the newest first",
        description="Kept for 30 days. Nothing of spaces and kinds that the caller may not know.",
        responses=shapes.WebhookDeliveryShape(many=True),
    )
    def get(self, request: Request, webhook: str) -> Response:
        rows = log_of(request._request.viewer, self.one(request, webhook))
        return paged(self, rows, shapes.WebhookDeliveryShape)


class WebhookAgain(WebhookEndpointView):
    @extend_schema(
        tags=["webhooks"],
        summary="Send one again",
        description="Under the same `webhook-id`. What it says is made anew, and whether it may be said is asked anew. "
        "409 `still_waiting` while it is under way, `not_on` for a webhook that is paused.",
        request=None,
        responses={202: shapes.WebhookDeliveryShape},
    )
    def post(self, request: Request, webhook: str, sent: str) -> Response:
        viewer, found = request._request.viewer, self.one(request, webhook)
        return _sent(actions.send_again(viewer, get_webhook_delivery(viewer, found, sent)), 202)


def _sent(one: WebhookDelivery, status: int) -> Response:
    return Response(shapes.WebhookDeliveryShape(one).data, status=status)
