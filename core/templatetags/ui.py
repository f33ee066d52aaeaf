"""Tags that every template has: icons, assets, powers, people, times, numbers, form controls."""

from collections.abc import Callable
from typing import Any

from django import forms, template
from django.forms import BoundField
from django.template.base import FilterExpression, Node, Parser, TextNode, Token
from django.templatetags.static import static
from django.utils.html import escape
from django.utils.safestring import SafeString

from core import dates, text

register = template.Library()

ICON = '<svg class="icon" aria-hidden="true"><use href="{}#{}"/></svg>'


class _Computed(Node):
    """Markup whose argument is only known when the page is rendered."""

    def __init__(self, argument: FilterExpression, make: Callable[[str], str]) -> None:
        self.argument, self.make = argument, make

    def render(self, context: template.Context) -> str:
        return self.make(str(self.argument.resolve(context)))


def _compiled(token: Token, parser: Parser, make: Callable[[str], str]) -> Node:
    """A literal argument costs nothing at render time: it becomes text when the template is compiled."""
    _, argument = token.split_contents()
    if argument[0] in "\"'" and argument[0] == argument[-1]:
        return TextNode(make(argument[1:-1]))
    return _Computed(parser.compile_filter(argument), make)


@register.tag
def icon(parser: Parser, token: Token) -> Node:
    """{% icon "heart" %}: one shape of the sprite, sized by the text beside it and hidden from screen readers."""
    return _compiled(token, parser, lambda name: SafeString(ICON.format(static("img/icons.svg"), escape(name))))


@register.tag
def asset(parser: Parser, token: Token) -> Node:
    """{% asset "css/base.css" %}: like `static`, but looked up once per process."""
    return _compiled(token, parser, static)


@register.simple_tag(takes_context=True)
def can(context: template.Context, capability: str, space: Any = None) -> bool:
    """{% can "post.hide" space as allowed %}"""
    viewer = context.get("viewer")
    return viewer is not None and bool(viewer.can(capability, space))


@register.simple_tag
def avatar(name: str, image: str = "", seed: int | str = 0, size: str = "") -> str:
    """{% avatar member.display_name image=url seed=member.pk size="s" %}: a picture, or one character on a colour."""
    kind = f" avatar-{size}" if size else ""
    if image:
        inside = f'<img src="{escape(image)}" alt="" width="64" height="64" loading="lazy">'
    else:
        inside = escape(text.initial(name))
    return SafeString(f'<span class="avatar{kind}" data-hue="{_hue(seed or name)}" aria-hidden="true">{inside}</span>')


def _hue(seed: int | str) -> int:
    return (seed if isinstance(seed, int) else sum(map(ord, seed))) % 6 + 1


register.filter("ago", dates.ago_tag)
register.filter("day", dates.day_tag)
register.filter("clock_time", dates.moment_tag)


@register.filter
def number(value: int | float | None) -> str:
    """12,408"""
    return "–" if value is None else f"{value:,}"


@register.filter
def excerpt(value: str, length: int = 120) -> str:
    return text.excerpt(value or "", length)


@register.filter
def initial(name: str) -> str:
    return text.initial(name or "")


@register.filter
def control_kind(field: BoundField) -> str:
    """Which shape of components/_field.html a bound field takes."""
    widget = field.field.widget
    shapes = (
        (forms.HiddenInput, "hidden"),
        (forms.CheckboxInput, "check"),
        (forms.CheckboxSelectMultiple, "many"),
        (forms.RadioSelect, "one"),
        (forms.Select, "select"),
        (forms.FileInput, "file"),
    )
    return next((shape for kind, shape in shapes if isinstance(widget, kind)), "text")


@register.simple_tag(takes_context=True)
def control(context: template.Context, field: BoundField) -> str:
    """The control with Plaza's classes on it; `bare` in the context leaves out a placeholder that repeats the label."""
    widget = field.field.widget
    attrs: dict[str, Any] = {"class": f"{_class_of(widget)} {widget.attrs.get('class', '')}".strip()}
    if context.get("bare"):
        attrs["placeholder"] = False
    if isinstance(widget, forms.FileInput):
        # Django's own file widget draws its "currently" line and a second control; the page shows the picture itself.
        widget = forms.FileInput(widget.attrs)
        widget.is_required = field.field.required and not field.initial
        return field.as_widget(widget, attrs=attrs)
    return field.as_widget(attrs=attrs)


def _class_of(widget: forms.Widget) -> str:
    if isinstance(widget, forms.CheckboxInput):
        return "switch" if widget.attrs.get("role") == "switch" else ""
    return "input file" if isinstance(widget, forms.FileInput) else "input"
