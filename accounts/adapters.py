"""How allauth behaves here: who may sign up, where links lead, what is recorded, and links printed without a mail server."""

import re
import smtplib
import sys
from typing import Any

import structlog
from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.db import transaction
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from accounts import limits
from accounts.devices import device_of
from accounts.letters import LETTERS, TEMPLATE
from accounts.middleware import SEEN
from accounts.models import User
from activity.actions import record
from core import clock

log = structlog.get_logger(__name__)

_LINK = re.compile(r"https?://\S+")


class AccountAdapter(DefaultAccountAdapter):
    def save_user(self, request, user, form, commit=True):
        user.display_name = form.cleaned_data.get("display_name", "")
        user.language = getattr(request, "LANGUAGE_CODE", "")
        return super().save_user(request, user, form, commit)

    def login(self, request: HttpRequest, user: User) -> None:
        super().login(request, user)
        request.session[SEEN] = int(clock.now().timestamp())

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("security")

    def get_client_ip(self, request: HttpRequest) -> str:
        """Only our own proxies are believed. What came past them is counted by who really connected."""
        try:
            return super().get_client_ip(request)
        except ImproperlyConfigured:
            return request.META["REMOTE_ADDR"]

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError:
            key = self._get_login_attempts_cache_key(request, **credentials)
            request.retry_after = limits.until_free(request, limits.ACCOUNT, "login_failed", key)  # type: ignore[attr-defined]
            raise

    def is_safe_url(self, url: str | None) -> bool:
        # The request's own host only: the default also trusts every allowed host.
        return url_has_allowed_host_and_scheme(url, allowed_hosts=None)

    def send_account_already_exists_mail(self, email: str) -> None:
        # A new account costs the hashing of its password. A stranger's clock must not tell that this one is taken.
        if password := self.request.POST.get("password1"):
            User().set_password(password)
        super().send_account_already_exists_mail(email)

    def send_mail(self, template_prefix: str, email: str, context: dict) -> None:
        super().send_mail(template_prefix, email, context)
        if settings.PLAZA_PRINT_ACCOUNT_LINKS:
            message = self.render_mail(template_prefix, email, context)
            for link in _LINK.findall(message.body)[:1]:
                print(f"\n  Mail to {email}: {link}\n", file=sys.stdout, flush=True)

    def send_notification_mail(
        self, template_prefix: str, user: Any, context: dict[str, Any] | None = None, email: str | None = None
    ) -> None:
        """
        allauth comes here after every change of how an account is entered: the one place to record it.

        The change has happened. A mail server that is away must not make it look as if it had not.
        """
        letter, words = LETTERS[template_prefix], {name: str(value) for name, value in (context or {}).items()}
        with transaction.atomic():
            record(letter.verb, target=user)
        shown = {
            "subject": letter.subject % words,
            "text": letter.text % words,
            "device": device_of(self.request.META.get("HTTP_USER_AGENT", "")),
            "password_reset_url": self.request.build_absolute_uri(reverse("account_reset_password")),
        }
        try:
            super().send_notification_mail(TEMPLATE, user, (context or {}) | shown, email)
        except (smtplib.SMTPException, OSError) as error:
            log.error("account letter not sent", account=user.public_id, error=type(error).__name__)
