"""What every operation of the OpenAPI document shares: problem answers, scopes, clocks and the idempotency header."""

from typing import Any

from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import OpenApiParameter
from rest_framework.serializers import DateTimeField

PROBLEM = {
    "type": "object",
    "required": ["type", "title", "status", "code"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string", "description": "A sentence for people, in the reader's language."},
        "status": {"type": "integer"},
        "code": {"type": "string", "description": "A word for machines; it never changes with the language."},
        "errors": {"type": "object", "additionalProperties": {"type": "array", "items": {"type": "string"}}},
    },
}
_MEANINGS = {
    "400": "The request cannot be read.",
    "401": "No or bad credentials.",
    "403": "Visible, but not allowed; or the key lacks the scope.",
    "404": "Nothing here, or not visible to you.",
    "409": "The state changed: `code` says how.",
    "413": "Too large.",
    "422": "Understood, but some fields cannot be used.",
    "429": "Too many requests; see Retry-After.",
}
# Which clock a time is in, said once for every field.
_CLOCKS = {"response": "RFC 3339, UTC.", "request": "RFC 3339; without an offset it is taken in your time zone."}
IDEMPOTENCY_KEY = OpenApiParameter(
    "Idempotency-Key",
    str,
    OpenApiParameter.HEADER,
    description="Any unique text up to 255 characters. The same key and body within 24 hours gets the first answer "
    "again; with another body it is refused with 422, while the first still runs with 409.",
)


class PlazaSchema(AutoSchema):
    def get_description(self) -> str:  # type: ignore[override]  # drf-spectacular itself returns a str
        """Only what `extend_schema` says is published: docstrings speak to developers of Plaza."""
        return ""

    def get_auth(self) -> list[dict[str, list[Any]]]:
        """A key belongs to a brand, so above all brands there is only the session."""
        ways = super().get_auth()
        return ways if "{brand_slug}" in self.path else [way for way in ways if "brandKey" not in way]

    def get_override_parameters(self) -> list[Any]:
        return [IDEMPOTENCY_KEY] if self.method == "POST" else []

    def get_operation(self, *args: Any, **kwargs: Any) -> dict[str, Any] | None:
        operation = super().get_operation(*args, **kwargs)
        if operation:
            operation["description"] = " ".join(filter(None, [operation.get("description"), self._scope()]))
            for status, meaning in _MEANINGS.items():
                content = {"application/problem+json": {"schema": PROBLEM}}
                operation["responses"].setdefault(status, {"description": meaning, "content": content})
        return operation

    def _scope(self) -> str:
        scopes = getattr(self.view, "scopes", None)
        if not scopes or "{brand_slug}" not in self.path:
            return ""
        needed = (scopes[0 if self.method == "GET" else 1], *getattr(self.view, "beside", ()))
        return f"Scope of a key: {' and '.join(f'`{one}`' for one in needed)}."

    def _tokenize_path(self) -> list[str]:
        """The brand in the path is in no name and no tag."""
        return [part for part in super()._tokenize_path() if part != "@"]

    def _get_serializer_field_meta(self, field: Any, direction: str) -> dict[str, Any]:
        meta = super()._get_serializer_field_meta(field, direction)
        if isinstance(field, DateTimeField):
            meta["description"] = " ".join(filter(None, [meta.get("description"), _CLOCKS[direction]]))
        return meta
