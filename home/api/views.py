"""Brands over REST: those that the caller belongs to, one of them, and opening a new one."""

from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response

from brands.actions import update_brand
from brands.endpoint import Endpoint
from core.errors import NotAllowed
from home.actions import open_brand
from home.api.serializers import BrandChange, BrandIn, BrandOut
from members.queries.people import records_of


class Brands(Endpoint):
    """Above brands, so never for a key: that belongs to one brand."""

    scopes = ("brand:write", "brand:write")

    @extend_schema(
        operation_id="brands_list", summary="Brands that you belong to", responses=BrandOut(many=True), tags=["brands"]
    )
    def get(self, request: Request) -> Response:
        if not request.user.is_authenticated:
            raise NotAllowed  # the endpoint answers 401
        mine = [record.brand for record in records_of(request.user)]
        return Response(BrandOut(mine, many=True).data)

    @extend_schema(
        summary="Open a brand and own it (operators of the install)",
        request=BrandIn,
        responses={201: BrandOut},
        tags=["brands"],
    )
    def post(self, request: Request) -> Response:
        given = BrandIn(data=request.data)
        given.is_valid(raise_exception=True)
        brand = open_brand(request.user, **given.validated_data)
        return Response(BrandOut(brand).data, status=status.HTTP_201_CREATED)


class OneBrand(Endpoint):
    """Under the brand itself, so that its own keys work here."""

    scopes = ("content:read", "brand:write")

    @extend_schema(operation_id="brands_retrieve", summary="A brand", responses=BrandOut, tags=["brands"])
    def get(self, request: Request) -> Response:
        return Response(BrandOut(request._request.brand).data)

    @extend_schema(
        operation_id="brands_update",
        summary="Change a brand's settings (owner, managers)",
        request=BrandChange,
        responses=BrandOut,
        tags=["brands"],
    )
    def patch(self, request: Request) -> Response:
        given = BrandChange(data=request.data)
        given.is_valid(raise_exception=True)
        fields = dict(given.validated_data)
        http = request._request
        changed = update_brand(http.viewer, http.brand, seen_version=fields.pop("version", None), **fields)
        return Response(BrandOut(changed).data)
