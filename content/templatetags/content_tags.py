"""The rows of a feed, written by hand: as a template each costs thirty times more, and a page shows twenty of them."""

from collections.abc import Mapping
from functools import cache
from html import escape
from typing import Any

from django import template
from django.templatetags.static import static
from django.utils.safestring import SafeString

from core.templatetags.ui import ICON

register = template.Library()
Card = Mapping[str, Any]
Words = Mapping[str, str]


@cache
def _icon(name: str) -> str:
    return ICON.format(static("img/icons.svg"), name)


@register.simple_tag(takes_context=True)
def post_cards(context: template.Context, cards: list[Card]) -> str:
    """{% post_cards feed.cards %}. Context: words, may_react, brand. Cards are made by content/queries/cards.py."""
    words, may_react = _escaped(context["words"]), context["may_react"]
    mark = _brand_mark(context) if any(card["as_brand"] for card in cards) else ""
    return SafeString("".join(_card(card, words, may_react, mark) for card in cards))


@register.simple_tag(takes_context=True)
def post_bar(context: template.Context, bar: Card) -> str:
    """{% post_bar bar %}: what one can do with a post. Context: words, may_react."""
    return SafeString(_bar(bar, _escaped(context["words"]), context["may_react"]))


def _escaped(words: Words) -> Words:
    """Once per page: a translator may use any character."""
    return {name: escape(text) for name, text in words.items()}


def _brand_mark(context: template.Context) -> str:
    return context.template.engine.get_template("layouts/_brand_mark.html").render(context)  # type: ignore[union-attr]


def _card(card: Card, words: Words, may_react: bool, mark: str) -> str:
    url, author = card["url"], escape(card["author"])
    lang = f' lang="{card["lang"]}"' if card["lang"] else ""
    title = f'<h2><a href="{url}">{escape(card["title"])}</a></h2>' if card["title"] else ""
    topic = f' · <a href="{card["topic_url"]}">{escape(card["topic"])}</a>' if card["topic"] else ""
    more = f' <a href="{url}">{words["read_on"]}</a>' if card["is_cut"] else ""
    name = f'<a href="{card["person_url"]}">{author}</a>' if card["person_url"] else author
    worn = _worn(card, words)
    return (
        f'<article class="post" id="p-{card["id"]}">{_avatar(card, mark)}'
        f'<header class="post-head"><p class="post-who"><b>{name}{worn}</b>'
        f'<small><a href="{url}">{card["time"]}</a>{topic}</small></p>{_badges(card, words)}</header>'
        f'<div class="post-body"{lang}>{title}<p>{escape(card["excerpt"])}{more}</p>{_photos(card)}'
        f"{_bar(card, words, may_react)}</div></article>\n"
    )


def _worn(card: Card, words: Words) -> str:
    if card["as_brand"]:
        return f'<span class="badge badge-accent">{words["official"]}</span>'
    return f'<span class="badge badge-accent">{_icon("star")}{words["expert"]}</span>' if card["is_expert"] else ""


def _avatar(card: Card, mark: str) -> str:
    if card["as_brand"]:
        return f'<span class="avatar avatar-brand" aria-hidden="true">{mark}</span>'
    inside = escape(card["initial"])
    if card["avatar"]:
        inside = f'<img src="{card["avatar"]}" alt="" width="64" height="64" loading="lazy">'
    link = f' href="{card["person_url"]}"' if card["person_url"] else ""
    return f'<a class="avatar"{link} tabindex="-1" aria-hidden="true" data-hue="{card["hue"]}">{inside}</a>'


def _badges(card: Card, words: Words) -> str:
    pinned = f'<span class="badge">{_icon("pin")}{words["pinned"]}</span>' if card["is_pinned"] else ""
    if card["is_waiting"]:
        return f'{pinned}<span class="badge badge-warn">{_icon("clock")}{words["waiting"]}</span>'
    return pinned


def _photos(card: Card) -> str:
    if not card["photos"]:
        return ""
    pictures = "".join(
        f'<a href="{card["url"]}"><img src="{one["url"]}" alt="{escape(one["alt"])}" width="{one["width"]}"'
        f' height="{one["height"]}" loading="lazy"></a>'
        for one in card["photos"]
    )
    return f'<div class="photos photos-{card["photo_count"]}">{pictures}</div>'


def _bar(bar: Card, words: Words, may_react: bool) -> str:
    url = bar["url"]
    buttons = "".join(_reaction(one, bar, may_react) for one in bar["reactions"] if one["shown"])
    comments = f"{words['comments']} {bar['comment_count']}"
    return (
        f'<div class="post-bar" hx-target="this" hx-swap="outerHTML">{buttons}'
        f'<a class="btn" href="{url}#comments" aria-label="{comments}">{_icon("comment")}'
        f"<span>{bar['comment_count']}</span></a>"
        f'<share-link class="end" href="{url}" title="{escape(bar["title"])}" done="{words["copied"]}">'
        f'<button class="btn" type="button" hidden aria-label="{words["share"]}">{_icon("share")}</button>'
        "</share-link></div>"
    )


def _reaction(one: Card, bar: Card, may_react: bool) -> str:
    """The button names the change it makes, so a double click changes nothing more. Readers get a link instead."""
    label, count, shape = escape(one["label"]), one["count"], _icon(one["kind"])
    if not may_react:
        return f'<a class="btn" href="{bar["url"]}" aria-label="{label} {count}">{shape}<span>{count}</span></a>'
    change, pressed = ("remove", "true") if one["mine"] else ("add", "false")
    shown = f"{label} {count}" if bar.get("full") else count
    return (
        f'<button class="btn" form="act" formaction="{bar["react_url"]}" name="{change}" value="{one["kind"]}"'
        f' hx-post="{bar["react_url"]}" aria-pressed="{pressed}" aria-label="{label} {count}">{shape}'
        f"<span>{shown}</span></button>"
    )
