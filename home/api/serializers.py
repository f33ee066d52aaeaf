"""Brands as the API shows and takes them."""

from django.conf import settings
from rest_framework import serializers

from brands.links import brand_url
from brands.models import Brand, MemberCommunities
from core.tenancy import activate


class BrandOut(serializers.Serializer):
    id = serializers.CharField(source="public_id", help_text="Public id, 12 characters.")
    slug = serializers.CharField(help_text="The part of the address after `/@`.")
    name = serializers.CharField()
    tagline = serializers.CharField()
    accent = serializers.CharField(help_text="`#rrggbb`")
    logo_url = serializers.SerializerMethodField(help_text="Path of the logo, or empty.")
    time_zone = serializers.CharField(help_text="IANA name. Days in numbers are days of this zone.")
    language = serializers.CharField(help_text="`zh-hant`, `zh-hans` or `en`: what visitors read first.")
    member_communities = serializers.ChoiceField(
        choices=MemberCommunities.choices,
        help_text="Whether members start communities: `off`, `review` (someone of the brand says yes first) or `free`.",
    )
    url = serializers.SerializerMethodField(help_text="Path of the brand's home.")
    version = serializers.IntegerField(help_text="Send it back with a change to be told when someone else was faster.")
    created_at = serializers.DateTimeField()

    def get_logo_url(self, brand: Brand) -> str:
        with activate(brand):
            return brand_url("brands:logo") if brand.logo else ""

    def get_url(self, brand: Brand) -> str:
        with activate(brand):
            return brand_url("brands:theme").removesuffix("theme.css")


class BrandChange(serializers.Serializer):
    """Every field may be left out."""

    name = serializers.CharField(max_length=60, required=False)
    tagline = serializers.CharField(max_length=120, allow_blank=True, required=False)
    accent = serializers.CharField(max_length=7, required=False, help_text="`#rrggbb`")
    logo = serializers.FileField(required=False, help_text="A picture, as multipart/form-data; encoded anew.")
    time_zone = serializers.CharField(max_length=48, required=False)
    language = serializers.ChoiceField(choices=settings.LANGUAGES, required=False)
    member_communities = serializers.ChoiceField(choices=MemberCommunities.choices, required=False)
    version = serializers.IntegerField(required=False, help_text="The version that you changed: 409 if it moved on.")


class BrandIn(serializers.Serializer):
    name = serializers.CharField(max_length=60)
    slug = serializers.CharField(max_length=40, required=False, help_text="Left out: made from the name.")
    tagline = serializers.CharField(max_length=120, allow_blank=True, required=False)
    accent = serializers.CharField(max_length=7, required=False, help_text="`#rrggbb`")
    logo = serializers.FileField(required=False, help_text="A picture, as multipart/form-data; encoded anew.")
    time_zone = serializers.CharField(max_length=48, required=False)
    language = serializers.ChoiceField(choices=settings.LANGUAGES, required=False)
