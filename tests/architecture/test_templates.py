"""{% include %} and {% extends %} reach layouts, components, the own folder and lower apps: never up."""

import re

from django.template import TemplateDoesNotExist
from django.template.loader import get_template

from tests.architecture.layers import LEVELS, ROOT

TEMPLATES = ROOT / "templates"
SHARED = ("layouts", "components")
REACH = re.compile(r"{%\s*(?:include|extends)\s+[\"']([^\"']+)[\"']")
INLINE = re.compile(r"<style|<script(?![^>]*\ssrc=)|\sstyle=|\son[a-z]+=|\shx-on", re.IGNORECASE)


def test_templates_reach_downwards():
    upward = [
        f"{file.relative_to(TEMPLATES)} → {target}"
        for file in TEMPLATES.rglob("*.html")
        for target in REACH.findall(file.read_text())
        if not may_reach(file.relative_to(TEMPLATES).parts[0], target.partition("/")[0])
    ]
    assert not upward


# allauth looks for its pages in folders of its own names: they are pages of the accounts app.
OF_ACCOUNTS = {"account", "allauth", "mfa", "socialaccount", "usersessions"}


def may_reach(mine: str, theirs: str) -> bool:
    mine, theirs = (("accounts" if folder in OF_ACCOUNTS else folder) for folder in (mine, theirs))
    if theirs in (*SHARED, mine):
        return True
    if mine in SHARED:  # a layout serves everyone, so it may know nobody
        return False
    return LEVELS.get(theirs, 99) < LEVELS.get(mine, -1)


def test_reached_templates_exist():
    """Ours, or a package's, such as account/base_entrance.html."""
    missing = [
        f"{file.relative_to(TEMPLATES)} → {target}"
        for file in TEMPLATES.rglob("*.html")
        for target in REACH.findall(file.read_text())
        if not exists(target)
    ]
    assert not missing


def exists(target: str) -> bool:
    try:
        get_template(target)
    except TemplateDoesNotExist:
        return False
    return True


def test_nothing_inline_that_the_policy_forbids():
    """Mail programs need inline styles; no page ever shows that layout."""
    inline = [
        f"{file.relative_to(TEMPLATES)}: {found.group()}"
        for file in TEMPLATES.rglob("*.html")
        if file.name != "email.html" and not {"email", "emails"} & set(file.parts)
        for found in INLINE.finditer(file.read_text())
    ]
    assert not inline


def test_fragments_say_what_they_need():
    """Style rule 29: a fragment opens with a comment that lists its context."""
    silent = [
        str(file.relative_to(TEMPLATES))
        for file in TEMPLATES.rglob("_*.html")
        if "Context:" not in file.read_text().partition("\n")[0]
    ]
    assert not silent
