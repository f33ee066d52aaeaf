"""How allauth behaves here: who may sign up, where links lead, and links printed where no mail server is."""

import re
import sys

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.utils.http import url_has_allowed_host_and_scheme

_LINK = re.compile(r"https?://\S+")


class AccountAdapter(DefaultAccountAdapter):
    def save_user(self, request, user, form, commit=True):
        user.display_name = form.cleaned_data.get("display_name", "")
        user.language = getattr(request, "LANGUAGE_CODE", "")
        return super().save_user(request, user, form, commit)

    def is_safe_url(self, url: str | None) -> bool:
        # The request's own host only: the default also trusts every allowed host.
        return url_has_allowed_host_and_scheme(url, allowed_hosts=None)

    def send_mail(self, template_prefix: str, email: str, context: dict) -> None:
        super().send_mail(template_prefix, email, context)
        if settings.PLAZA_PRINT_ACCOUNT_LINKS:
            message = self.render_mail(template_prefix, email, context)
            for link in _LINK.findall(message.body)[:1]:
                print(f"\n  Mail to {email}: {link}\n", file=sys.stdout, flush=True)
