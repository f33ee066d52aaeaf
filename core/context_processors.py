"""What every page knows, without a query of its own: whose place this is, who looks, in which language and theme."""

from functools import cached_property
from typing import Any

from django.conf import settings
from django.contrib.messages import constants, get_messages
from django.http import HttpRequest
from django.utils.translation import get_language

THEMES = ("light", "dark")
# A language is named in itself, so that its speakers find it.
NAMES = {"zh-hant": ("zh-Hant", "繁體中文"), "zh-hans": ("zh-Hans", "简体中文"), "en": ("en", "English")}


def page(request: HttpRequest) -> dict[str, Any]:
    return {
        "page": Page(request),
        "brand": getattr(request, "brand", None),
        "viewer": getattr(request, "viewer", None),
    }


class Page:
    """Everything is worked out only when a template asks."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    @cached_property
    def theme(self) -> str:
        """Empty means: follow the system."""
        wanted = self.request.COOKIES.get("theme", "")
        return wanted if wanted in THEMES else ""

    @cached_property
    def lang(self) -> str:
        return NAMES.get(get_language() or settings.LANGUAGE_CODE, NAMES["zh-hant"])[0]

    @cached_property
    def languages(self) -> list[dict]:
        return [
            {"code": code, "tag": tag, "name": name, "current": tag == self.lang} for code, (tag, name) in NAMES.items()
        ]

    @cached_property
    def here(self) -> str:
        return self.request.get_full_path()

    @cached_property
    def at_entrance(self) -> bool:
        """Pages that are about signing in do not offer it again."""
        return self.request.path.startswith("/accounts/")

    @cached_property
    def signed_in(self) -> bool:
        who = getattr(self.request, "viewer", None) or getattr(self.request, "user", None)
        return bool(who and who.is_authenticated)

    @cached_property
    def name(self) -> str:
        """How this brand calls whoever looks; the account's own name where there is no brand."""
        return getattr(self._member, "display_name", "") or getattr(self.request.user, "name", "")

    @cached_property
    def picture(self) -> str:
        return getattr(self._member, "avatar_url", "") or ""

    @cached_property
    def seed(self) -> int:
        """The avatar's colour is the one that this person has everywhere."""
        return getattr(self._member, "pk", None) or getattr(self.request.user, "pk", None) or 0

    @cached_property
    def notices(self) -> list:
        """Messages that must be read: they stay."""
        return [one for one in get_messages(self.request) if one.level >= constants.WARNING]

    @cached_property
    def toasts(self) -> list:
        """Messages that may pass."""
        return [one for one in get_messages(self.request) if one.level < constants.WARNING]

    @cached_property
    def _member(self) -> Any:
        return getattr(getattr(self.request, "viewer", None), "member", None)
