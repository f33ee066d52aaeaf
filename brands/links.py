"""The only builder of links inside a brand: one reverse() per pattern, then plain text."""

from functools import lru_cache
from urllib.parse import quote

from django.urls import reverse

from core.tenancy import active

_MARK = "zzmark{}zz"


@lru_cache(maxsize=512)
def _pattern(name: str, keys: tuple[str, ...]) -> str:
    marks = {key: _MARK.format(index) for index, key in enumerate(keys)}
    path = reverse(name, kwargs={"brand_slug": _MARK.format("b"), **marks})
    for key, mark in marks.items():
        path = path.replace(mark, "{" + key + "}")
    return path


def brand_url(name: str, **kwargs: str) -> str:
    """The path of `name` in the active brand. On the brand's own domain the `/@slug` in front is left out."""
    brand = active()
    path = _pattern(name, tuple(kwargs)).format(**{key: quote(str(value), safe="-") for key, value in kwargs.items()})
    path = path.replace(_MARK.format("b"), brand.slug)
    own_domain = getattr(brand, "on_own_domain", False)
    return path.replace(f"/@{brand.slug}", "", 1) if own_domain else path
