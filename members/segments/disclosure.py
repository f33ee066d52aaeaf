"""
How much a number may tell. Who holds `pii.view` reads it as it is; everybody else reads it in tens.

A number below ten is never shown. Above, it is rounded to a ten at random, up or down, by a secret that depends on the
rule alone: the same question always gets the same number, so asking again averages nothing out, and of two questions
that differ by one person each falls on its own side by chance, so the difference of their numbers tells of nobody.
"""

import hashlib
import hmac
import json
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core import tenancy
from members.segments.check import Rule

STEP = 10


@dataclass(frozen=True)
class Count:
    """`exact` is None for whoever may not know it. `about` is a multiple of ten then, and 0 means too few to say."""

    about: int
    exact: int | None = None
    is_few: bool = False

    @property
    def shown(self) -> str:
        if self.exact is not None:
            return ngettext("%(count)s person", "%(count)s people", self.exact) % {"count": f"{self.exact:,}"}
        if self.is_few:
            return _("fewer than %(count)s people") % {"count": self.about + STEP}
        return _("about %(count)s people") % {"count": f"{self.about:,}"}


def disclosed(count: int, rule: Rule, viewer: Any) -> Count:
    if viewer.can("pii.view"):
        return Count(count, exact=count)
    about = (count + _chance(rule)) // STEP * STEP
    return Count(about, is_few=about <= STEP)


def _chance(rule: Rule) -> int:
    """0…9, the same for the same question in whatever order it was written."""
    words = f"{tenancy.active().pk}:{json.dumps(_sorted(rule), sort_keys=True)}"
    digest = hmac.new(settings.SECRET_KEY.encode(), words.encode(), hashlib.sha256).digest()
    return int.from_bytes(digest[:8], "big") % STEP


def _sorted(rule: Any) -> Any:
    if isinstance(rule, dict):
        return {name: _sorted(value) for name, value in rule.items() if value not in (False, None)}
    if isinstance(rule, list):
        return sorted((_sorted(one) for one in rule), key=lambda one: json.dumps(one, sort_keys=True))
    return rule
