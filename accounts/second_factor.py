"""How allauth's second factors behave here: secrets are kept encrypted, and the QR code fits our content policy."""

import base64
import hashlib
import io
from functools import lru_cache

import segno
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _


class SecondFactorAdapter(DefaultMFAAdapter):
    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("This code does not fit. Codes change every half minute: try the newest one."),
        "incorrect_passkey": _("This passkey does not open this account. Try again, or use another way."),
        "unverified_email": _("Confirm your e-mail address first."),
        "cannot_generate_recovery_codes": _("Recovery codes need a second factor. Add one first."),
    }

    def encrypt(self, text: str) -> str:
        return _box(settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS).encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _box(settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS).decrypt(encrypted_text.encode()).decode()

    def build_totp_svg(self, url: str) -> str:
        """Inline in the page: a picture at an address of its own would be the secret at an address."""
        picture = io.BytesIO()
        segno.make(url, error="m", micro=False).save(
            picture, kind="svg", border=3, light="#fff", scale=5, xmldecl=False, svgclass=None, lineclass=None
        )
        return picture.getvalue().decode()

    def generate_authenticator_name(self, user, type) -> str:
        """The name that a new passkey's form suggests."""
        return gettext("My passkey")

    def _get_site_name(self) -> str:
        return context.request.get_host()


@lru_cache(maxsize=4)
def _box(*secrets: str) -> MultiFernet:
    """The first secret writes, all of them read: an install may change its SECRET_KEY and keep the old one beside."""
    keys = [hashlib.sha256(f"plaza.second-factor:{secret}".encode()).digest() for secret in secrets]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(key)) for key in keys])
