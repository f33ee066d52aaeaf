"""REST over applications: the list, the decision, asking back, and many at once."""

from typing import Any

from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from brands.endpoint import Endpoint
from core.api.input import checked
from core.api.pagination import NewestFirst, paged
from core.decisions import ensure
from core.errors import Invalid
from members import queries
from members.actions import (
    answer_question,
    approve_application,
    ask_applicant,
    decide_many,
    decline_application,
    undo_decision,
    withdraw_application,
)
from members.api import application_shapes as shapes
from members.api.views import SPACE, signed_in
from members.models import Application
from members.models.application import ApplicationState
from members.rules import can_open_desk
from spaces.queries import get_space

SEARCH = [
    SPACE,
    OpenApiParameter("state", str, enum=ApplicationState.values),
    OpenApiParameter("q", str, description="Part of a name or of an answer, up to 80 characters."),
    OpenApiParameter("rule", str, description="`people`, `rules`, or the id of an admission rule: what decided."),
    OpenApiParameter("older_than_days", OpenApiTypes.INT, description="Sent at least so many days ago, 1 to 3650."),
]


class ApplicationEndpoint(Endpoint):
    """Applications tell of closed groups, and what people wrote of themselves: a key needs both scopes."""

    scopes = ("members:read", "members:write")
    beside = ("groups:read",)

    def found(self, request: Request, public_id: str) -> Application:
        return queries.get_application(request.viewer, public_id)

    def shown(self, request: Request, application: Application) -> Response:
        return Response(shapes.OneApplication(application, context={"viewer": request.viewer}).data)


class ApplicationList(ApplicationEndpoint):
    pagination_class = NewestFirst

    @extend_schema(
        tags=["applications"],
        summary="Applications I decide on, and my own",
        parameters=SEARCH,
        responses=shapes.ApplicationShape(many=True),
    )
    def get(self, request: Request) -> Response:
        viewer, given = signed_in(request), request.query_params
        space = get_space(request.viewer, given["space"]) if given.get("space") else None
        wanted = queries.DeskFilter(
            state=_state(given.get("state", "")),
            space=space,
            days=_days(given.get("older_than_days", "")),
            rule=given.get("rule", "")[:20],
            words=_words(given.get("q", "")),
        )
        found = queries.filtered(Application.objects.visible_to(viewer), wanted)
        found = found.select_related("space", "member", "decided_by", "moved_from")
        return paged(self, found, shapes.ApplicationShape, viewer=viewer)


def _state(given: str) -> str:
    if given and given not in ApplicationState.values:
        raise Invalid.field("state", _("Choose one of the options."), "bad_choice")
    return given


def _days(given: str) -> int:
    if given and not (given.isascii() and given.isdecimal() and len(given) < 6 and 1 <= int(given) <= 3650):
        message = _("Give a number of days from 1 to %(most)d.") % {"most": 3650}
        raise Invalid.field("older_than_days", message, "bad_number")
    return int(given or 0)


def _words(given: str) -> str:
    if len(given) > 80 or "\x00" in given:
        raise Invalid.field("q", _("Use at most %(count)d characters.") % {"count": 80}, "too_long")
    return given


class ApplicationDetail(ApplicationEndpoint):
    @extend_schema(tags=["applications"], summary="One application", responses=shapes.OneApplication)
    def get(self, request: Request, application: str) -> Response:
        return self.shown(request, self.found(request, application))


class ApplicationApprove(ApplicationEndpoint):
    @extend_schema(
        tags=["applications"],
        summary="Let the applicant in; `queued` when the group is full",
        request=None,
        responses=shapes.OneApplication,
    )
    def post(self, request: Request, application: str) -> Response:
        return self.shown(request, approve_application(request.viewer, self.found(request, application)))


class ApplicationDecline(ApplicationEndpoint):
    @extend_schema(tags=["applications"], summary="Say no", request=shapes.Refusal, responses=shapes.OneApplication)
    def post(self, request: Request, application: str) -> Response:
        found = self.found(request, application)
        given = checked(shapes.Refusal, request.data)
        return self.shown(request, decline_application(request.viewer, found, **given))


class ApplicationUndo(ApplicationEndpoint):
    @extend_schema(
        tags=["applications"],
        summary="Undo my decision, within a minute",
        description="It waits again. 409 `too_late` after a minute, `has_acted` when whoever was let in has done something "
        "inside, `applied_again` when a new application waits.",
        request=None,
        responses=shapes.OneApplication,
    )
    def post(self, request: Request, application: str) -> Response:
        return self.shown(request, undo_decision(request.viewer, self.found(request, application)))


class ApplicationWithdraw(ApplicationEndpoint):
    @extend_schema(
        tags=["applications"], summary="Take my application back", request=None, responses=shapes.OneApplication
    )
    def post(self, request: Request, application: str) -> Response:
        return self.shown(request, withdraw_application(request.viewer, self.found(request, application)))


class ApplicationAsk(ApplicationEndpoint):
    @extend_schema(
        tags=["applications"],
        summary="Ask the applicant something before deciding",
        request=shapes.Question,
        responses=shapes.OneApplication,
    )
    def post(self, request: Request, application: str) -> Response:
        found = self.found(request, application)
        return self.shown(request, ask_applicant(request.viewer, found, **checked(shapes.Question, request.data)))


class ApplicationAnswer(ApplicationEndpoint):
    @extend_schema(
        tags=["applications"],
        summary="Answer what I was asked back",
        request=shapes.Reply,
        responses=shapes.OneApplication,
    )
    def post(self, request: Request, application: str) -> Response:
        found = self.found(request, application)
        return self.shown(request, answer_question(request.viewer, found, **checked(shapes.Reply, request.data)))


class ApplicationsDecide(ApplicationEndpoint):
    """Each is decided by itself: one that cannot be holds up no other. At most 200; sending it again is safe."""

    @extend_schema(
        tags=["applications"],
        summary="Decide on up to 200 applications at once, with a result for each",
        request=shapes.ManyDecisions,
        responses=shapes.DecisionResults,
    )
    def post(self, request: Request) -> Response:
        ensure(can_open_desk(request.viewer))
        given: dict[str, Any] = checked(shapes.ManyDecisions, request.data)
        outcomes = decide_many(request.viewer, given["ids"], decision=given["decision"], reason=given.get("reason", ""))
        failed = sum(bool(one.code) for one in outcomes)
        answer = {"decided": len(outcomes) - failed, "failed": failed, "results": outcomes}
        return Response(shapes.DecisionResults(answer).data)
