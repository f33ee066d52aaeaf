"""{% brand_url %}: links inside the active brand. {% brand_of %}: the brand that an address leads to."""

import re
from dataclasses import dataclass
from typing import Any

from django import template
from django.urls import NoReverseMatch

from brands.links import brand_url as link_to
from brands.queries import brand_by_slug
from core.tenancy import activate

register = template.Library()


class BrandUrl(template.Node):
    def __init__(self, name: Any, arguments: dict[str, Any], variable: str) -> None:
        self.name, self.arguments, self.variable = name, arguments, variable

    def render(self, context: template.Context) -> str:
        values = {key: value.resolve(context) for key, value in self.arguments.items()}
        try:
            url = link_to(self.name.resolve(context), **values)
        except NoReverseMatch:
            # As Django's own `url … as`: asking into a variable means "if there is such a page".
            if not self.variable:
                raise
            url = ""
        if not self.variable:
            return url
        context[self.variable] = url
        return ""


@register.tag
def brand_url(parser: template.base.Parser, token: template.base.Token) -> BrandUrl:
    """{% brand_url "content:post" post_id=post.public_id %} or {% brand_url "campaigns:wallet" as wallet %}"""
    _, name, *bits = token.split_contents()
    variable = ""
    if len(bits) >= 2 and bits[-2] == "as":
        variable = bits[-1]
        bits = bits[:-2]
    arguments = template.base.token_kwargs(bits, parser)
    if bits:
        raise template.TemplateSyntaxError(f"brand_url takes keyword arguments, not {bits[0]}")
    return BrandUrl(parser.compile_filter(name), arguments, variable)


@dataclass(frozen=True)
class Host:
    """The brand that waits behind a sign-in."""

    name: str
    home_url: str
    theme_url: str


@register.simple_tag
def brand_of(address: str | None) -> Host | None:
    """{% brand_of redirect_field_value as host %}: from `/@slug/…`; any other address is nobody's."""
    found = re.match(r"/@([a-z0-9-]{1,40})(?:/|$)", address or "")
    brand = brand_by_slug(found[1]) if found else None
    if brand is None:
        return None
    with activate(brand):
        theme = link_to("brands:theme")
    return Host(brand.name, theme.removesuffix("theme.css"), f"{theme}?v={brand.accent[1:]}")
