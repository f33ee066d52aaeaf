"""{% space_url space "content:post" post_id=… %}: links that stand behind both doors."""

from typing import Any

from django import template

from spaces import links

register = template.Library()


@register.simple_tag
def space_url(space: Any, name: str, **kwargs: str) -> str:
    return links.space_url(space, name, **kwargs)


@register.filter
def home_of(space: Any) -> str:
    """{{ space|home_of }}: the front page of a community or group."""
    return links.home_url(space)
