"""Links inside a space: the same pages stand behind both doors."""

from typing import Any

from brands.links import brand_url


def space_url(space: Any, name: str, **kwargs: str) -> str:
    """`name` is a pattern mounted under `c/<space>/` and `g/<space>/`, such as "content:post"."""
    path = brand_url(name, space_slug=space.slug, **kwargs)
    return path if space.door == "c" else path.replace(f"/c/{space.slug}/", f"/g/{space.slug}/", 1)


def home_url(space: Any) -> str:
    return brand_url("communities:home" if space.door == "c" else "groups:home", space_slug=space.slug)
