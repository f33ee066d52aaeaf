"""JSON as the outside world sends it: no NUL, no lone surrogates, no tower of brackets, no surprise numbers."""

import json
from typing import Any

from django.utils.translation import gettext as _
from rest_framework.exceptions import ParseError
from rest_framework.parsers import BaseParser

from core.text import is_storable

MAX_DEPTH = 20
MAX_ITEMS = 2_000


class StrictJSONParser(BaseParser):
    media_type = "application/json"

    def parse(self, stream: Any, media_type: Any = None, parser_context: Any = None) -> Any:
        raw = stream.read()
        try:
            value = json.loads(raw.decode("utf-8"), parse_constant=_refuse_constant)
        except (ValueError, RecursionError) as error:
            raise ParseError(_("This is not valid JSON."), code="malformed") from error
        _check(value)
        return value


def _refuse_constant(name: str) -> None:
    raise ValueError(name)


def _check(value: Any) -> None:
    """Walk with an explicit stack: depth must not become recursion."""
    stack, seen = [(value, 0)], 0
    while stack:
        one, depth = stack.pop()
        seen += 1
        if depth > MAX_DEPTH or seen > MAX_ITEMS:
            raise ParseError(_("This JSON is nested too deeply or too long."), code="too_complex")
        if isinstance(one, str) and not is_storable(one):
            raise ParseError(_("This contains characters that cannot be stored."), code="bad_characters")
        if isinstance(one, dict):
            stack.extend((key, depth + 1) for key in one)
            stack.extend((inner, depth + 1) for inner in one.values())
        elif isinstance(one, list):
            stack.extend((inner, depth + 1) for inner in one)
