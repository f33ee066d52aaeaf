"""The shape of a rule as a JSON schema, for the description of the API. `check.py` is what decides."""

from typing import Any

from members.segments.check import MOST_RULES

_LEAF: dict[str, Any] = {
    "type": "object",
    "required": ["field"],
    "description": "A condition: `field` and its values. Unknown fields and values are refused with their path.",
    "properties": {
        "field": {
            "type": "string",
            "description": "vip_tier (tiers), region (regions), birthday_month (months), interest (interests), "
            "stage (stages), origin (origins), language (languages), joined (days), last_seen (days), tag (tag), "
            "space (space, role?, source?, days?), did (verb, times, days, space?), silent (days), unused_coupon.",
        },
        "not": {"type": "boolean", "default": False, "description": "The opposite."},
        "tiers": {"type": "array", "items": {"type": "integer", "minimum": 0, "maximum": 9}},
        "regions": {"type": "array", "items": {"type": "string", "maxLength": 40}},
        "months": {"type": "array", "items": {"type": "integer", "minimum": 1, "maximum": 12}},
        "interests": {"type": "array", "items": {"type": "string", "maxLength": 24}},
        "stages": {"type": "array", "items": {"type": "string"}},
        "origins": {"type": "array", "items": {"type": "string"}},
        "languages": {"type": "array", "items": {"type": "string"}},
        "days": {"type": "integer", "minimum": 1, "maximum": 3650, "description": "A window up to now."},
        "tag": {"type": "string", "description": "Id of a tag."},
        "space": {"type": "string", "description": "Id of a space."},
        "role": {"type": "string"},
        "source": {"type": "string"},
        "verb": {"type": "string", "description": "Such as comment.published, post.published, reaction.added."},
        "times": {"type": "integer", "minimum": 1, "maximum": 100_000, "description": "At least so many."},
    },
}


def _group(inner: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "required": ["match", "rules"],
        "properties": {
            "match": {"type": "string", "enum": ["all", "any"]},
            "not": {"type": "boolean", "default": False},
            "rules": {"type": "array", "minItems": 1, "maxItems": MOST_RULES, "items": inner},
        },
    }


# A condition, or one more group: nested once.
RULE_SCHEMA = _group({"oneOf": [_LEAF, _group(_LEAF)]})
