"""Coupons over REST: issue, claim, redeem."""

from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from brands.endpoint import Endpoint
from campaigns import actions, rules
from campaigns.api.serializers import ClaimOut, CouponIn, CouponOut, CouponStateIn, RedeemedOut, RedeemIn
from campaigns.api.views.plumbing import SPACE, Latest, LatestClaimed, of_space, space_of, space_shown
from campaigns.models import Coupon
from campaigns.queries import claims_of_coupon, coupons_visible, get_claim, get_coupon, own_claims
from core.api.input import checked
from core.api.pagination import paged
from core.decisions import ensure
from core.errors import NotAllowed

COUPON = OpenApiParameter("coupon", str, description="Public id of a coupon that you issue: everybody's claims of it.")
TURNS = {"open": actions.reopen_coupon, "paused": actions.pause_coupon, "ended": actions.end_coupon}


class CouponEndpoint(Endpoint):
    scopes = ("coupons:read", "coupons:write")

    def shown(self, request: Request, coupon: Coupon, status: int = 200) -> Response:
        return Response(CouponOut(coupons_visible(request.viewer).get(pk=coupon.pk)).data, status=status)


class Coupons(CouponEndpoint):
    pagination_class = Latest

    @extend_schema(
        operation_id="coupons_list",
        summary="Coupons for you, and those you issue",
        parameters=[SPACE],
        responses=CouponOut(many=True),
        tags=["coupons"],
    )
    def get(self, request: Request) -> Response:
        rows = of_space(request.viewer, coupons_visible(request.viewer), request.query_params.get("space"))
        return paged(self, rows, CouponOut, shows=space_shown, viewer=request.viewer)

    @extend_schema(
        operation_id="coupons_create",
        summary="Issue a coupon",
        request=CouponIn,
        responses={201: CouponOut},
        tags=["coupons"],
    )
    def post(self, request: Request) -> Response:
        sent = checked(CouponIn, request.data)
        space = space_of(request.viewer, sent.pop("space", None))
        return self.shown(request, actions.issue_coupon(request.viewer, space, **sent), 201)


class OneCoupon(CouponEndpoint):
    @extend_schema(operation_id="coupons_retrieve", summary="One coupon", responses=CouponOut, tags=["coupons"])
    def get(self, request: Request, coupon: str) -> Response:
        return self.shown(request, get_coupon(request.viewer, coupon))

    @extend_schema(
        operation_id="coupons_update",
        summary="Pause it, open it again, or end it for good",
        request=CouponStateIn,
        responses=CouponOut,
        tags=["coupons"],
    )
    def patch(self, request: Request, coupon: str) -> Response:
        found = get_coupon(request.viewer, coupon)
        sent = checked(CouponStateIn, request.data)
        return self.shown(request, TURNS[sent["state"]](request.viewer, found))


class ClaimCoupon(CouponEndpoint):
    @extend_schema(
        operation_id="coupons_claim",
        summary="Claim one piece; asking again gives the same one",
        description="409 `sold_out`, `coupon_paused`, `coupon_ended` or `not_started` when there is nothing to claim.",
        request=None,
        responses={200: ClaimOut, 201: ClaimOut},
        tags=["coupons"],
    )
    def post(self, request: Request, coupon: str) -> Response:
        claim = actions.claim_coupon(request.viewer, get_coupon(request.viewer, coupon))
        body = ClaimOut(get_claim(request.viewer, claim.public_id), context={"viewer": request.viewer}).data
        return Response(body, status=201 if claim.is_new else 200)


class Claims(CouponEndpoint):
    pagination_class = LatestClaimed

    @extend_schema(
        operation_id="claims_list",
        summary="Your claims, or all of a coupon that you issue",
        parameters=[COUPON],
        responses=ClaimOut(many=True),
        tags=["claims"],
    )
    def get(self, request: Request) -> Response:
        if not request.viewer.is_authenticated:
            raise NotAllowed(_("Sign in first."), code="sign_in_required")
        rows = own_claims(request.viewer)
        if public_id := request.query_params.get("coupon"):
            coupon = get_coupon(request.viewer, public_id)
            ensure(rules.can_manage_coupon(request.viewer, coupon))
            rows = claims_of_coupon(coupon)
        return paged(self, rows, ClaimOut, viewer=request.viewer)


class OneClaim(CouponEndpoint):
    @extend_schema(operation_id="claims_retrieve", summary="One claim", responses=ClaimOut, tags=["claims"])
    def get(self, request: Request, claim: str) -> Response:
        return Response(ClaimOut(get_claim(request.viewer, claim), context={"viewer": request.viewer}).data)


class RedeemClaim(CouponEndpoint):
    @extend_schema(
        operation_id="claims_redeem",
        summary="Use a code at the till, once",
        description=(
            "422 `unknown_code` for a code that does not exist and for one that is not yours to redeem. 409 "
            "`already_redeemed` with `errors.redeemed_at` and `errors.place`, `coupon_expired`, `too_many_attempts`."
        ),
        request=RedeemIn,
        responses={200: OpenApiResponse(RedeemedOut, description="It is used now.")},
        tags=["claims"],
    )
    def post(self, request: Request) -> Response:
        done = actions.redeem_claim(request.viewer, **checked(RedeemIn, request.data))
        return Response(RedeemedOut(done).data)

    def handle_exception(self, exc: Exception) -> Response:
        """Under an Idempotency-Key a refusal is rolled back, and the count of wrong codes with it: counted again here."""
        if getattr(exc, "code", "") == "unknown_code" and self.request.headers.get("Idempotency-Key"):
            actions.note_wrong_code(self.request.viewer)
        return super().handle_exception(exc)
