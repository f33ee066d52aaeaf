"""Text as people type it: mixed Chinese and English, any width, and sometimes hostile."""

import re
import unicodedata

from django.utils.translation import gettext as _

from core.errors import Invalid

# Direction overrides and tag characters can make text read as something it is not.
_UNWANTED = re.compile("[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u202a-\u202e\u2066-\u2069\U000e0000-\U000e007f]")
_SPACE = re.compile(r"\s+")


def is_storable(text: str) -> bool:
    """False for NUL bytes and lone surrogates: PostgreSQL refuses the first, UTF-8 the second."""
    return "\x00" not in text and not any("\ud800" <= char <= "\udfff" for char in text)


def clean(text: str, *, field: str, longest: int, shortest: int = 0, lines: bool = False) -> str:
    """Normalised (NFC), trimmed text, or Invalid beside its field. Lengths count characters, a Han character is one."""
    if not is_storable(text):
        raise Invalid.field(field, _("This contains characters that cannot be stored."), "bad_characters")
    text = _UNWANTED.sub("", unicodedata.normalize("NFC", text)).replace("\r\n", "\n").replace("\r", "\n").strip()
    if not lines:
        text = _SPACE.sub(" ", text)
    if len(text) > longest:
        raise Invalid.field(field, _("Use at most %(count)d characters.") % {"count": longest}, "too_long")
    if len(text) < shortest:
        message = _("Write something here.") if shortest == 1 else _("Write at least %(count)d characters.")
        raise Invalid.field(field, message % {"count": shortest} if shortest > 1 else message, "too_short")
    return text


def excerpt(text: str, length: int = 120) -> str:
    """The first `length` characters in one line, cut at a word for Latin text."""
    flat = _SPACE.sub(" ", text).strip()
    if len(flat) <= length:
        return flat
    cut = flat[:length]
    if cut[-1].isascii() and not cut[-1].isspace() and flat[length].isascii() and " " in cut[-20:]:
        cut = cut[: cut.rindex(" ")]
    return cut.rstrip() + "…"


def slugify(text: str, length: int = 48) -> str:
    """Words of any script joined by hyphens: Chinese titles keep their characters in the address."""
    words = re.findall(r"\w+", unicodedata.normalize("NFKC", text).lower())
    return "-".join(words)[:length].strip("-") or "-"


def latin_slug(text: str, length: int = 32) -> str:
    """For addresses that take plain letters only: what of `text` can be spelt so, which may be nothing."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall(r"[a-z0-9]+", plain))[:length].strip("-")


def initial(name: str) -> str:
    """One character to stand for a person: the last of a Chinese name, the first of any other."""
    name = name.strip()
    if not name:
        return "?"
    return name[-1] if unicodedata.category(name[-1]) == "Lo" else name[0].upper()
