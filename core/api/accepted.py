"""Fields that an operation does not describe are refused, not dropped: a misspelt name must not look like a success."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from django.utils.translation import gettext as _
from rest_framework.exceptions import ValidationError
from rest_framework.fields import empty
from rest_framework.serializers import BaseSerializer, ListSerializer, Serializer


def refuse_unknown(view: Any, data: Any) -> None:
    """Raise the 422 for every field of the body that the operation's `@extend_schema(request=…)` does not have."""
    shape = _shape_of(type(view), str(view.request.method).lower())  # type: ignore[arg-type]  # classes are hashable
    if shape is None and data and not isinstance(data, Mapping):
        raise ValidationError({"body": [_("Some of what you sent cannot be used.")]})
    unknown = list(_unknown(shape, data)) if shape is not empty else []
    if unknown:
        raise ValidationError({name: [_("Some of what you sent cannot be used.")] for name in unknown})


@cache
def _shape_of(view_class: Any, method: str) -> Any:
    """The body that the OpenAPI document promises: an instance, None for no body, `empty` when nothing is said."""
    described = getattr(getattr(view_class, method, None), "kwargs", {}).get("schema")
    if described is None:
        return empty
    schema = described()
    schema.view, schema.method = view_class(kwargs={}, request=None), method.upper()
    request = schema.get_request_serializer()
    return request() if isinstance(request, type) else request


def _unknown(shape: Any, data: Any, prefix: str = "") -> Iterator[str]:
    if isinstance(shape, ListSerializer) and isinstance(data, list):
        for index, one in enumerate(data):
            yield from _unknown(shape.child, one, f"{prefix}{index}.")
    if not isinstance(data, Mapping) or not (shape is None or isinstance(shape, Serializer)):
        return
    fields = shape.fields if shape is not None else {}
    for name in data:
        field = fields.get(name)
        if field is None or field.read_only:
            yield f"{prefix}{name}"[:200]
        elif isinstance(field, BaseSerializer):
            yield from _unknown(field, data[name], f"{prefix}{name}.")
