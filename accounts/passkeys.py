"""The forms of passkeys: what a browser sends is looked at before anyone trusts its shape, and names are like other texts."""

import struct
from typing import Any

from allauth.mfa.adapter import get_adapter
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    EditWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from django import forms
from django.utils.translation import gettext_lazy as _

from core import text
from core.errors import Invalid

LONGEST = 40
_PARTS = ("id", "rawId", "type")
# What the library raises over bytes that no device makes. ValidationError is none of these.
_UNREADABLE = (AttributeError, IndexError, KeyError, TypeError, ValueError, OverflowError, struct.error)


def _refused() -> forms.ValidationError:
    return get_adapter().validation_error("incorrect_passkey")


def _check_shape(credential: Any) -> None:
    if not isinstance(credential, dict) or not all(isinstance(credential.get(part), str) for part in _PARTS):
        raise _refused()
    response = credential.get("response")
    if not isinstance(response, dict) or not isinstance(response.get("clientDataJSON"), str):
        raise _refused()


class _Proves:
    """For the forms that sign in, step up or prove again."""

    def clean_credential(self) -> Any:
        _check_shape(self.cleaned_data["credential"])  # type: ignore[attr-defined]
        try:
            return super().clean_credential()  # type: ignore[misc]
        except _UNREADABLE as error:
            raise _refused() from error


class LoginPasskeyForm(_Proves, LoginWebAuthnForm):
    pass


class SecondStepPasskeyForm(_Proves, AuthenticateWebAuthnForm):
    pass


class ProvePasskeyForm(_Proves, ReauthenticateWebAuthnForm):
    pass


def _name(*, required: bool) -> forms.CharField:
    return forms.CharField(
        label=_("Name of the passkey"),
        required=required,
        max_length=LONGEST,
        help_text=_("So that you know it again, such as “My phone”."),
    )


def _clean_name(name: str) -> str:
    try:
        return text.clean(name, field="name", longest=LONGEST, shortest=1)
    except Invalid as error:
        raise forms.ValidationError(str(error), code=error.code) from error


class AddPasskeyForm(AddWebAuthnForm):
    name = _name(required=False)  # the key is made before its name is read: without one it takes the usual name

    def clean_name(self) -> str:
        return _clean_name(super().clean_name())

    def clean(self) -> dict[str, Any]:
        if credential := self.cleaned_data.get("credential"):
            _check_shape(credential)
        try:
            return super().clean()
        except _UNREADABLE as error:
            raise _refused() from error


class RenamePasskeyForm(EditWebAuthnForm):
    name = _name(required=True)

    def clean_name(self) -> str:
        return _clean_name(self.cleaned_data["name"])
