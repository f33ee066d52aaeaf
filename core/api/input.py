"""What was sent, checked by its shape."""

from typing import Any

from rest_framework.serializers import Serializer


def checked(shape: type[Serializer], data: Any) -> dict[str, Any]:
    """The validated values; otherwise a 422 with each field's reason."""
    serializer = shape(data=data)
    serializer.is_valid(raise_exception=True)
    return serializer.validated_data
