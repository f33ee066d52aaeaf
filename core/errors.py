"""What an action may raise: a sentence a member can read, a machine code, and the field it is about."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Text = str | Promise


class PlazaError(Exception):
    status = 400
    code = "error"
    message: Text = _("That did not work.")

    def __init__(
        self, message: Text | None = None, *, code: str | None = None, fields: Mapping[str, Text] | None = None
    ) -> None:
        self.message = message or self.message
        self.code = code or self.code
        self.fields = dict(fields or {})
        super().__init__(self.code)

    def __str__(self) -> str:
        return str(self.message)


class NotVisible(PlazaError):
    """The viewer may not know that it exists: answered exactly like an id that never was."""

    status = 404
    code = "not_found"
    message = _("There is nothing here, or you cannot see it.")


class NotAllowed(PlazaError):
    status = 403
    code = "not_allowed"
    message = _("You are not allowed to do that.")


class Conflict(PlazaError):
    """The world changed since the viewer looked."""

    status = 409
    code = "conflict"
    message = _("Someone else changed this in the meantime.")


class Invalid(PlazaError):
    status = 422
    code = "invalid"
    message = _("Some of what you entered cannot be used.")

    @classmethod
    def field(cls, name: str, message: Text, code: str = "invalid") -> "Invalid":
        return cls(message, code=code, fields={name: message})
