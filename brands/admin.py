"""Brands for the operators of the install: which there are, and the domain each answers on."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from brands.models import Brand


@admin.register(Brand)
class BrandAdmin(admin.ModelAdmin):
    """Its look and words are the owner's, in the console; only the domain is set here, because DNS is the operator's."""

    list_display = ("slug", "name", "domain", "time_zone", "language", "created_at")
    search_fields = ("slug", "name", "domain")
    ordering = ("slug",)
    fields = ("public_id", "slug", "name", "domain", "time_zone", "language", "created_at")
    readonly_fields = ("public_id", "slug", "name", "time_zone", "language", "created_at")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
