"""Accounts for the operators of the install. People are added by signing up, never here."""

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialToken
from allauth.usersessions.models import UserSession
from django.contrib import admin
from django.http import HttpRequest

from accounts.models import User

# allauth registers these. Secrets and open sessions of people are nothing to browse through (config/urls.py).
PRIVATE = (Authenticator, SocialAccount, SocialApp, SocialToken, UserSession)


@admin.register(User)
class UserAdmin(admin.ModelAdmin):
    """Who may operate, and who is locked out. What a person is to a brand belongs to that brand."""

    list_display = ("email", "display_name", "is_staff", "is_active", "date_joined")
    list_filter = ("is_staff", "is_active")
    search_fields = ("email", "display_name")
    ordering = ("-date_joined",)
    fields = ("public_id", "email", "display_name", "language", "is_staff", "is_active", "date_joined", "last_login")
    readonly_fields = ("public_id", "email", "date_joined", "last_login")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
