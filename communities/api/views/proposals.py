"""Communities that members ask for, over REST: ask, take back, decide."""

from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from brands.endpoint import Endpoint
from communities import actions
from communities.models import Proposal, ProposalState
from communities.queries import get_proposal, proposals_for
from core.api.input import checked
from core.api.pagination import NewestFirst, paged
from core.decisions import ensure
from core.errors import Invalid
from members.rules.memberships import SIGN_IN


class ProposalShape(serializers.Serializer):
    id = serializers.CharField(source="public_id", help_text="Public id, 12 characters.")
    member = serializers.CharField(source="member.public_id", help_text="Id of whoever asked.")
    display_name = serializers.CharField(source="member.display_name", help_text="Of whoever asked.")
    name = serializers.CharField(help_text="What the community is to be called.")
    purpose = serializers.CharField(help_text="Becomes what the community says about itself.")
    rules = serializers.CharField(help_text="One per line.")
    state = serializers.ChoiceField(choices=ProposalState.choices)
    reason = serializers.CharField(help_text="Why it was declined, or empty.")
    space = serializers.CharField(
        source="space.public_id", allow_null=True, default=None, help_text="Id of the community, once it is open."
    )
    created_at = serializers.DateTimeField()
    decided_at = serializers.DateTimeField(allow_null=True, help_text="When it was decided or withdrawn.")


class ProposalInput(serializers.Serializer):
    name = serializers.CharField(max_length=40)
    purpose = serializers.CharField(max_length=2000, help_text="Everyone reads it on the community's page.")
    rules = serializers.CharField(max_length=4000, allow_blank=True, default="", help_text="One per line.")


class ProposalRefusal(serializers.Serializer):
    reason = serializers.CharField(max_length=500, help_text="Whoever asked reads it.")


class ProposalEndpoint(Endpoint):
    scopes = ("members:read", "brand:write")

    def found(self, request: Request, public_id: str) -> Proposal:
        return get_proposal(request.viewer, public_id)

    def shown(self, proposal: Proposal, status: int = 200) -> Response:
        return Response(ProposalShape(proposal).data, status=status)


STATE = OpenApiParameter("state", str, enum=ProposalState.values)


class Proposals(ProposalEndpoint):
    pagination_class = NewestFirst

    @extend_schema(
        tags=["proposals"],
        operation_id="proposals_list",
        summary="Communities that members ask for: my own, or all that I decide on",
        parameters=[STATE],
        responses=ProposalShape(many=True),
    )
    def get(self, request: Request) -> Response:
        if not request.viewer.is_authenticated:
            ensure(SIGN_IN)
        state = request.query_params.get("state", "")
        if state and state not in ProposalState.values:
            raise Invalid.field("state", _("Choose one of the options."), "bad_choice")
        return paged(self, proposals_for(request.viewer, state=state), ProposalShape)

    @extend_schema(
        tags=["proposals"],
        summary="Ask to open a community",
        description="Waits for a decision, or opens at once (`state` is `opened`) where the brand lets members do so "
        "freely. 409 `already_waiting` while another of yours waits, `too_many` at the limit of one member.",
        request=ProposalInput,
        responses={201: ProposalShape},
    )
    def post(self, request: Request) -> Response:
        if not request.viewer.is_authenticated:
            ensure(SIGN_IN)
        words = checked(ProposalInput, request.data)
        return self.shown(actions.propose_community(request.viewer, **words), status=201)


class OneProposal(ProposalEndpoint):
    @extend_schema(tags=["proposals"], summary="One of them", responses=ProposalShape)
    def get(self, request: Request, proposal: str) -> Response:
        return self.shown(self.found(request, proposal))


class Approve(ProposalEndpoint):
    @extend_schema(
        tags=["proposals"],
        summary="Open the community; whoever asked is its first admin",
        description="409 `already_decided` when someone was faster, `asker_gone` when the asker is banned by now.",
        request=None,
        responses=ProposalShape,
    )
    def post(self, request: Request, proposal: str) -> Response:
        return self.shown(actions.approve_proposal(request.viewer, self.found(request, proposal)))


class Decline(ProposalEndpoint):
    @extend_schema(tags=["proposals"], summary="Say no", request=ProposalRefusal, responses=ProposalShape)
    def post(self, request: Request, proposal: str) -> Response:
        found = self.found(request, proposal)
        return self.shown(actions.decline_proposal(request.viewer, found, **checked(ProposalRefusal, request.data)))


class Withdraw(ProposalEndpoint):
    @extend_schema(tags=["proposals"], summary="Take my own back", request=None, responses=ProposalShape)
    def post(self, request: Request, proposal: str) -> Response:
        return self.shown(actions.withdraw_proposal(request.viewer, self.found(request, proposal)))
